import { codeWord, inputWord, sourceText } from '../../../src/app/cli/text/code-words.ts';
import { drawnText } from '../../../src/app/cli/tables/predict-text.ts';
import { WORDS, type Lang } from '../../../src/app/cli/text/words.ts';
import type { BackcastResult, BackcastRow } from '../../../src/study/backcast/backcast-result.ts';
import type {
  CalibratedHeadline,
  CalibrationResult,
  StepResult,
} from '../../../src/study/calibration/calibration-result.ts';
import type { EvidenceResult } from '../../../src/study/inputs/evidence-result.ts';
import type { InflowComparison } from '../../../src/study/inputs/inflow-result.ts';
import type { ModelSummary } from '../../../src/study/run/model-summary.ts';
import type { SampleResult } from '../../../src/study/base/sample-result.ts';
import type { PredictionResult } from '../../../src/study/base/prediction-result.ts';
import type { ProvenanceResult, ProvenanceTable } from '../../../src/study/provenance/provenance-result.ts';
import type { YearOnYearResult } from '../../../src/study/backcast/year-on-year-result.ts';
import { difference, figure, type Block, type Figure, type Told } from './reader.ts';
import { energy, modelBlock } from './studies.ts';

type Standing = Parameters<typeof modelBlock>[0];
/** What is said in one language or the other. */
const sayIn =
  (lang: Lang) =>
  (en: string, zh: string): string =>
    lang === 'zh' ? zh : en;
function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

const percent = (value: number | null): Told => (value === null ? null : figure(100 * value, ' %'));

/**
 * Intervals of 50 and 90 %, and where the published figure lies outside one; an old prediction has P10, P50 and P90.
 */
function predictedCell(
  { predicted, predicted_standing: standing }: BackcastRow,
  of: (gwh: number) => Figure,
  lang: Lang,
): (string | Figure)[] {
  const { p05, p10, p25, p50, p75, p90, p95 } = predicted!;
  if (p25 === undefined || p75 === undefined) return ['P10 ', of(p10), ', P50 ', of(p50), ', P90 ', of(p90)];
  const lies = standing?.side
    ? lang === 'zh'
      ? `; 公布值${standing.side === 'below' ? '低' : '高'}于${standing.inside === 90 ? 50 : 90}%区间`
      : `; published ${standing.side} the ${standing.inside === 90 ? 50 : 90} %`
    : '';
  return [of(p05), ' (', of(p25), ' ', of(p50), ' ', of(p75), ') ', of(p95), lies];
}

