import { WORDS, type Lang } from '../../../src/app/cli/text/words.ts';
import { codeWord, inputWord, sourceText } from '../../../src/app/cli/text/code-words.ts';
import type { Ensemble } from '../../../src/study/ensemble/ensemble-result.ts';
import type { PackageResult } from '../../../src/study/countermeasures/package-result.ts';
import type { ComparisonResult } from '../../../src/study/comparison/comparison-answer.ts';
import type { ZoneDispositionRow } from '../../../src/study/base/disposition-rows.ts';
import type { CauseAmounts } from '../../../src/study/comparison/causes.ts';
import type { Disposition, Settings, WindowText } from '../../../src/study/base/results.ts';
import type { EnsembleResult } from '../../../src/study/ensemble/ensemble-answer.ts';
import type { RunResult } from '../../../src/study/run/run-answer.ts';
import type { SweepResult } from '../../../src/study/sweep/sweep-result.ts';
import type { TornadoEnd, TornadoResult, TornadoRow } from '../../../src/study/tornado/tornado-result.ts';
import type { Standing } from '../../../src/study/base/standing.ts';
import { added, difference, figure, type Block, type Expected, type Figure, type Told } from './reader.ts';

/** A result as it is printed: with the model that it rests on. */
type Answered<Result> = Result & Pick<Standing, 'model'>;

/** 亿千瓦时 are 100 GWh. */
export const energy = (lang: Lang): { readonly unit: string; readonly of: (gwh: number | null) => number | null } =>
  lang === 'zh'
    ? { unit: '亿千瓦时', of: (gwh) => (gwh === null ? null : gwh / 100) }
    : { unit: 'GWh', of: (gwh) => gwh };
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const settings = (
  { window, settings: s }: { readonly window: WindowText; readonly settings: Settings },
  lang: Lang,
): string => {
  const w = WORDS[lang];
  return `${w.from} ${window.start} ${w.to} ${window.end}  ${w.settings}: ${[s.foresight, s.level, s.export_rule, s.water_year].map((one) => codeWord(one, lang)).join(lang === 'zh' ? '，' : ', ')}`;
};
export const modelBlock = ({ model }: Pick<Standing, 'model'>, lang: Lang): Block => ({
  name: 'model',
  lines: [
    lang === 'zh'
      ? `模型: ${model.folder ?? model.id} ${model.version} (哈希 ${model.hash.slice(0, 12)})`
      : `Model: ${model.folder ?? model.id} ${model.version} (hash ${model.hash.slice(0, 12)})`,
  ],
});
const notes = (flags: RunResult['flags'], lang: Lang): Block[] =>
  flags.length === 0
    ? []
    : [
        {
          name: 'notes',
          lines: flags.map((flag) => (lang === 'zh' ? `注: ${flag.message_zh}` : `Note: ${flag.message_en}`)),
        },
      ];
const pockets = ({ pocket_spill: bound }: Pick<RunResult, 'pocket_spill'>, lang: Lang): Block[] =>
  bound ? [{ name: 'pockets', lines: [bound.reason[lang]] }] : [];
const trust = (
  { optimality, balance }: Pick<RunResult, 'balance'> & { readonly optimality: { readonly relative_gap: number } },
  lang: Lang,
): Block => ({
  name: 'trust',
  rows: [
    [WORDS[lang].gap, optimality.relative_gap, ''],
    [WORDS[lang].water, balance.water_residual_hm3, 'hm3'],
    [WORDS[lang].energy, balance.energy_residual_mwh, 'MWh'],
  ],
});

