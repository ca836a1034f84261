import type { BackcastResult } from '../../src/study/backcast/backcast-result.ts';
import type { PackageResult } from '../../src/study/countermeasures/package-result.ts';
import type { CauseAmounts } from '../../src/study/comparison/causes.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { EnsembleResult } from '../../src/study/ensemble/ensemble-answer.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';
import type { TornadoResult } from '../../src/study/tornado/tornado-result.ts';
import type { YearOnYearResult } from '../../src/study/backcast/year-on-year-result.ts';
import { en } from '../../src/app/dashboard/words-en.ts';
import { zh } from '../../src/app/dashboard/words-zh.ts';

/**
 * What the API says of each chart: along its axis, the title of each row and the numbers that belong to it, in GWh, MW,
 * or a rate.
 */
export type Language = 'en' | 'zh';
/** The words before the number (null where they are not compared) and the value; a null value has no line. */
export type Fact = readonly [label: string | null, value: number | null];
export interface Row {
  readonly title: string;
  readonly facts: readonly Fact[];
}
export interface Facts {
  readonly id: string;
  readonly along: 'x' | 'y';
  /** in their order on the axis; where there are too many to stop at each, `sampled` */
  readonly rows: readonly Row[];
  readonly sampled?: boolean;
  /** where a row is what its title says, such as a class of a histogram */
  readonly rowOf?: (title: string) => Row;
}

const UNITS: Readonly<Record<string, number>> = {
  GWh: 1,
  MWh: 1e-3,
  亿千瓦时: 100,
  万千瓦时: 0.01,
  MW: 1,
  '%': 0.01,
  '': 1,
};
/** The first number of a text in GWh, MW or as a rate, and half of its last printed digit. */
export function numberIn(text: string): { readonly value: number; readonly within: number } | null {
  const [, sign, digits, unit] = /([+−]?)(\d[\d,]*(?:\.\d+)?) ?(GWh|MWh|亿千瓦时|万千瓦时|MW|%)?/.exec(text) ?? [];
  if (digits === undefined) return null;
  const step = UNITS[unit ?? ''];
  return {
    value: (sign === '−' ? -1 : 1) * Number(digits.replaceAll(',', '')) * step,
    within: (0.5 + 1e-6) * step * 10 ** -(digits.split('.')[1] ?? '').length,
  };
}

type Names = Readonly<Record<string, Readonly<Record<string, { readonly name_en: string; readonly name_zh: string }>>>>;
/** The words of one language, and what the rows of the model's tables are called in it. */
export class Speech {
  private constructor(
    readonly language: Language,
    private readonly names: Names,
  ) {}

  static async of(language: Language, url: string, model: string): Promise<Speech> {
    const tables = ['zones', 'basins', 'sections', 'exports', 'pockets'];
    const document = (await (await fetch(`${url}/api/v1/models/${model}?tables=${tables.join(',')}`)).json()) as {
      tables: Record<string, { id: string; name_en: string; name_zh: string }[]>;
    };
    return new Speech(
      language,
      Object.fromEntries(
        tables.map((table) => [table, Object.fromEntries((document.tables[table] ?? []).map((row) => [row.id, row]))]),
      ),
    );
  }