export function backcastBlocks(b: BackcastResult, lang: Lang): Block[] {
  const w = WORDS[lang];
  const say = sayIn(lang);
  const shown = b.rows.filter(
    (row) =>
      b.years.includes(Number(row.period.slice(0, 4))) &&
      (row.model !== null ||
        (!row.bounded && row.period.length === 4) ||
        (row.published !== null && !row.period.includes('-'))),
  );
  const reason = (row: BackcastRow): string | null => (lang === 'zh' ? row.reason_zh : row.reason);
  const reasons = [...new Set(shown.flatMap((row) => reason(row) ?? []))];
  const table = (quantity: BackcastRow['quantity']): Block => {
    const rows = shown.filter((row) => row.quantity === quantity);
    const { unit, of } = quantity === 'peak_load' ? { unit: 'MW', of: (value: number | null) => value } : energy(lang);
    const predicted = rows.some((row) => row.predicted);
    const judged = ({ error }: BackcastRow): string =>
      error === null ? w.notCompared : Math.abs(error) <= 0.05 ? w.close : Math.abs(error) <= 0.15 ? w.fair : w.far;
    return {
      name: quantity,
      rows: [
        [
          w[quantity],
          w.series,
          w.judgement,
          w.confidence,
          '',
          `${w.published} [${unit}]`,
          `${w.model} [${unit}]`,
          w.error,
          w.note,
          ...(predicted ? [say('predicted P5 (P25 P50 P75) P95', '预测 P5 (P25 P50 P75) P95')] : []),
        ],
        ...rows.map((row): Told[] => [
          row.period,
          row.series,
          judged(row),
          row.confidence === null ? '-' : codeWord(row.confidence, lang),
          row.fitted ? w.fitted : '',
          of(row.published),
          row.bounded ? of(row.model) : w.notBounded,
          percent(row.error),
          reason(row) === null ? '' : reasons.indexOf(reason(row)!) + 1,
          ...(predicted ? [row.predicted ? predictedCell(row, (gwh) => figure(of(gwh)), lang) : ''] : []),
        ]),
      ],
    };
  };
  const judged = shown.filter(
    (row) => row.error !== null && row.quantity !== 'consumption' && row.quantity !== 'peak_load',
  );
  const far = judged
    .filter((row) => Math.abs(row.error!) > 0.15)
    .sort((x, y) => Math.abs(y.error!) - Math.abs(x.error!));
  const because = ({
    model,
    model_low: low,
    model_high: high,
    published,
    assumed_gwh: part,
  }: BackcastRow): (string | Figure)[] =>
    low === null || high === null || published === null || part === null || model === null
      ? []
      : [
          say('; ', '；其中'),
          figure((100 * part) / model),
          say(
            ' % of the model figure is assumed, and over the range of that part the error runs from ',
            '%为时段外假设，按其范围误差为',
          ),
          figure(100 * (low / published - 1), ' %'),
          say(' to ', '至'),
          figure(100 * (high / published - 1), ' %'),
        ];
  const counted: Told =
    lang === 'zh'
      ? ['偏离超过15%的数据：', figure(judged.length), '个中有', figure(far.length), '个']
      : [
          'What the model gets wrong by more than 15 %: ',
          figure(far.length),
          ' of ',
          figure(judged.length),
          ' figures',
        ];
  return [
    {
      name: 'head',
      lines: [
        [
          `${b.model.id} ${b.model.version}`,
          ...b.runs.map(
            (run) =>
              `  ${run.year}: ${run.scenario} (${[run.settings.foresight, run.settings.level].map((one) => codeWord(one, lang)).join(say(', ', '，'))})`,
          ),
        ],
      ],
    },
    ...(['curtailment', 'hydro_generation', 'export', 'consumption', 'peak_load'] as const)
      .filter((quantity) => shown.some((row) => row.quantity === quantity))
      .map(table),
    ...(reasons.length === 0
      ? []
      : [{ name: 'reasons', lines: reasons.map((one, i) => `${w.note} ${i + 1}: ${one}`) }]),
    ...(judged.length === 0
      ? []
      : [
          {
            name: 'far',
            lines: [
              counted,
              ...far.map((row): Told => [
                `${w[row.quantity]} ${row.series} ${row.period}: `,
                figure(100 * row.error!, ' %'),
                ...because(row),
              ]),
            ],
          },
        ]),
    ...factorBlocks(b, lang),
    ...balanceBlock(b, lang),
    ...thermalBlock(b, lang),
    ...pocketBlocks(b, lang),
    {
      name: 'bases',
      lines: [
        w.bases,
        ...b.bases.map(
          (base) => `${base.series} (${w[base.quantity as BackcastRow['quantity']]}): ${base.basis[lang]}`,
        ),
      ],
    },
    modelBlock(b as unknown as Standing, lang),
  ];
}

/** Inferred water beside that of other years, and what holds what lies outside. */
function factorBlocks({ factors = [] }: BackcastResult, lang: Lang): Block[] {
  if (factors.length === 0) return [];
  const say = sayIn(lang);
  const years = [...new Set(factors.flatMap(({ others }) => others.map((one) => one.water_year)))];
  const outside = factors.flatMap(({ month, group, why }) => (why === null ? [] : [`${month} ${group}: ${why[lang]}`]));
  const note = say(
    'A factor outside those of the fitted years was put back to the nearest of them, one run each at level screen. It is held by the fact that is then missed by more than one spread more, the others as they are.',
    '超出率定年份范围的系数逐一退回到最近的年份值（筛查级别各模拟一次），其余不变；由此多偏离一倍离差以上的依据即为其所据。',
  );
  return [
    {
      name: 'factors',
      rows: [
        [
          say('Water by month and group of rivers', '分月分组来水系数'),
          '',
          say('factor', '系数'),
          ...years,
          say('outside', '超出范围'),
        ],
        ...factors.map((one): Told[] => [
          one.month,
          one.group,
          one.factor,
          ...years.map((year): Told => one.others.find((other) => other.water_year === year)?.factor ?? ''),
          one.outside === null ? '' : one.outside === 'above' ? say('above', '偏高') : say('below', '偏低'),
        ]),
      ],
    },
    ...(outside.length === 0 ? [] : [{ name: 'factors outside', lines: [note, ...outside] }]),
  ];
}