export function runBlocks(r: Answered<RunResult>, lang: Lang): Block[] {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const { grid_small_hydro: small, direct_pocket: pocket } = r.outside_statistic_gwh;
  return [
    { name: 'head', lines: [r.id, settings(r, lang)] },
    {
      name: 'run',
      rows: [
        [w.available, of(r.available_gwh), unit],
        [w.generated, of(r.generated_gwh), unit],
        [w.curtailed, of(r.curtailed_gwh), unit],
        [w.outside, added(of(small + pocket)!), unit],
        [w.smallHydro.trim(), added(of(small)!), unit],
        [w.pockets.trim(), added(of(pocket)!), unit],
        [w.forced, of(r.forced_spill_gwh), unit],
        ...[
          [w.unservedLoad, of(r.energy_gwh.unserved), unit],
          [w.interruptedLoad, of(r.energy_gwh.unserved_interruptible), unit],
        ].filter(([, of]) => Math.abs(Number(of)) >= 5e-4),
        [w.utilisation, r.utilisation_rate === null ? null : 100 * r.utilisation_rate, '%'],
      ],
    },
    ...pockets(r, lang),
    {
      name: 'months',
      rows: [
        [w.month, unit],
        ...r.by_month.map((row) => [row.key, added(of(row.value_gwh)!)]),
        [w.total, added(of(r.curtailed_gwh)!)],
      ],
    },
    trust(r, lang),
    ...notes(r.flags, lang),
    modelBlock(r, lang),
  ];
}

/** Terms of the disposition as the document names them, in the order of the table. */
const TERMS = [
  ['toCurtailed', 'curtailed_in_statistic_gwh'],
  ['toOutside', 'spilled_outside_statistic_gwh'],
  ['toForced', 'forced_spill_gwh'],
  ['toStorage', 'storage_gwh'],
  ['toHead', 'head_and_routing_gwh'],
  ['toExport', 'export_gwh'],
  ['toThermal', 'thermal_gwh'],
  ['toRenewables', 'renewables_gwh'],
  ['toImport', 'import_gwh'],
  ['toUnserved', 'unserved_gwh'],
  ['toLosses', 'losses_gwh'],
  ['residual', 'residual_gwh'],
] as const satisfies readonly (readonly [string, keyof Disposition])[];

export function comparisonBlocks(c: Answered<ComparisonResult>, lang: Lang, { zones = false } = {}): Block[] {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const pair = (
    name: string,
    p: { readonly reference: number; readonly counterfactual: number; readonly delta: number },
    told: (value: number) => Figure = figure,
  ): Told[] => [name, unit, told(of(p.reference)!), told(of(p.counterfactual)!), difference(of(p.delta))];
  const { reference: u, counterfactual: v } = c.utilisation_rate;
  const small = c.outside_statistic_gwh.grid_small_hydro;
  const pocket = c.outside_statistic_gwh.direct_pocket;
  const months = c.disposition_by_month;
  const several = months.length > 1;
  const disposition = (name: string, values: readonly number[], total: number): Told[] => [
    name,
    unit,
    ...(several ? values.map((value) => added(of(value)!)) : []),
    added(of(total)!),
  ];
  return [
    {
      name: 'head',
      lines: [c.title[lang], `${w.with}: ${c.reference.id}  ${w.without}: ${c.counterfactual.id}`, settings(c, lang)],
    },
    {
      name: 'headline',
      rows: [
        ['', w.unit, w.with, w.without, w.difference],
        [w.removed, unit, '', '', of(c.removed_energy_gwh)],
        pair(w.curtailed, c.curtailed_gwh),
        pair(w.outside, c.outside_statistic_gwh, added),
        pair(w.smallHydro.trim(), small, added),
        pair(w.pockets.trim(), pocket, added),
        pair(w.forced, c.forced_spill_gwh),
        [
          w.utilisation,
          '%',
          u && 100 * u,
          v && 100 * v,
          u === null || v === null ? '-' : difference(100 * (v - u), ` ${w.points}`),
        ],
        [w.factor, '', '', '', c.average_curtailment_factor.statistic],
        [w.factorAll, '', '', '', c.average_curtailment_factor.all_spill],
      ],
    },
    ...pockets(c, lang),
    {
      name: 'months',
      rows: [
        [w.month, w.unit, w.with, w.without, w.difference],
        ...c.by_month.map((m) =>
          pair(m.key, { reference: m.reference_gwh, counterfactual: m.counterfactual_gwh, delta: m.delta_gwh }, added),
        ),
        pair(w.total, c.curtailed_gwh, added),
      ],
    },
    {
      name: 'disposition',
      rows: [
        [w.disposition, w.unit, ...(several ? months.map(({ key }) => key) : []), w.total],
        ...TERMS.map(([name, term]) =>
          disposition(
            w[name],
            months.map((month) => month[term]),
            c.disposition[term],
          ),
        ),
        disposition(
          w.removed,
          months.map((month) => month.removed_energy_gwh),
          c.removed_energy_gwh,
        ),
      ],
    },
    ...(zones ? [zoneBlock(c, lang)] : []),
    ...causeBlocks(c, lang),
    trust(c, lang),
    ...foresightBlock(c, lang),
    ...ensembleBlocks(c, lang),
    ...notes(c.flags, lang),
    modelBlock(c, lang),
  ];
}

