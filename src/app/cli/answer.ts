import type { Problem } from '../../system/problem.ts';
import { problemText } from './problem-text.ts';

/** What a command has to say: the document for `--json`, the text for a person, and the exit code (2: invalid input). */
export interface Answer { readonly document: object; readonly text: string; readonly exitCode: 0 | 2 }

export const refuse = (problems: readonly Problem[]): Answer => ({
  document: { schema: 'spillway/problems@1', problems: problems.map((one) => ({ ...one, file: one.file ?? null, line: one.line ?? null, column: one.column ?? null })) },
  text: problemText(problems), exitCode: 2,
});