function pocketBlocks({ pocket_spill: rows = [] }: BackcastResult, lang: Lang): Block[] {
  if (rows.length === 0) return [];
  const { unit, of } = energy(lang);
  return [
    {
      name: 'pockets',
      rows: [[WORDS[lang].pocketSpill, unit], ...rows.map((row): Told[] => [`${row.year}`, of(row.spilled_gwh)])],
    },
    { name: 'pockets, bound', lines: [rows[0].reason[lang]] },
  ];
}

/** The hydro of each month beside the published balance. */
function balanceBlock({ balance }: BackcastResult, lang: Lang): Block[] {
  if (balance.length === 0) return [];
  const say = sayIn(lang);
  const { unit, of } = energy(lang);
  const known = (value: number | null): Told => (value === null ? say('not known', '未知') : of(value));
  const columns =
    lang === 'zh'
      ? ['公布全部水电', '平衡推算', '模型', '差值', '余项', '离散', '线路之外供电', '负荷修正']
      : [
          'published, all hydro',
          'balance',
          'model',
          'difference',
          'left over',
          'spread',
          'beside the lines',
          'correction',
        ];
  return [
    {
      name: 'balance',
      rows: [
        [say('Balance', '电量平衡'), ...columns.map((column) => `${column} [${unit}]`)],
        ...balance.map((row): Told[] => [
          row.month,
          known(row.published_gwh),
          of(row.balance_gwh),
          of(row.model_gwh),
          difference(of(row.difference_gwh)),
          known(row.residual_gwh),
          of(row.spread_gwh),
          of(row.supplied_gwh),
          of(row.correction_gwh),
        ]),
      ],
    },
    {
      name: 'balance, what it is',
      lines: [
        say(
          'Balance: hydro that closes published consumption, thermal, wind, solar and flows by direction with the load that the run serves. Left over: published hydro of the whole fleet less what the others need of it, "not known" where the hydro is no fact; then the mean of other years stands in, with their spread. Nothing is fitted to it.',
          '平衡推算：使公布的用电、火电、风光及分方向送受电量与算例所供负荷平衡的水电。余项：公布全部水电减去其余各项所需，水电数不可作为事实时为“未知”，以其他年份均值及其离散代替。不据此率定任何参数。',
        ),
      ],
    },
  ];
}

/** Thermal output of each month beside the published mean, and what is unserved. */
function thermalBlock({ thermal }: BackcastResult, lang: Lang): Block[] {
  if (thermal.length === 0) return [];
  const say = sayIn(lang);
  const { unit, of } = energy(lang);
  return [
    {
      name: 'thermal',
      rows: [
        [
          say('Thermal output and load unserved', '火电出力与缺供'),
          `${say('published mean', '公布平均')} [MW]`,
          `${say('model mean', '模型平均')} [MW]`,
          `${say('model peak', '模型最高')} [MW]`,
          `${say('unserved', '缺供电量')} [${unit}]`,
          `${say('highest unserved', '最大缺供')} [MW]`,
        ],
        ...thermal.map((row): Told[] => [
          row.month,
          row.published_mean_mw,
          row.mean_mw,
          row.peak_mw,
          of(row.unserved_gwh),
          row.unserved_peak_mw,
        ]),
      ],
    },
  ];
}

function residualBlocks({ residuals, residual_spread_gwh: spread }: EvidenceResult, lang: Lang): Block[] {
  if (residuals.length === 0) return [];
  const say = sayIn(lang);
  const { unit, of } = energy(lang);
  const known = (value: number | null, told: Told): Told => (value === null ? say('not known', '未知') : told);
  return [
    {
      name: 'left over',
      rows: [
        [
          say('Left over by the balance, June to October', '电量平衡余项（6—10月）'),
          unit,
          say('mean [GW]', '平均 [万千瓦]'),
        ],
        ...residuals.map((row): Told[] => [
          String(row.year),
          known(row.gwh, of(row.gwh)),
          known(row.mean_gw, row.mean_gw && row.mean_gw * (lang === 'zh' ? 100 : 1)),
        ]),
      ],
    },
    {
      name: 'spread',
      lines: [
        [say('Spread of a month of a year that is not known: ', '未知年份逐月离散：'), figure(of(spread), ` ${unit}`)],
        say(
          'It holds the uptake of Chongqing and Tibet, direct and unmetered supply, and gaps of the statistic: a load that no meter saw is inside it. Nothing is fitted to it.',
          '其中含重庆、西藏受电，直供与未计量用电，以及统计缺口：未被计量的负荷即在其中。不据此率定任何参数。',
        ),
      ],
    },
  ];
}