function zoneBlock({ disposition_by_zone: rows, removed_energy_gwh: removed }: ComparisonResult, lang: Lang): Block {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const columns: readonly (readonly [string, readonly (keyof ZoneDispositionRow)[]])[] = [
    [w.zoneCurtailed, ['curtailed_in_statistic_gwh']],
    [w.zoneOutside, ['spilled_outside_statistic_gwh']],
    [w.zoneWater, ['forced_spill_gwh', 'storage_gwh', 'head_and_routing_gwh']],
    [w.zoneExport, ['export_gwh']],
    [w.zoneThermal, ['thermal_gwh']],
    [w.zoneRest, ['renewables_gwh', 'import_gwh', 'unserved_gwh', 'losses_gwh', 'residual_gwh']],
    [w.zoneExchange, ['exchange_gwh']],
    [w.zoneArriving, ['arriving_water_gwh']],
  ];
  const total = (some: readonly ZoneDispositionRow[], terms: readonly (keyof ZoneDispositionRow)[]): number =>
    sumOf(some.flatMap((row) => terms.map((term) => row[term] as number)));
  const cells = (some: readonly ZoneDispositionRow[]): Told[] =>
    columns.map(([, terms]) => added(of(total(some, terms))!));
  const all = columns.flatMap(([, terms]) => terms);
  const zones = [...new Set(rows.map(({ zone }) => zone))]
    .map((zone) => [zone, rows.filter((row) => row.zone === zone)] as const)
    .filter(([, some]) => columns.some(([, terms]) => Math.abs(total(some, terms)) > 1e-4));
  return {
    name: 'zones',
    rows: [
      [`${w.byZone} [${unit}]`, ...columns.map(([name]) => name), w.removedShort],
      ...zones.map(([zone, some]) => [zone, ...cells(some), added(of(total(some, all))!)]),
      [w.total, ...cells(rows), added(of(removed)!)],
    ],
  };
}

