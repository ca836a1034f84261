// The build in one file: the thousand modules of the other take a second to load, in every process and every worker.
import mathjs from 'mathjs/lib/browser/math.js';
/** An instance of mathjs with everything in it, which shares no units with any other. */
export const createMath = () => mathjs.create();