export function decomposeBlocks(y: YearOnYearResult, lang: Lang): Block[] {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const drivers = [
    [w.driverWater, 'water_gwh'],
    [w.driverFleet, 'hydro_fleet_gwh'],
    [w.driverDemand, 'base_demand_gwh'],
    [w.driverLoad, 'removed_load_gwh'],
    [w.driverLines, 'lines_gwh'],
    [w.driverThermal, 'thermal_gwh'],
  ] as const;
  return [
    {
      name: 'years',
      rows: [
        [w.curtailed, w.unit, ''],
        ...y.years.map((one): Told[] => [String(one.year), unit, of(one.curtailed_gwh)]),
      ],
    },
    {
      name: 'drivers',
      rows: [
        [w.drivers, w.unit, ...y.changes.map(({ from, to }) => `${from} -> ${to}`)],
        ...drivers.map(([name, field]): Told[] => [
          name,
          unit,
          ...y.changes.map((change) => difference(of(change[field]))),
        ]),
        [w.total, unit, ...y.changes.map((change) => difference(of(change.change_gwh)))],
      ],
    },
    modelBlock(y as unknown as Standing, lang),
  ];
}

function stepBlocks(step: StepResult, lang: Lang): Block[] {
  const say = sayIn(lang);
  const free = step.parameters.filter((one) => one.lower < one.upper).length;
  return [
    {
      name: step.step,
      titled: say(
        step.step === 'fit' ? 'Fit to published out-turns' : 'Inferred water',
        step.step === 'fit' ? '按公布数据率定' : '反推来水',
      ),
      rows: [
        lang === 'zh'
          ? ['参数', '主要依据', '单位', '初值', '上下限', '取值', '标准误', '初值占比', '下移/上移两倍标准误的失配']
          : [
              'number',
              'pinned by',
              'unit',
              'guess',
              'bounds',
              'value',
              'std. error',
              'from guess',
              'misfit two errors below ... above',
            ],
        ...step.parameters.map((one): Told[] => [
          one.parameter,
          one.lower === one.upper || (one.prior_share ?? 0) > 0.8
            ? say('no fact', '无依据')
            : one.pinned_by.flatMap(({ fact, share }, i) => [
                `${i > 0 ? ', ' : ''}${fact} `,
                figure(100 * share, ' %'),
              ]),
          one.unit,
          one.start,
          [figure(one.lower), ' .. ', figure(one.upper)],
          one.value,
          one.lower === one.upper
            ? say('fixed', '固定')
            : one.at_bound
              ? say('at bound', '触及界限')
              : one.standard_error,
          percent(one.prior_share),
          one.profile.flatMap(({ value, misfit }, i) => [
            ...(i > 0 ? [' ... '] : []),
            figure(misfit),
            ' (',
            figure(value),
            ')',
          ]),
        ]),
      ],
    },
    {
      name: `facts of ${step.step}`,
      rows: [
        lang === 'zh'
          ? ['依据', '时段', '单位', '公布值', '时段外假设', '模型', '误差', '离差', '离差倍数']
          : ['fact', 'period', 'unit', 'published', 'assumed outside', 'model', 'error', 'spread', 'spreads off'],
        ...step.facts.map((one): Told[] => [
          one.fact,
          one.period,
          one.unit,
          one.published,
          one.outside ? one.outside.central : '',
          one.model,
          percent(one.error),
          one.spread,
          one.residual,
        ]),
      ],
    },
    {
      name: `misfit of ${step.step}`,
      lines: [
        [
          figure(free),
          say(' free numbers; misfit of facts ', ' 个自由参数; 依据失配 '),
          figure(step.facts_misfit),
          say(', with guesses ', ', 含初值 '),
          figure(step.misfit),
          say('; residual standard error ', '; 残差标准误 '),
          figure(step.residual_standard_error),
          '; ',
          figure(step.iterations),
          ` ${say('iterations', '迭代')}, ${step.stopped === 'converged' ? say('converged', '收敛') : say('stopped', '停止')}`,
        ],
      ],
    },
  ];
}