function causeBlocks({ causes }: ComparisonResult, lang: Lang): Block[] {
  if (!causes) return [];
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const { reference, counterfactual, sequential, sensitivity, undivided_gwh: undivided, checks } = causes;
  const less = (a: CauseAmounts, b: CauseAmounts, key: keyof CauseAmounts): Told => {
    const [x, y] = [a[key], b[key]];
    return x === null || y === null ? null : difference(of(y - x));
  };
  const known = (value: number | null): Told => (value === null ? null : added(of(value)!));
  const row = (name: string, key: keyof CauseAmounts): Told[] => [
    name,
    unit,
    known(reference[key]),
    known(counterfactual[key]),
    less(reference, counterfactual, key),
    less(sequential.reference, sequential.counterfactual, key),
    ...(sensitivity ? [less(sensitivity.reference, sensitivity.counterfactual, key)] : []),
  ];
  const rows: Told[][] = [
    [w.causes, w.unit, w.with, w.without, w.difference, w.inTurn, ...(sensitivity ? [w.liftedFurther] : [])],
    row(w.sections, 'sections_gwh'),
    row(w.exports, 'exports_gwh'),
    row(w.intraday, 'intraday_gwh'),
    row(w.storage, 'storage_gwh'),
    row(w.surplus, 'surplus_gwh'),
    row(w.total, 'total_gwh'),
  ];
  if (undivided.reference !== 0 || undivided.counterfactual !== 0)
    rows.push([w.undivided, unit, of(undivided.reference), of(undivided.counterfactual), '', '']);
  return [
    { name: 'causes', rows },
    ...(checks.length === 0
      ? []
      : [
          {
            name: 'checks',
            rows: [
              [w.checkOf, '', w.checkHours, w.checkCurtailed, w.checkCost, w.checkPrice, w.checkRatio],
              ...checks.map((one): Told[] => [
                one.section,
                one.world === 'reference' ? w.with : w.without,
                one.hours_at_limit,
                one.curtailed_less_mwh_per_mw,
                one.cost_less_yuan_per_mw,
                one.shadow_price_yuan_per_mw,
                one.shadow_price_over_cost,
              ]),
            ],
          },
        ]),
  ];
}

function foresightBlock(
  { optimality: { known_water_curtailed_gwh: known, price_of_foresight_yuan: price } }: ComparisonResult,
  lang: Lang,
): Block[] {
  if (!known) return [];
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const [a, b] = [price.reference, price.counterfactual].map((yuan) => (yuan === null ? null : yuan / 1e6));
  return [
    {
      name: 'foresight',
      rows: [
        [w.knownWater, w.unit, w.with, w.without, w.difference],
        [
          w.curtailed,
          unit,
          of(known.reference),
          of(known.counterfactual),
          difference(of(known.counterfactual - known.reference)),
        ],
        [w.price, w.millionYuan, a, b, a === null || b === null ? null : difference(b - a)],
      ],
    },
  ];
}

/** Of an ensemble by itself. */
export function ensembleResultBlocks(r: EnsembleResult & { readonly model?: unknown }, lang: Lang): Block[] {
  const w = WORDS[lang];
  return [
    {
      name: 'head',
      lines: [
        r.title[lang],
        `${w.with}: ${r.reference.id}  ${w.without}: ${r.counterfactual.id}`,
        settings(r as never, lang),
      ],
    },
    ...(r.ensemble.by_year.length > 0 ? yearBlocks(r.ensemble, lang) : ensembleBlocks(r, lang)),
    modelBlock(r as unknown as Parameters<typeof modelBlock>[0], lang),
  ];
}

function tableOf(block: Block): Expected {
  if ('rows' in block) return block;
  throw new Error(`${block.name} is no table`);
}

function yearBlocks(e: Ensemble, lang: Lang): Block[] {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const [, quantiles] = ensembleBlocks({ ensemble: e }, lang);
  return [
    { name: 'years', lines: [[`${w.waterYears}: `, figure(e.draws)]] },
    {
      name: 'by year',
      rows: [
        [
          w.waterYears,
          `${w.removedShort} [${unit}]`,
          `${w.with} [${unit}]`,
          `${w.without} [${unit}]`,
          `${w.delta} [${unit}]`,
          `${w.allDelta} [${unit}]`,
          w.average,
        ],
        ...e.by_year.map((one): Told[] => [
          one.water_year,
          of(one.removed_energy_gwh),
          of(one.curtailed_gwh.reference),
          of(one.curtailed_gwh.counterfactual),
          of(one.delta_gwh),
          of(one.all_spill_delta_gwh),
          one.average_curtailment_factor,
        ]),
      ],
    },
    {
      name: 'ensemble',
      rows: tableOf(quantiles).rows.map((row, i) => [i === 0 ? w.overYears : row[0], ...row.slice(1, -2)]),
    },
  ];
}

