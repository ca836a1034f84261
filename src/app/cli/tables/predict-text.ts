import type { PredictionResult } from '../../../study/base/prediction-result.ts';
import { inputWord, sourceText } from '../text/code-words.ts';
import { energyUnit, fixed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: {
    head: 'Predicted curtailment, nothing of it fitted',
    period: 'period',
    series: 'series',
    stated: 'as stated',
    assumed: 'assumed part',
    mean: 'mean',
    drawn: 'Drawn',
    draws: 'draws',
    seed: 'seed',
    made: 'made',
    engine: 'engine',
    hash: 'case',
    tables: 'model',
    unseen: 'the model holds no published curtailment of this year',
    seen: (count: number) => `the model holds ${count} published curtailment figures of this year: not blind`,
    written: 'written',
    unwritten: 'nothing written; --write stores the prediction with the model',
  },
  zh: {
    head: '弃水电量预测（未用该年弃水率定）',
    period: '时段',
    series: '口径',
    stated: '按给定输入',
    assumed: '假设部分',
    mean: '均值',
    drawn: '抽样项',
    draws: '次抽样',
    seed: '种子',
    made: '生成日期',
    engine: '引擎',
    hash: '算例',
    tables: '模型',
    unseen: '模型不含该年任何公布弃水数据',
    seen: (count: number) => `模型含该年${count}个公布弃水数据：并非盲测`,
    written: '已写入',
    unwritten: '未写入；--write 随模型保存',
  },
} as const;

/** How an input was drawn, as the document says it in English. */
const DRAWN: readonly (readonly [form: RegExp, chinese: string])[] = [
  [/^from the profile of its misfit, other numbers held$/, '按其失配剖面，其他参数不变'],
  [
    /^water of a month by what its rivers are known to do, held to the facts of the year$/,
    '按河流水文规律的各月来水，受该年已知数据约束',
  ],
  [/^uniform (\S+) to (\S+)$/, '均匀分布 $1 至 $2'],
  [/^normal, sd (\S+), the standard error of the fit$/, '正态分布，标准差 $1（率定误差）'],
  [
    /^normal, sd (\S+) GWh common to the months and (\S+) GWh of each$/,
    '正态分布，标准差：各月共同 $1 GWh，各月自身 $2 GWh',
  ],
  [/^triangular over low, central and high, all months alike$/, '三角分布（低、中、高），各月同向'],
  [/^the model and (\d+) others in turn$/, '本模型与另外 $1 个结构轮流'],
];
export function drawnText({ input, how, source }: PredictionResult['drawn'][number], lang: Lang): string {
  const form = lang === 'zh' ? DRAWN.find(([english]) => english.test(how)) : undefined;
  const grade = /^(official|published|derived|assumed): /.exec(source)?.[1] ?? null;
  return (
    `${inputWord(input, lang)}: ${form ? how.replace(form[0], form[1]) : how} ` +
    `(${sourceText({ source, confidence: grade }, lang)})`
  );
}

/** Rows of every series with the quantiles, then what was drawn and how. */
export function predictText(r: PredictionResult, files: readonly string[], lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, Math.max(...r.rows.map((row) => row.central)));
  const shown = (gwh: number): string => fixed(gwh / perUnit, decimals);
  const rows = r.rows.map((row) => [
    row.period,
    row.series,
    shown(row.central),
    row.assumed_gwh ? shown(row.assumed_gwh.central) : '',
    ...[row.p05, row.p10, row.p25, row.p50, row.p75, row.p90, row.p95, row.mean].map((gwh) =>
      gwh === undefined ? '' : shown(gwh),
    ),
  ]);
  return [
    `${w.head} [${unit}]    ${r.model.id} ${r.model.version}    ${r.scenario}    ${r.draws} ${w.draws}, ` +
      `${w.seed} ${r.seed}    ${w.made} ${r.made}, ${w.engine} ${r.settings.engine_version}, ${w.hash} ` +
      `${r.hash.slice(0, 12)}${r.model.hash === undefined ? '' : `, ${w.tables} ${r.model.hash.slice(0, 12)}`}`,
    textTable(
      [[w.period, w.series, w.stated, w.assumed, 'P5', 'P10', 'P25', 'P50', 'P75', 'P90', 'P95', w.mean], ...rows],
      2,
    ),
    [w.drawn, ...r.drawn.map((one) => `  ${drawnText(one, lang)}`)].join('\n'),
    `${r.published_figures === 0 ? w.unseen : w.seen(r.published_figures)}; ` +
      `${files.length > 0 ? `${w.written}: ${files.join(', ')}` : w.unwritten}`,
  ].join('\n\n');
}