export function calibrateBlocks(r: CalibrationResult, lang: Lang): Block[] {
  const say = sayIn(lang);
  const columns = [
    say('load kept', '负荷保留'),
    say('load removed', '负荷退出'),
    say('difference', '差值'),
    say('factor', '系数'),
  ];
  const headline = (one: CalibratedHeadline | null): Told[] =>
    one === null
      ? [null, null, null, null]
      : [
          one.curtailed_gwh.reference,
          one.curtailed_gwh.counterfactual,
          one.curtailed_gwh.delta,
          one.average_curtailment_factor,
        ];
  const band = r.structures?.delta_gwh;
  return [
    {
      name: 'head',
      lines: [
        `${r.model.id} ${r.model.version}  ${r.scenarios.map((one) => `${one.year}: ${one.scenario}`).join('  ')}`,
      ],
    },
    ...[r.fit, r.inferred].flatMap((step) => (step ? stepBlocks(step, lang) : [])),
    ...(r.by_size.length === 0
      ? []
      : [
          {
            name: 'sizes',
            titled: say('Inferred water for other sizes of the load', '其他负荷规模下的反推来水'),
            rows: [
              [say('number', '参数'), say('load', '负荷'), 'MW', say('shift', '修正')],
              ...r.by_size.map((one): Told[] => [one.parameter, one.load, one.size_mw, one.shift]),
            ],
          },
        ]),
    ...(r.headline
      ? [
          {
            name: 'headline',
            titled: say('With and without, curtailed [GWh]', '有无对比，弃水电量 [GWh]'),
            rows: [
              ['', ...columns],
              [say('values stored', '原取值'), ...headline(r.headline.stored)],
              [say('values fitted', '率定值'), ...headline(r.headline.fitted)],
            ],
          },
        ]
      : []),
    ...(r.structures
      ? [
          {
            name: 'structures',
            titled: say('Structures, each calibrated anew', '结构变体，各自重新率定'),
            rows: [
              ['', say('largest misses', '最大偏差'), say('misfit of facts', '依据失配'), ...columns],
              ...r.structures.variants.map((one): Told[] => [
                one.name[lang],
                one.largest_residuals.flatMap(({ fact, residual }, i) => [
                  `${i > 0 ? ', ' : ''}${fact} `,
                  figure(residual),
                ]),
                one.facts_misfit,
                ...headline(one.headline),
              ]),
            ],
          },
        ]
      : []),
    ...(band
      ? [
          {
            name: 'band',
            lines: [
              [
                say('Spread of the difference over structures [GWh]: ', '差值在各结构间的范围 [GWh]: '),
                figure(band.low),
                ' / ',
                figure(band.fitted),
                ' / ',
                figure(band.high),
              ],
            ],
          },
        ]
      : []),
    {
      name: 'runs',
      lines: [
        [
          figure(r.runs),
          ` ${say('runs', '次模拟')}, `,
          figure(r.timing_ms.total / 1000),
          ` ${say('s', '秒')}; ${say('nothing written; --write stores the values', '未写入；--write 保存取值')}`,
        ],
      ],
    },
  ];
}

