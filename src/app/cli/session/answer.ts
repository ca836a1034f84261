import { problemList } from '../../../system/words/problem-list.ts';
import type { Problem } from '../../../system/words/problem.ts';
import { inLanguage } from '../../words/say-problem.ts';
import { problemText } from '../text/problem-text.ts';
import { langOf } from '../text/say-notes.ts';
import type { Lang } from '../text/words.ts';

/**
 * What a command has to say: the document for `--json`, the text for a person, and the exit code (2: invalid input).
 */
export interface Answer {
  readonly document: object;
  readonly text: string;
  readonly exitCode: 0 | 2;
  /** the same answer with every problem, where the list was cut */
  readonly whole?: () => Answer;
}

/**
 * Problems as an answer, in the language that the command line asks for; `beside` are further fields of the document.
 */
export const refuse = (
  problems: readonly Problem[],
  beside: object = {},
  lang: Lang = langOf(process.argv),
): Answer => ({ ...listed(problems, undefined, beside, lang), whole: () => listed(problems, Infinity, beside, lang) });

function listed(problems: readonly Problem[], most: number | undefined, beside: object, lang: Lang): Answer {
  const counted = problemList(problems, most);
  const list = { ...counted, problems: counted.problems.map((one) => inLanguage(one, lang)) };
  const document = {
    schema: 'spillway/problems@1',
    ...beside,
    ...list,
    problems: list.problems.map((one) => ({
      ...one,
      file: one.file ?? null,
      line: one.line ?? null,
      column: one.column ?? null,
    })),
  };
  return { document, text: problemText(list, lang), exitCode: 2 };
}
