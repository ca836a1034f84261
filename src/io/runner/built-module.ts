import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The compiled file of a module beside `from` (`import.meta.url` of the caller), for a worker thread: threads run
 * compiled code only. Null where it has not been built.
 */
export function builtModule(name: string, from: string): string | null {
  const path = fileURLToPath(new URL(name, from));
  const built = from.endsWith('.ts') ? path.replace(`${sep}src${sep}`, `${sep}dist${sep}`) : path;
  return existsSync(built) ? built : null;
}

/**
 * Node aborts the whole process where a thread is ended while it loads a module by `require`; with `import`, which
 * threads fall back on, it does not.
 */
export function asynchronousLoading(): { readonly execArgv?: string[] } {
  const flag = '--no-experimental-require-module';
  // Alone: Node refuses a thread whose own list repeats flags of the whole process, such as the size of its heap.
  return process.allowedNodeEnvironmentFlags.has(flag) ? { execArgv: [flag] } : {};
}