  word(key: string): string {
    const found = ({ en, zh } as Record<Language, Record<string, string>>)[this.language][key.replaceAll(/[ -]/g, '_')];
    if (found === undefined) throw new Error(`The dictionary has no ${key}.`);
    return found;
  }
  pick(text: { readonly en: string; readonly zh: string }): string {
    return text[this.language];
  }
  name(table: string, id: string): string {
    return id === 'none'
      ? this.word('key_none')
      : (this.names[table][id]?.[`name_${this.language}`] ?? this.names.pockets[id]?.[`name_${this.language}`] ?? id);
  }
  day(key: string): string {
    return new Date(`${key}T00:00:00Z`).toLocaleDateString(this.language === 'zh' ? 'zh-CN' : 'en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
  }
  month(key: string): string {
    return this.language === 'zh'
      ? `${Number(key.slice(5))}月`
      : new Date(`${key}-01T00:00:00Z`).toLocaleDateString('en', { month: 'short', timeZone: 'UTC' });
  }
  power(gw: number): string {
    const of = (value: number): string => String(Number(value.toPrecision(8)));
    return this.language === 'zh'
      ? `${of(gw * 100)} 万千瓦`
      : gw !== 0 && gw < 0.1
        ? `${of(gw * 1000)} MW`
        : `${of(gw)} GW`;
  }
}

const dayAfter = (start: string, days: number): string =>
  new Date(Date.parse(`${start.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const both = (speech: Speech, reference: number, counterfactual: number, difference?: number): Fact[] => [
  [speech.word('with_load'), reference],
  [speech.word('without_load'), counterfactual],
  ...(difference === undefined ? [] : [[speech.word('difference'), difference] as const]),
];

export function dailyFacts({ curtailed_by_day_gwh: days }: ComparisonResult, speech: Speech): Facts {
  return {
    id: 'daily',
    along: 'x',
    sampled: days.reference.length > 31,
    rows: days.reference.map((value, i) => ({
      title: speech.day(dayAfter(days.start, i)),
      facts: both(speech, value, days.counterfactual[i]),
    })),
  };
}

export const monthFacts = ({ by_month }: ComparisonResult, speech: Speech): Facts => ({
  id: 'month',
  along: 'x',
  rows: by_month.map((row) => ({
    title: speech.month(row.key),
    facts: both(speech, row.reference_gwh, row.counterfactual_gwh, row.delta_gwh),
  })),
});

export function whereFacts(
  result: ComparisonResult,
  speech: Speech,
  group: 'basin' | 'zone' | 'section' | 'hour_class',
): Facts {
  const drawn = result[`by_${group}`].filter(
    (row) => Math.abs(row.reference_gwh) + Math.abs(row.counterfactual_gwh) > 1e-3,
  );
  const rows = group === 'hour_class' ? drawn : [...drawn].sort((a, b) => b.counterfactual_gwh - a.counterfactual_gwh);
  const name = (key: string): string =>
    group === 'hour_class' ? speech.word(`hour_${key}`) : speech.name(`${group}s`, key);
  return {
    id: 'where',
    along: 'y',
    rows: rows.map((row) => ({
      title: name(row.key),
      facts: both(speech, row.reference_gwh, row.counterfactual_gwh, row.delta_gwh),
    })),
  };
}

export function dispositionFacts(
  { disposition, removed_energy_gwh: removed }: ComparisonResult,
  speech: Speech,
): Facts {
  const drawn = Object.entries(disposition).filter(([, value]) => Math.abs(value) > removed * 5e-4);
  return {
    id: 'disposition',
    along: 'y',
    rows: [
      ...drawn.map(([term, value]): Row => ({ title: speech.word(`absorb_${term}`), facts: [['', value]] })),
      { title: speech.word('absorb_total'), facts: [['', removed]] },
    ],
  };
}

/**
 * Terms that are small everywhere are left out of the bars, so every line shown is compared and none is asked for but
 * the total.
 */
export function dispositionMonthFacts(
  { disposition_by_month: months, removed_energy_gwh: whole }: ComparisonResult,
  speech: Speech,
): Facts {
  const matters = (row: (typeof months)[number], term: string): boolean =>
    Math.abs(Number(row[term as keyof typeof row])) > whole * 5e-4;
  const terms = Object.keys(months[0]).filter(
    (term) => `absorb_${term}` in en && months.some((row) => matters(row, term)),
  );
  const drawn = months.filter((row) => terms.some((term) => matters(row, term)));
  return {
    id: 'disposition',
    along: 'x',
    rows: drawn.map((row) => ({
      title: speech.month(row.key),
      facts: [
        ...terms.map((term): Fact => [speech.word(`absorb_${term}`), Number(row[term as keyof typeof row])]),
        [speech.word('absorb_total'), row.removed_energy_gwh],
      ],
    })),
  };
}

/** Of the section that is at its limit most, which the page shows first; rates are parts of the hours. */
export function loadingFacts(
  { load_curves: { lines, share_of_hours: shares } }: ComparisonResult,
  speech: Speech,
): Facts {
  const sections = lines.filter(({ kind }) => kind === 'section');
  const line = (sections.length > 0 ? sections : lines).reduce((most, one) =>
    one.hours_at_limit.counterfactual > most.hours_at_limit.counterfactual ? one : most,
  );
  return {
    id: 'loading',
    along: 'x',
    sampled: true,
    rows: shares.map((share, i) => ({
      title: `${(share * 100).toFixed(1)}%`,
      facts: both(speech, line.reference_mw[i], line.counterfactual_mw[i]),
    })),
  };
}

const CAUSES = ['sections_gwh', 'exports_gwh', 'intraday_gwh', 'storage_gwh', 'surplus_gwh'] as const;
const causesOf = (amounts: CauseAmounts, speech: Speech): Fact[] => [
  ...CAUSES.map((code): Fact => [speech.word(`cause_${code}`), amounts[code]]),
  [speech.word('causes_total'), amounts.total_gwh],
];

export const causesFacts = ({ causes }: ComparisonResult, speech: Speech): Facts => ({
  id: 'causes',
  along: 'y',
  rows: [
    { title: speech.word('with_load'), facts: causesOf(causes!.reference, speech) },
    { title: speech.word('without_load'), facts: causesOf(causes!.counterfactual, speech) },
    { title: speech.word('difference'), facts: causesOf(causes!.delta, speech) },
  ],
});

export function causeViewsFacts({ causes }: ComparisonResult, speech: Speech): Facts {
  const views = [
    ['view_average', causes!],
    ['view_sequential', causes!.sequential],
    ...(causes!.sensitivity ? [['view_further', causes!.sensitivity] as const] : []),
  ] as const;
  const asked = CAUSES.filter((code) => causes!.delta[code] !== null);
  return {
    id: 'cause-views',
    along: 'y',
    rows: asked.map((code) => ({
      title: speech.word(`cause_${code}`),
      facts: views.map(([view, amounts]): Fact => [speech.word(view), amounts.delta[code]]),
    })),
  };
}

/** Nothing stands where no curve has a value, such as the factor of no load. */
const told = ({ facts }: Row): boolean => facts.some(([, value]) => value !== null);

export function responseFacts({ points }: SweepResult, speech: Speech): Facts[] {
  const of = (id: string, facts: (point: (typeof points)[number]) => Fact[]): Facts => ({
    id,
    along: 'x',
    rows: points.map((point) => ({ title: speech.power(point.size_gw!), facts: facts(point) })).filter(told),
  });
  return [
    of('response-curve', (point) => [
      [speech.word('response_all'), point.all_spill_delta_gwh],
      [speech.word('response_statistic'), point.curtailed_delta_gwh],
    ]),
    of('response-factor', ({ average_curtailment_factor: average, marginal_curtailment_factor: marginal }) => [
      [speech.word('factor_average_statistic'), average.statistic],
      [speech.word('factor_marginal_statistic'), marginal.statistic],
      [speech.word('factor_average_all'), average.all_spill],
      [speech.word('factor_marginal_all'), marginal.all_spill],
    ]),
  ];
}

/**
 * A class is what its title says: the draws from its lower edge to below its upper one, the last class with that too.
 */
export function drawFacts({ ensemble: { by_draw_gwh: draws } }: EnsembleResult, speech: Speech): Facts {
  const most = Math.max(...draws);
  const rowOf = (title: string): Row => {
    const [from, to] = title.split(' – ').map((edge) => numberIn(`${edge} ${title.split(' ').at(-1)}`)!);
    const inside = draws.filter(
      (gwh) =>
        gwh >= from.value - 1e-6 && (gwh < to.value - 1e-6 || (to.value >= most - 1e-6 && gwh <= to.value + 1e-6)),
    );
    return { title, facts: [[speech.word('column_draws'), inside.length]] };
  };
  return { id: 'ensemble-chart', along: 'x', rows: [], rowOf };
}

export const groupFacts = ({ ensemble }: EnsembleResult, speech: Speech): Facts => ({
  id: 'ensemble-groups',
  along: 'y',
  rows: ensemble.groups.map(({ group, inputs, share_of_variance: share }) => ({
    title: speech.word(`group_${group}`),
    facts: [inputs.length === 0 && group !== 'unexplained' ? ['', null] : ['', share]],
  })),
});

export function tornadoFacts({ rows, base }: TornadoResult, speech: Speech): Facts {
  const name = (input: string): string => {
    const [kind, id] = input.split(':');
    return (
      speech.word(`input_${kind}`) +
      (id === undefined ? '' : `${speech.language === 'zh' ? '：' : ': '}${speech.name('sections', id)}`)
    );
  };
  const drawn = rows.filter(({ swing_gwh: swing }) => swing > Math.abs(base.delta_gwh) * 1e-4);
  return {
    id: 'tornado-chart',
    along: 'y',
    rows: drawn.map(({ input, low, high }) => ({
      title: name(input),
      facts: [
        [null, low.delta_gwh],
        [null, high.delta_gwh],
      ],
    })),
  };
}

export function packageFacts(result: PackageResult, speech: Speech): Facts[] {
  const rows = [
    ...result.measures.map(({ title, alone, share }) => ({
      title: speech.pick(title),
      alone: alone.recovered_gwh.all_spill,
      share: share.recovered_gwh.all_spill,
    })),
    { title: speech.word('package_whole'), alone: null, share: result.package.recovered_gwh.all_spill },
  ];
  return [
    {
      id: 'package-chart',
      along: 'y',
      rows: rows.map(({ title, alone, share }) => ({
        title,
        facts: [
          [speech.word('package_alone'), alone],
          [speech.word('package_share'), share],
        ],
      })),
    },
    {
      id: 'package-months',
      along: 'x',
      rows: result.package.by_month.map(({ key }, i) => ({
        title: speech.month(key),
        facts: result.measures.map(({ title, share }): Fact => [speech.pick(title), share.by_month[i].recovered_gwh]),
      })),
    },
  ];
}

const DRIVERS = [
  'water_gwh',
  'hydro_fleet_gwh',
  'base_demand_gwh',
  'removed_load_gwh',
  'lines_gwh',
  'thermal_gwh',
  'change_gwh',
] as const;
export const yearsFacts = ({ changes }: YearOnYearResult, speech: Speech): Facts => ({
  id: 'years-chart',
  along: 'y',
  rows: DRIVERS.map((driver) => ({
    title: speech.word(`driver_${driver}`),
    facts: changes.map((change): Fact => [`${change.from} → ${change.to}`, change[driver]]),
  })),
});

export function backcastFacts({ rows }: BackcastResult, speech: Speech): Facts {
  const drawn = rows.filter(
    (row) => row.error !== null && row.quantity !== 'consumption' && row.quantity !== 'peak_load',
  );
  const ends = (period: string): string =>
    period.replace(/Q(\d)$/, (_, quarter: string) => `-${String(Number(quarter) * 3).padStart(2, '0')}~`);
  const periods = [...new Set(drawn.map(({ period }) => period))].sort((a, b) => (ends(a) < ends(b) ? -1 : 1));
  const name = ({ quantity, series }: (typeof drawn)[number]): string =>
    speech
      .word('backcast_figure')
      .replace('{quantity}', speech.word(`quantity_${quantity}`))
      .replace('{series}', speech.word(`series_${series}`));
  return {
    id: 'backcast-errors',
    along: 'x',
    rows: periods.map((period) => ({
      title: period,
      facts: drawn.filter((row) => row.period === period).map((row): Fact => [name(row), row.error]),
    })),
  };
}
