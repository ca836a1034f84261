import type { ComparisonResult } from '../../../study/comparison/comparison-answer.ts';
import { codeWord } from '../text/code-words.ts';
import { energyUnit, signed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

type Estimate = NonNullable<ComparisonResult['best_estimate']>;

interface Words {
  readonly head: string;
  readonly knows: string;
  readonly blind: string;
  readonly worth: string;
  readonly stored: string;
  readonly told: (estimate: Estimate, level: string) => string;
}

const ESTIMATE: Readonly<Record<Lang, Words>> = {
  en: {
    head: 'Best estimate of the difference',
    knows: 'assimilated: knows the published curtailment',
    blind: 'blind: knows no published curtailment',
    worth: 'effective draws',
    stored: 'Stored in',
    told: ({ draws, control_draws: control, engine_version: engine }, level) =>
      `Over ${draws} draws${control > 0 ? `, moved to level ${level} by ${control} of them` : ''}; stored with the model ` +
      `by engine ${engine}. The table above is one case.`,
  },
  zh: {
    head: '差值的最佳估计',
    knows: '同化：已计入公布弃水',
    blind: '盲估计：未计入公布弃水',
    worth: '有效抽样',
    stored: '已存入',
    told: ({ draws, control_draws: control, engine_version: engine }, level) =>
      `共${draws}次抽样${control > 0 ? `，以其中${control}次换算到“${level}”层级` : ''}；由引擎${engine}随模型存储。` +
      `上表只是一种情形。`,
  },
};

/** The spread that is stored of a pair, for under its difference; nothing where none is stored. */
export function estimateText(estimate: ComparisonResult['best_estimate'], removedGwh: number, lang: Lang): string[] {
  if (estimate === null) return [];
  const w = ESTIMATE[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, removedGwh);
  const row = (
    name: string,
    { p05_gwh: p05, p50_gwh: p50, p95_gwh: p95, effective_draws: worth }: Estimate['blind'],
  ) => [name, unit, ...[p05, p50, p95].map((gwh) => signed(gwh / perUnit, decimals)), String(Math.round(worth))];
  const rows = [
    [w.head, '', 'P5', 'P50', 'P95', w.worth],
    ...(estimate.assimilated ? [row(w.knows, estimate.assimilated)] : []),
    row(w.blind, estimate.blind),
  ];
  return [`${textTable(rows, 2)}\n${w.told(estimate, codeWord(estimate.level, lang))}`];
}

/** The files in which an ensemble was stored; nothing where it was not. */
export const storedIn = (files: readonly string[], lang: Lang): string[] =>
  files.length > 0 ? [`${ESTIMATE[lang].stored} ${files.join(', ')}`] : [];