const inferredAnew = (sample: NonNullable<ComparisonResult['ensemble']>['sample'], lang: Lang): (string | Figure)[] =>
  sample === null
    ? []
    : lang === 'zh'
      ? [
          '  每次抽样重新推算',
          figure(sample.year),
          '年来水；存有',
          figure(sample.draws),
          '次抽样，相当于',
          figure(sample.effective_draws),
          '次有效抽样',
        ]
      : [
          '  water of ',
          figure(sample.year),
          ' inferred anew for each; ',
          figure(sample.draws),
          ' draws stored, ',
          figure(sample.effective_draws),
          ' effective draws',
        ];

function ensembleBlocks({ ensemble: e }: Pick<ComparisonResult, 'ensemble'>, lang: Lang): Block[] {
  if (!e) return [];
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const quantiles = (
    s: {
      p025: number;
      p05: number;
      p10: number;
      p25: number;
      p50: number;
      p75: number;
      p90: number;
      p95: number;
      p975: number;
      mean: number;
    },
    scale = of,
  ): Told[] => [s.p025, s.p05, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95, s.p975, s.mean].map((value) => scale(value));
  const percent = (value: number | null): Told => (value === null ? null : 100 * value);
  const groups = {
    structure: w.groupStructure,
    water: w.groupWater,
    size: w.groupSize,
    place: w.groupPlace,
    other: w.groupOther,
    unexplained: w.groupUnexplained,
  };
  const factor = e.average_curtailment_factor.statistic;
  const same = (value: number | null): number | null => value;
  const range = (i: (typeof e.inputs)[number]): Told => {
    const known = [i.low, i.mode, i.high].filter((value) => value !== null);
    if (i.distribution === 'by-month') return codeWord('by-month', lang);
    const shown: (string | Figure)[] =
      i.sd !== null
        ? [`${w.deviation} `, figure(i.sd)]
        : known.flatMap((value, n) => [...(n > 0 ? [' - '] : []), figure(value)]);
    return shown.length === 0 ? '-' : [...shown, i.unit === '1' ? '' : ` ${i.unit}`];
  };
  const apart = e.unpaired_ci95;
  return [
    {
      name: 'draws',
      lines: [
        [
          `${w.draws}: `,
          figure(e.draws),
          ...(e.draws < e.draws_asked ? [' / ', figure(e.draws_asked)] : []),
          `  ${w.seed}: `,
          figure(e.seed),
          ...inferredAnew(e.sample, lang),
        ],
      ],
    },
    {
      name: 'ensemble',
      rows: [
        [
          w.ensemble,
          w.unit,
          'P2.5',
          'P5',
          'P10',
          'P25',
          'P50',
          'P75',
          'P90',
          'P95',
          'P97.5',
          w.mean,
          `${w.mean} 95 % ${w.low}`,
          `${w.mean} 95 % ${w.high}`,
        ],
        ...(
          [
            [w.curtailed, e.delta_gwh],
            [w.allDelta, e.all_spill_delta_gwh],
          ] as const
        ).map(([name, s]): Told[] => [name, unit, ...quantiles(s), of(s.ci95_low), of(s.ci95_high)]),
        ...(factor ? [[w.factor, '', ...quantiles(factor, same), factor.ci95_low, factor.ci95_high]] : []),
        ...e.by_month.map((month): Told[] => [month.key, unit, ...quantiles(month), '', '']),
      ],
    },
    ...(apart && e.narrowing.whole !== null
      ? [
          {
            name: 'apart',
            lines: [
              [
                `${w.apart} [${unit}]: `,
                figure(of(apart.low)),
                ' ... ',
                figure(of(apart.high)),
                `; ${w.narrower} `,
                figure(e.narrowing.whole),
                ` (${w.pairingAlone} `,
                figure(e.narrowing.pairing),
                ')',
              ],
            ],
          },
        ]
      : []),
    {
      name: 'groups',
      rows: [
        [w.shareOfSpread, '%'],
        ...e.groups.map((one): Told[] => [
          groups[one.group],
          one.inputs.length > 0 || one.group === 'unexplained' ? percent(one.share_of_variance) : w.fixedInput,
        ]),
      ],
    },
    ...(e.by_structure.length === 0
      ? []
      : [
          {
            name: 'structures',
            rows: [
              [`${w.byStructure} [${unit}]`, w.draws, 'P10', 'P50', 'P90', w.mean, w.asStated, w.lieBelow],
              ...e.by_structure.map((s): Told[] => [
                s.name[lang],
                s.draws,
                of(s.p10_gwh),
                of(s.p50_gwh),
                of(s.p90_gwh),
                of(s.mean_gwh),
                of(s.as_stated_gwh),
                percent(s.as_stated_quantile),
              ]),
            ],
          },
        ]),
    {
      name: 'inputs',
      rows: [
        [w.input, w.range, w.varianceShare, w.rankCorrelation],
        ...e.inputs.map((i): Told[] => [
          inputWord(i.input, lang),
          range(i),
          i.drawn ? percent(i.share_of_variance) : w.fixedInput,
          i.rank_correlation,
        ]),
      ],
    },
    ...(e.control
      ? [
          {
            name: 'control',
            lines: [
              [
                `${w.corrected} [${unit}]: `,
                figure(of(e.control.adjusted_mean_gwh)),
                ...(e.control.ci95_low === null || e.control.ci95_high === null
                  ? []
                  : [' (', figure(of(e.control.ci95_low)), ' ... ', figure(of(e.control.ci95_high)), ')']),
                ...(['p05', 'p50', 'p95'] as const).flatMap((at) => [
                  `, ${at.toUpperCase().replace('P0', 'P')} `,
                  figure(of(e.control![`adjusted_${at}_gwh`])),
                ]),
                '; ',
                figure(e.control.draws),
                ` x ${codeWord(e.control.level, lang)}`,
                ...(e.control.correlation === null ? [] : [', r = ', figure(e.control.correlation)]),
              ],
            ],
          },
        ]
      : []),
  ];
}

