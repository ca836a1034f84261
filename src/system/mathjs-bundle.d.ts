declare module 'mathjs/lib/browser/math.js' {
  import type { MathJsInstance } from 'mathjs';

  /** An instance with everything; `create` makes another one like it. */
  const mathjs: MathJsInstance & { create: () => MathJsInstance };
  export default mathjs;
}
