import type {
  CalibratedHeadline,
  CalibrationResult,
  FittedFact,
  FittedParameter,
  SizedWater,
  StepResult,
  StructureResult,
} from '../../../study/calibration/calibration-result.ts';
import { fixed, orDash, signed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';
import { GLOSSARY } from '../../words/glossary.ts';

const WORDS = {
  en: {
    fit: 'Fit to published out-turns',
    infer: 'Inferred water',
    number: 'number',
    unit: 'unit',
    start: 'guess',
    bounds: 'bounds',
    value: 'value',
    error: 'std. error',
    profile: 'misfit two errors below ... above',
    guess: 'from guess',
    pinned: 'pinned by',
    bound: 'at bound',
    fixed: 'fixed',
    unpinned: 'no fact',
    fact: 'fact',
    period: 'period',
    published: 'published',
    model: 'model',
    miss: 'error',
    spread: 'spread',
    residual: 'spreads off',
    outside: 'assumed outside',
    misfit: 'misfit of facts',
    total: 'with guesses',
    residualError: 'residual standard error',
    free: 'free numbers',
    iterations: 'iterations',
    converged: 'converged',
    stopped: 'stopped',
    headline: 'With and without, curtailed [GWh]',
    kept: GLOSSARY.keptWorld.en,
    removed: GLOSSARY.removedWorld.en,
    difference: 'difference',
    factor: 'factor',
    stored: 'values stored',
    fitted: 'values fitted',
    structure: 'Structures, each calibrated anew',
    range: 'Spread of the difference over structures [GWh]',
    largest: 'largest misses',
    runs: 'runs',
    seconds: 's',
    written: 'written',
    bySize: 'Inferred water for other sizes of the load',
    load: 'load',
    shift: 'shift',
    unwritten: 'nothing written; --write stores the values',
    sampled: (count: number) =>
      `${count} factors of water keep the medians of a stored sample; calibrate --sample YEAR draws them anew`,
  },
  zh: {
    fit: '按公布数据率定',
    infer: '反推来水',
    number: '参数',
    unit: '单位',
    start: '初值',
    bounds: '上下限',
    value: '取值',
    error: '标准误',
    profile: '下移/上移两倍标准误的失配',
    guess: '初值占比',
    pinned: '主要依据',
    bound: '触及界限',
    fixed: '固定',
    unpinned: '无依据',
    fact: '依据',
    period: '时段',
    published: '公布值',
    model: '模型',
    miss: '误差',
    spread: '离差',
    residual: '离差倍数',
    outside: '时段外假设',
    misfit: '依据失配',
    total: '含初值',
    residualError: '残差标准误',
    free: '个自由参数',
    iterations: '迭代',
    converged: '收敛',
    stopped: '停止',
    headline: '有无对比，弃水电量 [GWh]',
    kept: GLOSSARY.keptWorld.zh,
    removed: GLOSSARY.removedWorld.zh,
    difference: '差值',
    factor: '系数',
    stored: '原取值',
    fitted: '率定值',
    structure: '结构变体，各自重新率定',
    range: '差值在各结构间的范围 [GWh]',
    largest: '最大偏差',
    runs: '次模拟',
    seconds: '秒',
    written: '已写入',
    bySize: '其他负荷规模下的反推来水',
    load: '负荷',
    shift: '修正',
    unwritten: '未写入；--write 保存取值',
    sampled: (count: number) => `${count} 个来水系数仍取已存抽样的中位数；calibrate --sample YEAR 重新抽样`,
  },
} as const;
type Words = (typeof WORDS)[Lang];

/** Fitted numbers, then facts, step by step; then with and without; then structures where they were asked for. */
/** `sampled`: how many numbers keep the median of a stored sample. */
export function calibrateText(r: CalibrationResult, files: readonly string[], sampled: number, lang: Lang): string {
  const w = WORDS[lang];
  return [
    `${r.model.id} ${r.model.version}    ${r.scenarios.map((one) => `${one.year}: ${one.scenario}`).join('    ')}`,
    ...(r.fit ? [stepText(r.fit, w)] : []),
    ...(r.inferred ? [stepText(r.inferred, w)] : []),
    ...(r.by_size.length > 0 ? [sizesText(r.by_size, w)] : []),
    ...(r.headline
      ? [
          headlineText(
            [
              [w.stored, r.headline.stored],
              [w.fitted, r.headline.fitted],
            ],
            w,
          ),
        ]
      : []),
    ...(r.structures ? [structuresText(r.structures.variants, lang)] : []),
    ...(r.structures?.delta_gwh
      ? [
          `${w.range}: ` +
            `${[r.structures.delta_gwh.low, r.structures.delta_gwh.fitted, r.structures.delta_gwh.high].map((one) => fixed(one, 1)).join(' / ')}`,
        ]
      : []),
    `${r.runs} ${w.runs}, ${fixed(r.timing_ms.total / 1000, 1)} ${w.seconds}; ` +
      `${files.length > 0 ? `${w.written}: ${files.join(', ')}` : w.unwritten}`,
    ...(files.length > 0 && sampled > 0 ? [w.sampled(sampled)] : []),
  ].join('\n\n');
}

function stepText(step: StepResult, w: Words): string {
  return [
    w[step.step],
    textTable(
      [
        [w.number, w.pinned, w.unit, w.start, w.bounds, w.value, w.error, w.guess, w.profile],
        ...step.parameters.map((one) => parameterLine(one, w)),
      ],
      3,
    ),
    '',
    textTable(
      [
        [w.fact, w.period, w.unit, w.published, w.outside, w.model, w.miss, w.spread, w.residual],
        ...step.facts.map(factLine),
      ],
      3,
    ),
    '',
    `${step.parameters.filter((one) => one.lower < one.upper).length} ${w.free}; ${w.misfit} ` +
      `${fixed(step.facts_misfit, 1)}, ${w.total} ${fixed(step.misfit, 1)}; ${w.residualError} ` +
      `${fixed(step.residual_standard_error, 2)}; ${step.iterations} ${w.iterations}, ` +
      `${step.stopped === 'converged' ? w.converged : w.stopped}`,
  ].join('\n');
}

export const digits = (value: number, unit: string): string => fixed(value, unit === '1' ? 3 : unit === 'MW' ? 0 : 1);

/** Where nearly all of the variance is that of the first guess, no fact pins the number. */
const isGuess = (one: FittedParameter): boolean => one.lower === one.upper || (one.prior_share ?? 0) > 0.8;
const parameterLine = (one: FittedParameter, w: Words): string[] => [
  one.parameter,
  isGuess(one) ? w.unpinned : one.pinned_by.map(({ fact, share }) => `${fact} ${fixed(100 * share, 0)} %`).join(', '),
  one.unit,
  digits(one.start, one.unit),
  `${digits(one.lower, one.unit)} .. ${digits(one.upper, one.unit)}`,
  digits(one.value, one.unit),
  one.lower === one.upper
    ? w.fixed
    : one.at_bound
      ? w.bound
      : orDash(one.standard_error, (error) => digits(error, one.unit)),
  orDash(one.prior_share, (share) => `${fixed(100 * share, 0)} %`),
  one.profile.map(({ value, misfit }) => `${fixed(misfit, 1)} (${digits(value, one.unit)})`).join(' ... '),
];

const factLine = (one: FittedFact): string[] => [
  one.fact,
  one.period,
  one.unit,
  digits(one.published, one.unit),
  one.outside ? digits(one.outside.central, one.unit) : '',
  orDash(one.model, (value) => digits(value, one.unit)),
  orDash(one.error, (error) => `${signed(100 * error, 1)} %`),
  digits(one.spread, one.unit),
  orDash(one.residual, (residual) => signed(residual, 1)),
];

const sizesText = (rows: readonly SizedWater[], w: Words): string =>
  [
    w.bySize,
    textTable(
      [
        [w.number, w.load, 'MW', w.shift],
        ...rows.map((one) => [
          one.parameter,
          one.load,
          fixed(one.size_mw, 0),
          orDash(one.shift, (shift) => signed(shift, 4)),
        ]),
      ],
      2,
    ),
  ].join('\n');

function headlineText(rows: readonly (readonly [string, CalibratedHeadline | null])[], w: Words): string {
  return [
    w.headline,
    textTable([
      ['', w.kept, w.removed, w.difference, w.factor],
      ...rows.map(([name, one]) => [name, ...headlineCells(one)]),
    ]),
  ].join('\n');
}

const headlineCells = (one: CalibratedHeadline | null): string[] =>
  one === null
    ? ['-', '-', '-', '-']
    : [
        ...[one.curtailed_gwh.reference, one.curtailed_gwh.counterfactual, one.curtailed_gwh.delta].map((gwh) =>
          fixed(gwh, 1),
        ),
        orDash(one.average_curtailment_factor, (factor) => fixed(factor, 3)),
      ];

function structuresText(variants: readonly StructureResult[], lang: Lang): string {
  const w = WORDS[lang];
  return [
    w.structure,
    textTable(
      [
        ['', w.largest, w.misfit, w.kept, w.removed, w.difference, w.factor],
        ...variants.map((one) => [
          one.name[lang],
          one.largest_residuals.map(({ fact, residual }) => `${fact} ${signed(residual, 1)}`).join(', '),
          fixed(one.facts_misfit, 1),
          ...headlineCells(one.headline),
        ]),
      ],
      2,
    ),
  ].join('\n');
}