export function sweepBlocks(s: Answered<SweepResult>, lang: Lang): Block[] {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const at = (value: number | string): Told => (typeof value === 'string' ? codeWord(value, lang) : value);
  const head = [
    s.points.every((one) => one.value === undefined)
      ? `${w.size} [GW]`
      : s.unit === null
        ? s.field
        : `${s.field} [${s.unit}]`,
    ...(s.field2 === null ? [] : [s.unit2 === null ? s.field2 : `${s.field2} [${s.unit2}]`]),
  ];
  const one = (value: number | string): Figure | string =>
    typeof value === 'string' ? codeWord(value, lang) : figure(value);
  const blocks = ({
    points,
    ranges,
    monotone,
    turns,
  }: Pick<SweepResult, 'points' | 'ranges' | 'monotone' | 'turns'>): Block[] => [
    {
      name: 'points',
      rows: [
        [
          ...head,
          `${w.removedShort} [${unit}]`,
          `${w.delta} [${unit}]`,
          `${w.allDelta} [${unit}]`,
          w.average,
          w.marginal,
        ],
        ...points.map((p): Told[] => [
          at(p.value ?? p.size_gw),
          ...(p.value2 === undefined ? [] : [at(p.value2)]),
          of(p.removed_energy_gwh),
          of(p.curtailed_delta_gwh),
          of(p.all_spill_delta_gwh),
          p.average_curtailment_factor.statistic,
          p.marginal_curtailment_factor.statistic,
        ]),
      ],
    },
    {
      name: 'ranges',
      lines: [
        [
          w.holds,
          ...(ranges.length === 0
            ? []
            : [
                lang === 'zh' ? '' : ' ',
                `${w.within} `,
                figure(of(Math.max(...ranges.map((range) => range.tolerance_gwh)))),
                ` ${unit}`,
              ]),
          lang === 'zh' ? '' : ' ',
          monotone ? w.monotone : w.notMonotone,
        ],
        ...ranges.map((r) => [
          one(r.from),
          ' .. ',
          one(r.to),
          ...(r.value2 === undefined ? [] : [` (${s.field2} `, one(r.value2), ')']),
          '  ',
          figure(r.marginal_curtailment_factor.statistic),
          '  ',
          figure(r.slope.statistic),
          ` ${codeWord(s.slope_unit, lang)}  ${w.offAtMost} `,
          figure(of(r.off_gwh)),
          ` ${unit}`,
          ...(r.ends ? [`  ${r.ends.holds ? w.checkedEnds : w.uncheckedEnds}`] : []),
          ...(r.changes ? changed(r.changes, lang) : []),
        ]),
        ...turns.map((turn) => `${w.turns}: ${lang === 'zh' ? turn.message_zh : turn.message_en}`),
      ],
    },
  ];
  const title = {
    name: 'head',
    lines: [
      `${s.scenario}, ${s.measure}.${s.field}${s.measure2 === null ? '' : `, ${s.measure2}.${s.field2}`}`,
      settings(s, lang),
    ],
  };
  const ruled = (answer: NonNullable<SweepResult['rules']>[number]): Block[] => {
    const [points, ranges] = blocks(answer);
    return [{ ...points, titled: `${w.exportRule}: ${codeWord(answer.export_rule, lang)}` } as Block, ranges];
  };
  return [title, ...(s.rules === null ? blocks(s) : s.rules.flatMap(ruled)), modelBlock(s, lang)];
}

