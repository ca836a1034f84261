import { problem } from "../../system/problem.js";
import { refuse } from "./answer.js";
/** What a command or option of the published interface answers while the program does not have it. */
export const notBuilt = (what, instead) => refuse([problem('not-built', what, null, null, `${what} is not built yet`, instead)]);
export const NOT_BUILT_COMMANDS = [
    { name: 'report', summary: 'the impact analysis as a document', instead: 'use "compare" for the figures, with --json for all of them, or the dashboard of "serve"' },
    { name: 'worker', summary: 'one more worker for the queue', instead: 'use "serve": it works on its own queue with every core' },
];
