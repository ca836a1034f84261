import type { BackcastResult, BackcastRow } from '../../../study/backcast/backcast-result.ts';
import { signed } from '../text/number-text.ts';
import { WORDS, type Lang } from '../text/words.ts';

export const PREDICTED: Readonly<Record<Lang, string>> = {
  en: 'predicted P5 (P25 P50 P75) P95',
  zh: '预测 P5 (P25 P50 P75) P95',
};

/** Errors beyond this are told one by one. */
const FAR = 0.15;
const percentOf = (share: number): string => `${signed(100 * share, 1)} %`;

/**
 * In plain words, what the model gets wrong: every figure that is far off, the worst first, and whether the assumed
 * part could account for it. Inputs of the model are left out.
 */
export function farText(rows: readonly BackcastRow[], lang: Lang): string {
  const judged = rows.filter(
    (row) => row.error !== null && row.quantity !== 'consumption' && row.quantity !== 'peak_load',
  );
  const far = judged
    .filter((row) => Math.abs(row.error!) > FAR)
    .sort((a, b) => Math.abs(b.error!) - Math.abs(a.error!));
  if (judged.length === 0) return '';
  const head =
    lang === 'zh'
      ? `偏离超过15%的数据：${judged.length}个中有${far.length}个`
      : `What the model gets wrong by more than 15 %: ${far.length} of ${judged.length} figures`;
  return [
    head,
    ...far.map(
      (row) =>
        `  ${WORDS[lang][row.quantity]} ${row.series} ${row.period}: ${percentOf(row.error!)}${becauseOf(row, lang)}`,
    ),
  ].join('\n');
}

function becauseOf(
  { model, model_low: low, model_high: high, published, assumed_gwh: assumed }: BackcastRow,
  lang: Lang,
): string {
  if (low === null || high === null || published === null || assumed === null || model === null) return '';
  const [from, to] = [low, high].map((value) => percentOf(value / published - 1));
  return lang === 'zh'
    ? `；其中${Math.round((100 * assumed) / model)}%为时段外假设，按其范围误差为${from}至${to}`
    : `; ${Math.round((100 * assumed) / model)} % of the model figure is assumed, and over the range of that ` +
        `part the error runs from ${from} to ${to}`;
}

export function predictionLine(
  {
    year,
    made,
    draws,
    seed,
    engine_version: engine,
    published_figures: seen,
    same_case: same,
  }: BackcastResult['predictions'][number],
  lang: Lang,
): string {
  if (lang === 'zh')
    return `${year}年预测：${made}生成，${draws}次抽样，种子${seed}，引擎${engine}；当时模型含该年公布弃水数据${seen}个${same ? '' : '；此后模型已有变动'}`;
  return (
    `Prediction of ${year}: made ${made}, ${draws} draws, seed ${seed}, engine ${engine}; the model then held ` +
    `${seen} published curtailment figures of the year${same ? '' : '; the model has changed since'}`
  );
}