function changed(c: NonNullable<SweepResult['ranges'][number]['changes']>, lang: Lang): (string | Figure)[] {
  const w = WORDS[lang];
  const what =
    c.kind === 'section'
      ? w.aSection
      : c.kind === 'export'
        ? w.anExport
        : c.pocket === null
          ? w.aCorridor
          : w.aPocketLink;
  return [
    `  ${w.then} ${what} ${c.name[lang]} `,
    ...c.hours_at_limit.flatMap((hours, i) => [...(i > 0 ? [' -> '] : []), figure(hours)]),
    ` ${w.hoursFull} (${c.world === 'reference' ? w.with : w.without})`,
  ];
}

export function packageBlocks(p: PackageResult & { readonly model?: unknown }, lang: Lang): Block[] {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const comma = lang === 'zh' ? '，' : ', ';
  const all = [
    ...p.measures.map((m) => ({ name: m.title[lang], mw: m.mw, own: m.alone, share: m.share })),
    { name: w.wholePackage, mw: p.package.mw, own: null, share: p.package },
  ];
  const slashed = (values: readonly { readonly value: number }[]): Told =>
    values.length === 0 ? '-' : values.flatMap(({ value }, i) => [...(i > 0 ? [' / '] : []), added(value)]);
  const prices = p.valuations.filter(({ kind }) => kind === 'price');
  return [
    { name: 'head', lines: [p.title[lang], settings(p, lang)] },
    {
      name: 'recovered',
      rows: [
        [
          `${w.recovered} [${unit}]`,
          'MW',
          ...[w.alone, w.shareOf].flatMap((view) => [`${view}${comma}${w.statistic}`, `${view}${comma}${w.allSpill}`]),
          w.generatedMore,
          w.hours,
          w.credited,
          'CO2 [kt]',
          lang === 'zh' ? '标准煤 [kt]' : 'coal [kt]',
        ],
        ...all.map(({ name, mw, own, share }): Told[] => [
          name,
          mw,
          own ? of(own.recovered_gwh.statistic) : '',
          own ? of(own.recovered_gwh.all_spill) : '',
          added(of(share.recovered_gwh.statistic)!),
          added(of(share.recovered_gwh.all_spill)!),
          added(of(share.generated_gwh.all_hydro)!),
          share.utilisation_hours.all_spill,
          added(of(share.credited_gwh.total)!),
          slashed(share.co2_kt),
          slashed(share.coal_kt),
        ]),
      ],
    },
    { name: 'footnote', lines: [w.footnote] },
    {
      name: 'months',
      rows: [
        [`${w.shareByMonth} [${unit}]`, ...p.package.by_month.map(({ key }) => key)],
        ...all.map(({ name, share }): Told[] => [
          name,
          ...share.by_month.map((month) => added(of(month.recovered_gwh)!)),
        ]),
      ],
    },
    ...(prices.length === 0
      ? []
      : [
          {
            name: 'revenue',
            rows: [
              [
                w.revenue,
                ...prices.map(({ value, confidence }): Told =>
                  figure(value, confidence === 'assumed' ? ` (${w.assumed})` : ''),
                ),
              ],
              ...all.map(({ name, share }): Told[] => [
                name,
                ...share.revenue_million_yuan.map((one) => added(one.all_hydro)),
              ]),
            ],
          },
        ]),
    {
      name: 'combinations',
      rows: [
        [`${w.combination} [${unit}]`, w.statistic, w.allSpill],
        ...p.combinations.map((one): Told[] => [
          one.with.map((id) => p.measures.find((m) => m.id === id)!.title[lang]).join(' + '),
          of(one.recovered_gwh.statistic),
          of(one.recovered_gwh.all_spill),
        ]),
      ],
    },
    {
      name: 'valuations',
      lines: [
        w.restsOn,
        ...p.valuations.map((v): Told => [
          `${v.name[lang]}: `,
          figure(v.value),
          ` ${codeWord(v.unit, lang)} (${sourceText(v, lang)})`,
        ]),
      ],
    },
    modelBlock(p as unknown as Parameters<typeof modelBlock>[0], lang),
  ];
}

