import { diffScenarios, type Difference } from '../../../study/scenario/diff-scenarios.ts';
import type { Answer } from '../session/answer.ts';
import { readPairs } from '../reading/extended-pair.ts';
import { readScenarios } from '../reading/scenario-argument.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: { field: 'field', none: 'The two scenarios are the same.' },
  zh: { field: '字段', none: '两个情景相同。' },
} as const;

/**
 * `spillway diff SCENARIO [OTHER]`: the fields that two scenarios hold differently; one scenario alone beside what it
 * extends.
 */
export async function diffCommand(path: string, other: string | undefined, lang: Lang): Promise<Answer> {
  const [left, right] =
    other === undefined
      ? await extendedPair(path)
      : (await readScenarios([path, other])).map(({ scenario }) => scenario);
  const differences = diffScenarios(left, right);
  return {
    document: { schema: 'spillway/diff@1', left: left.id, right: right.id, differences },
    text: diffText(left.id, right.id, differences, lang),
    exitCode: 0,
  };
}

async function extendedPair(path: string) {
  const {
    pairs: [{ reference, counterfactual }],
  } = await readPairs([path]);
  return [reference.scenario, counterfactual.scenario];
}

const diffText = (left: string, right: string, differences: readonly Difference[], lang: Lang): string =>
  differences.length === 0
    ? WORDS[lang].none
    : textTable(
        [[WORDS[lang].field, left, right], ...differences.map((one) => [one.path, shown(one.left), shown(one.right)])],
        3,
      );

const MOST_LETTERS = 60;

function shown(value: unknown): string {
  const text = value === null ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 3)}...` : text;
}