export function predictBlocks(r: PredictionResult, lang: Lang): Block[] {
  const say = sayIn(lang);
  const { unit, of } = energy(lang);
  const unwritten = say('nothing written; --write stores the prediction with the model', '未写入；--write 随模型保存');
  return [
    {
      name: 'head',
      lines: [
        [
          `${say('Predicted curtailment, nothing of it fitted', '弃水电量预测（未用该年弃水率定）')} [${unit}]  ${r.model.id} ${r.model.version}  ${r.scenario}  `,
          figure(r.draws),
          ` ${say('draws', '次抽样')}, ${say('seed', '种子')} `,
          figure(r.seed),
          `  ${say('made', '生成日期')} ${r.made}, ${say('engine', '引擎')} ${r.settings.engine_version}, ${say('case', '算例')} ${r.hash.slice(0, 12)}${r.model.hash === undefined ? '' : `, ${say('model', '模型')} ${r.model.hash.slice(0, 12)}`}`,
        ],
      ],
    },
    {
      name: 'rows',
      rows: [
        [
          say('period', '时段'),
          say('series', '口径'),
          say('as stated', '按给定输入'),
          say('assumed part', '假设部分'),
          'P5',
          'P10',
          'P25',
          'P50',
          'P75',
          'P90',
          'P95',
          say('mean', '均值'),
        ],
        ...r.rows.map((row): Told[] => [
          row.period,
          row.series,
          of(row.central),
          row.assumed_gwh ? of(row.assumed_gwh.central) : '',
          ...[row.p05, row.p10, row.p25 ?? null, row.p50, row.p75 ?? null, row.p90, row.p95, row.mean].map((one) =>
            of(one),
          ),
        ]),
      ],
    },
    { name: 'drawn', lines: [say('Drawn', '抽样项'), ...r.drawn.map((one) => drawnText(one, lang))] },
    {
      name: 'seen',
      lines: [
        r.published_figures === 0
          ? `${say('the model holds no published curtailment of this year', '模型不含该年任何公布弃水数据')}; ${unwritten}`
          : [
              say('the model holds ', '模型含该年'),
              figure(r.published_figures),
              `${say(' published curtailment figures of this year: not blind', '个公布弃水数据：并非盲测')}; ${unwritten}`,
            ],
      ],
    },
  ];
}

export function sampleBlocks(r: SampleResult, lang: Lang): Block[] {
  const say = sayIn(lang);
  const spread = (one: { readonly p05: number; readonly p50: number; readonly p95: number }): Told[] => [
    one.p05,
    one.p50,
    one.p95,
  ];
  return [
    {
      name: 'head',
      lines: [
        [
          ...(lang === 'zh'
            ? [figure(r.year), '年已知数据所容许的抽样']
            : ['Draws that the facts of ', figure(r.year), ' leave plausible']),
          `  ${r.model.id} ${r.model.version}  ${r.scenario}  `,
          figure(r.draws),
          ` ${say('draws', '次抽样')}, ${say('seed', '种子')} `,
          figure(r.seed),
          ...(lang === 'zh'
            ? ['; 相当于', figure(r.effective_draws), '次有效抽样']
            : ['; ', figure(r.effective_draws), ' effective draws']),
          `  ${say('engine', '引擎')} ${r.settings.engine_version}`,
        ],
      ],
    },
    {
      name: 'quantities',
      rows: [
        [
          say('quantity', '量'),
          say('as stated', '给定值'),
          'P5',
          'P50',
          'P95',
          say('shipped', '采用值'),
          say('unit', '单位'),
        ],
        ...r.quantities.map((one): Told[] => [
          inputWord(one.name, lang),
          one.stated,
          ...spread(one),
          one.shipped,
          one.unit,
        ]),
      ],
    },
    {
      name: 'facts',
      rows: [
        [say('fact', '已知数据'), say('published', '公布值'), 'P5', 'P50', 'P95', say('unit', '单位')],
        ...r.facts.map((one): Told[] => [one.fact, one.published, ...spread(one), one.unit]),
      ],
    },
    {
      name: 'written',
      lines: [say('nothing written; --write stores the draws with the model', '未写入；--write 随模型保存')],
    },
  ];
}