export function tornadoBlocks(t: TornadoResult & { readonly model?: unknown }, lang: Lang): Block[] {
  const w = WORDS[lang];
  const { unit, of } = energy(lang);
  const end = ({ value }: TornadoEnd, { ends, unit: own }: TornadoRow): Told =>
    typeof value === 'string'
      ? codeWord(value, lang)
      : [figure(value, own === '1' ? '' : ` ${own}`), ends === 'p10-p90' ? ` (${value < 1 ? 'P10' : 'P90'})` : ''];
  const deltas = [t.base.delta_gwh, ...t.rows.flatMap(({ low, high }) => [low.delta_gwh, high.delta_gwh])];
  return [
    {
      name: 'head',
      lines: [
        w.tornado,
        t.title[lang],
        `${w.with}: ${t.reference.id}  ${w.without}: ${t.counterfactual.id}`,
        settings(t as never, lang),
      ],
    },
    { name: 'base', lines: [[`${w.baseDelta}: `, figure(of(t.base.delta_gwh)), ` ${unit}`]] },
    {
      name: 'bars',
      rows: [
        [
          w.input,
          w.low,
          w.high,
          `${w.delta} ${w.low} [${unit}]`,
          `${w.high} [${unit}]`,
          `${w.swing} [${unit}]`,
          w.confidence,
        ],
        ...t.rows.map((row): Told[] => [
          inputWord(row.input, lang),
          end(row.low, row),
          end(row.high, row),
          of(row.low.delta_gwh),
          of(row.high.delta_gwh),
          of(row.swing_gwh),
          codeWord(row.confidence, lang),
        ]),
      ],
    },
    {
      name: 'scale',
      lines: [
        [`${w.barFrom} `, figure(of(Math.min(...deltas))), ` ${w.to} `, figure(of(Math.max(...deltas))), ` ${unit}`],
      ],
    },
    {
      name: 'sources',
      lines: [w.tornadoNote, ...t.rows.map((row) => `${inputWord(row.input, lang)}: ${sourceText(row, lang)}`)],
    },
    modelBlock(t as unknown as Parameters<typeof modelBlock>[0], lang),
  ];
}
