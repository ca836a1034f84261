import { problem } from '../../../system/words/problem.ts';
import { refuse, type Answer } from '../session/answer.ts';

/** What a command or option of the published interface answers while the program does not have it. */
export const notBuilt = (what: string, instead: string): Answer =>
  refuse([problem('not-built', what, null, null, `${what} is not built yet`, instead)]);

export const NOT_BUILT_COMMANDS: readonly {
  readonly name: string;
  readonly summary: string;
  readonly instead: string;
}[] = [
  {
    name: 'report',
    summary: 'the impact analysis as a document',
    instead: 'use "compare" for the figures, with --json for all of them, or the dashboard of "serve"',
  },
  {
    name: 'worker',
    summary: 'one more worker for the queue',
    instead: 'use "serve": it works on its own queue with every core',
  },
];