export function evidenceBlocks(e: EvidenceResult, lang: Lang): Block[] {
  const w = WORDS[lang];
  const { efficiency_j_per_th: machines, pue, share, claim_gw: claim } = e.inputs;
  const source = (one: { readonly source: string | null; readonly confidence: string | null }): string =>
    one.source === null ? w.given : sourceText({ source: one.source, confidence: one.confidence }, lang);
  const noted = e.estimates.flatMap((one) => (one.note ? [`${one.name[lang]}: ${one.note[lang]}`] : []));
  return [
    {
      name: 'head',
      lines: [
        `${w.evidence}${lang === 'zh' ? '，' : ', '}${e.model.id} ${e.model.version}`,
        ...(e.upper_bound ? [w.upperBound] : []),
      ],
    },
    {
      name: 'estimates',
      rows: [
        [
          '',
          w.hashRateLost,
          `${w.low} [GW]`,
          `${w.central} [GW]`,
          `${w.high} [GW]`,
          w.needs,
          'P10 [GW]',
          'P50 [GW]',
          'P90 [GW]',
        ],
        ...e.estimates.map((one): Told[] => [
          one.name[lang],
          one.hash_rate_lost_eh_per_s,
          one.implied_load_gw.low,
          one.implied_load_gw.central,
          one.implied_load_gw.high,
          one.claim_needs_j_per_th,
          one.distribution_gw.p10,
          one.distribution_gw.p50,
          one.distribution_gw.p90,
        ]),
      ],
    },
    ...(noted.length > 0 ? [{ name: 'notes', lines: noted }] : []),
    {
      name: 'inputs',
      rows: [
        [
          w.efficiency,
          [figure(machines.low), ' / ', figure(machines.central), ' / ', figure(machines.high, ' J/TH')],
          source(machines),
        ],
        ['PUE', pue.value, source(pue)],
        [w.share, share.value, source(share)],
        [w.claim, figure(claim.value, ' GW'), source(claim)],
        [w.draws, e.draws, [`${w.seed} `, figure(e.seed)]],
      ],
    },
    ...(e.not_places.length === 0
      ? []
      : [
          {
            name: 'not places',
            lines: [
              w.notPlaces,
              ...e.not_places.map((one): Told => [
                figure(one.fall_percent, ' %'),
                `  ${one.note?.[lang] ?? one.name[lang]}`,
              ]),
            ],
          },
        ]),
    ...residualBlocks(e, lang),
    modelBlock(e as unknown as Standing, lang),
  ];
}

export function provenanceBlocks(p: ProvenanceResult, lang: Lang): Block[] {
  const say = sayIn(lang);
  const count = (row: ProvenanceTable, grade: string): Told => row.by_confidence[grade] ?? '';
  const table = (title: string, rows: readonly ProvenanceTable[]): Block => ({
    name: title,
    titled: title,
    rows: [
      lang === 'zh'
        ? ['数据表', '主要来源', '行数', '官方', '公开', '推算', '假设', '校验']
        : ['table', 'most frequent source', 'rows', 'official', 'published', 'derived', 'assumed', 'hash'],
      ...rows.map((row): Told[] => [
        row.table,
        (row.sources[0]?.source ?? '').slice(0, 70).trim(),
        row.rows,
        count(row, 'official'),
        count(row, 'published'),
        count(row, 'derived'),
        count(row, 'assumed'),
        row.hash.slice(0, 8),
      ]),
    ],
  });
  const bySource = (rows: ProvenanceTable['assumed']): [string, string[]][] =>
    [...grouped(rows, ({ source }) => source)]
      .map(([source, own]): [string, string[]] => [source, own.map(({ key }) => key)])
      .sort(([, a], [, b]) => b.length - a.length);
  const assumed = p.touches.flatMap((one) =>
    bySource(one.assumed).map(([source, keys]): Told => [
      `${one.table} ${keys[0]}`,
      ...(keys.length > 1 ? [' + ', figure(keys.length - 1)] : []),
      `: ${source}`,
    ]),
  );
  return [
    {
      name: 'figure',
      lines: [
        [
          `${p.figure} = `,
          figure(p.value),
          `  ${p.model.id} ${p.model.version}  ${say('engine', '引擎')} ${p.engine_version}  ${p.worlds.map(({ scenario, hash }) => `${scenario} (${say('case', '算例')} ${hash.slice(0, 12)})`).join('  ')}`,
        ],
      ],
    },
    table(say('Rows that the figure adds up, or that bound it', '该数据直接涉及的行'), p.touches),
    ...(assumed.length === 0
      ? []
      : [
          {
            name: 'assumed',
            lines: [
              say('Assumed among the first', '其中的假设'),
              ...assumed.slice(0, 12),
              ...(assumed.length > 12 ? [['+ ', figure(assumed.length - 12), ` ${say('more', '项')} (--json)`]] : []),
            ],
          },
        ]),
    {
      name: 'inputs',
      lines: [
        say('Stated by the scenario', '情景给定'),
        ...p.scenario_inputs.map(
          ({ path, value, source }) => `${path}: ${value}${source === null ? '' : ` (${source})`}`,
        ),
      ],
    },
    ...(p.fitted.length === 0
      ? []
      : [
          {
            name: 'fitted',
            lines: [
              [
                say('Fitted numbers, to ', '率定参数，依据 '),
                figure(p.fitted_to.length),
                say(' published facts', ' 个公布数据'),
              ],
              ...p.fitted.map(({ parameter, value, unit }): Told => [
                `${parameter} = `,
                figure(value, unit === '1' ? '' : ` ${unit}`),
              ]),
            ],
          },
        ]),
    table(say('Other rows that the same dispatch was solved with', '同一次求解所用的其他行'), p.solved_with),
    {
      name: 'matters',
      lines: [
        say(
          'Assumptions that matter most (share of the spread of the difference)',
          '影响最大的假设（对差值离散程度的贡献）',
        ),
        ...(p.matters_most?.map((one): Told => [
          `${inputWord(one.input, lang)}: `,
          one.share_of_variance === null ? figure(null) : figure(100 * one.share_of_variance, ' %'),
          ', ',
          figure(one.rank_correlation),
          ` (${sourceText(one, lang)})`,
        ]) ?? [say('not ranked: add --draws', '未排序：加 --draws')]),
      ],
    },
    modelBlock(p as unknown as Standing, lang),
  ];
}

