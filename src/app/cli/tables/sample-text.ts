import type { SampleResult } from '../../../study/base/sample-result.ts';
import { inputWord } from '../text/code-words.ts';
import { fixed, orDash } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: {
    head: (year: number) => `Draws that the facts of ${year} leave plausible`,
    quantity: 'quantity',
    stated: 'as stated',
    unit: 'unit',
    shipped: 'shipped',
    fact: 'fact',
    published: 'published',
    draws: 'draws',
    seed: 'seed',
    engine: 'engine',
    effective: (count: number) => `${count} effective draws`,
    written: 'written',
    unwritten: 'nothing written; --write stores the draws with the model',
  },
  zh: {
    head: (year: number) => `${year}年已知数据所容许的抽样`,
    quantity: '量',
    stated: '给定值',
    unit: '单位',
    shipped: '采用值',
    fact: '已知数据',
    published: '公布值',
    draws: '次抽样',
    seed: '种子',
    engine: '引擎',
    effective: (count: number) => `相当于${count}次有效抽样`,
    written: '已写入',
    unwritten: '未写入；--write 随模型保存',
  },
} as const;

const DIGITS = 4;
const shown = (value: number): string =>
  fixed(value, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(Math.abs(value) || 1))));

/** Quantities and facts with the quantiles of the weighted draws. */
export function sampleText(r: SampleResult, files: readonly string[], lang: Lang): string {
  const w = WORDS[lang];
  const spread = ({ p05, p50, p95 }: { readonly p05: number; readonly p50: number; readonly p95: number }): string[] =>
    [p05, p50, p95].map(shown);
  return [
    `${w.head(r.year)}    ${r.model.id} ${r.model.version}    ${r.scenario}    ${r.draws} ${w.draws}, ` +
      `${w.seed} ${r.seed}; ${w.effective(Math.round(r.effective_draws))}    ${w.engine} ` +
      `${r.settings.engine_version}`,
    textTable(
      [
        [w.quantity, w.stated, 'P5', 'P50', 'P95', w.shipped, w.unit],
        ...r.quantities.map((one) => [
          inputWord(one.name, lang),
          shown(one.stated),
          ...spread(one),
          orDash(one.shipped, shown),
          one.unit,
        ]),
      ],
      1,
    ),
    textTable(
      [
        [w.fact, w.published, 'P5', 'P50', 'P95', w.unit],
        ...r.facts.map((one) => [one.fact, shown(one.published), ...spread(one), one.unit]),
      ],
      1,
    ),
    files.length > 0 ? `${w.written}: ${files.join(', ')}` : w.unwritten,
  ].join('\n\n');
}
