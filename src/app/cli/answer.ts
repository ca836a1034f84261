import { problemList } from '../../system/problem-list.ts';
import type { Problem } from '../../system/problem.ts';
import { problemText } from './problem-text.ts';

/** What a command has to say: the document for `--json`, the text for a person, and the exit code (2: invalid input). */
export interface Answer {
  readonly document: object;
  readonly text: string;
  readonly exitCode: 0 | 2;
  /** the same answer with every problem, where the list was cut */
  readonly whole?: () => Answer;
}

/** Problems as an answer; `beside` are further fields of the document. */
export const refuse = (problems: readonly Problem[], beside: object = {}): Answer => ({ ...listed(problems, undefined, beside), whole: () => listed(problems, Infinity, beside) });

function listed(problems: readonly Problem[], most: number | undefined, beside: object): Answer {
  const list = problemList(problems, most);
  const document = { schema: 'spillway/problems@1', ...beside, ...list, problems: list.problems.map((one) => ({ ...one, file: one.file ?? null, line: one.line ?? null, column: one.column ?? null })) };
  return { document, text: problemText(list), exitCode: 2 };
}