interface Validation {
  readonly model: Standing['model'];
  readonly files?: readonly string[];
}
export function validatedModelBlocks(s: ModelSummary & Validation, lang: Lang): Block[] {
  const say = sayIn(lang);
  const fleet = (titled: string | Told, rows: ModelSummary['fleet_by_zone']): Block => ({
    name: 'fleet',
    titled,
    rows: rows.map((row): Told[] => [codeWord(row.key, lang), figure(row.capacity_mw, ' MW')]),
  });
  const groups = [...grouped(s.assumed, ({ table, source }) => `${table}: ${source}`)];
  return [
    {
      name: 'head',
      lines: [
        `${s.id} ${(s as unknown as { version: string }).version} ${say('is valid:', '有效：')} ${s.title.en} (${s.title.zh})`,
      ],
    },
    {
      name: 'rows',
      titled: say('Rows', '各表行数'),
      rows: Object.entries(s.rows_by_table)
        .filter(([, rows]) => rows > 0)
        .map(([name, rows]) => [name, rows]),
    },
    {
      name: 'grades',
      titled: say('Rows by confidence', '各可信度的行数'),
      rows: Object.entries(s.figures_by_confidence).map(([grade, rows]) => [codeWord(grade, lang), rows]),
    },
    fleet([say('Hydropower ', '水电 '), figure(s.hydro_mw), say(' MW by basin', ' MW，按流域')], s.fleet_by_basin),
    fleet(say('by zone', '按分区'), s.fleet_by_zone),
    fleet(say('by regulation', '按调节性能'), s.fleet_by_regulation),
    {
      name: 'assumed',
      lines:
        s.assumed.length === 0
          ? [say('No figure is assumed.', '没有假设的数据。')]
          : [
              [say('Assumed figures: ', '假设的数据：'), figure(s.assumed.length), say(' rows', ' 行')],
              ...groups.map(([group, rows]): Told =>
                rows.length > 3
                  ? [`${group} (`, figure(rows.length), say(' rows)', ' 行)')]
                  : `${group} (${rows.map(({ key }) => key).join(', ')})`,
              ),
            ],
    },
    modelBlock(s, lang),
  ];
}

export function inflowBlocks(c: InflowComparison, lang: Lang): Block[] {
  const say = sayIn(lang);
  return [
    { name: 'head', lines: [`${c.scenario}  ${say('water year', '来水年')}: ${codeWord(c.water_year, lang)}`] },
    ...c.stations.map((one): Block => ({
      name: one.station,
      titled: `${one.name[lang]} (${one.station}${one.source === null ? '' : `, ${one.source}`})`,
      rows: [
        lang === 'zh'
          ? ['月份', '给定 [m3/s]', '多年平均 [m3/s]', '来水年 [m3/s]', '给定/多年平均', '']
          : ['month', 'stated [m3/s]', 'climatology [m3/s]', 'water year [m3/s]', 'stated / climatology', ''],
        ...one.by_month.map((row): Told[] => [
          row.month,
          row.stated_m3s,
          row.climatology_m3s,
          row.water_year_m3s,
          row.ratio,
          row.far ? say('far off: check unit and place', '偏差很大：请核对单位与位置') : '',
        ]),
      ],
    })),
    { name: 'plot', lines: [say('--out FILE.svg writes a plot', '--out FILE.svg 输出图')] },
    modelBlock(c as unknown as Standing, lang),
  ];
}
