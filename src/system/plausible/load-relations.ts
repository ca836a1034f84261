import { daysInMonth } from '../words/calendar.ts';
import type { Row, Tables } from '../model/model.ts';
import { rowPath } from '../model/table-keys.ts';
import { betweenFinding, found, relationFinding, type Finding } from './finding.ts';

const MONTHS = 12;
/** MWh of one MW over a year, in GWh. */
const GWH_PER_MW_YEAR = 8.76;

/** Figures of loads, wind, solar and published out-turns that must agree with one another. */
export const loadFindings = (tables: Tables): Finding[] => [
  ...tables.load_years.flatMap((year) =>
    yearFindings(
      year,
      tables.load_months.filter((row) => row.year === year.year),
    ),
  ),
  ...renewables(tables),
  ...published(tables),
  ...officialCapacity(tables),
  ...outside(tables),
  ...corrections(tables),
  ...imported(tables),
];

function yearFindings(year: Row<'load_years'>, months: readonly Row<'load_months'>[]): Finding[] {
  const at = (column: 'consumption_gwh' | 'max_load_mw' | 'min_load_mw'): string => rowPath('load_years', year, column);
  const sum = months.reduce((total, row) => total + row.consumption_gwh, 0);
  const mean = year.consumption_gwh / GWH_PER_MW_YEAR;
  const single = found(
    ...months.map((row) =>
      relationFinding({
        path: rowPath('load_months', row, 'consumption_gwh'),
        value: row.consumption_gwh,
        unit: 'GWh',
        other: year.consumption_gwh / MONTHS,
        what: 'a twelfth of its year in load_years.csv',
        what_zh: ' load_years.csv 中该年的十二分之一',
        usual: [0.45, 1.8],
        possible: [1 / 50, 50],
      }),
    ),
  );
  // Where one month is wrong the others agree with the year: then the month is told, not the year.
  const oneMonth = single.length > 0 && single.length <= 2;
  return [
    ...(oneMonth ? single : single.map((one) => ({ ...one, refused: false }))),
    ...found(
      months.length === MONTHS && !oneMonth
        ? relationFinding({
            path: at('consumption_gwh'),
            value: year.consumption_gwh,
            unit: 'GWh',
            other: sum,
            what: 'the sum of its twelve months in load_months.csv',
            what_zh: ' load_months.csv 中十二个月之和',
            usual: [0.9, 1.1],
            possible: [1 / 9, 9],
          })
        : null,
      relationFinding({
        path: at('max_load_mw'),
        value: year.max_load_mw,
        unit: 'MW',
        other: mean,
        what: 'the mean load of the year, MW',
        what_zh: '该年平均负荷（兆瓦）',
        usual: [0.99, 3.5],
      }),
      relationFinding({
        path: at('min_load_mw'),
        value: year.min_load_mw,
        unit: 'MW',
        other: mean,
        what: 'the mean load of the year, MW',
        what_zh: '该年平均负荷（兆瓦）',
        usual: [0.1, 1.01],
      }),
    ),
  ];
}

/** Months of wind and solar power beside the load of the same month, and beside their neighbours in time. */
function renewables({ renewable_months: rows, load_months: loads }: Tables): Finding[] {
  const load = new Map(loads.map((row) => [`${row.year} ${row.month}`, row.consumption_gwh]));
  const own = new Map(rows.map((row) => [`${row.kind} ${row.year * MONTHS + row.month}`, row.generation_gwh]));
  const near = ({ kind, year, month }: Row<'renewable_months'>, step: number): number =>
    own.get(`${kind} ${year * MONTHS + month + step}`) ?? NaN;
  return found(
    ...rows.flatMap((row) => {
      const path = rowPath('renewable_months', row, 'generation_gwh');
      return [
        betweenFinding({
          path,
          value: row.generation_gwh,
          unit: 'GWh',
          before: near(row, -1),
          after: near(row, 1),
          times: 3,
          what: 'the month beside it',
          what_zh: '相邻月份',
        }),
        relationFinding({
          path,
          value: row.generation_gwh,
          unit: 'GWh',
          other: load.get(`${row.year} ${row.month}`) ?? NaN,
          what: 'the consumption of the month',
          what_zh: '当月用电量',
          usual: [0.0002, 1.5],
        }),
      ];
    }),
  );
}

const MONTH_PERIOD = /^(\d{4})-(\d{2})$/;

/** Imports that must be taken, all of a month together, beside what is published of the month. */
function imported({ imports, reported }: Tables): Finding[] {
  const rows = imports.filter(({ kind }) => kind === 'must-take');
  const ids = new Set(rows.map(({ id }) => id));
  const published = (period: string): number =>
    reported
      .filter((row) => row.quantity === 'import' && row.period === period && FLOWS_IN.has(row.series))
      .reduce((sum, row) => sum + row.value, 0);
  return found(
    ...rows.flatMap((row) => {
      const own = rows.filter((other) => other.year === row.year && other.month === row.month);
      const flow = published(`${row.year}-${String(row.month).padStart(2, '0')}`);
      // A month of next to nothing says nothing about units.
      if (own.length < ids.size || own[0] !== row || flow < 10) return [];
      const taken = (own.reduce((sum, other) => sum + other.max_mw, 0) * daysInMonth(row.year, row.month) * 24) / 1000;
      const largest = own.reduce((most, other) => (other.max_mw > most.max_mw ? other : most));
      return [
        relationFinding({
          path: rowPath('imports', largest, 'max_mw'),
          value: taken,
          unit: 'GWh',
          other: flow,
          what: 'the published imports of the month, GWh',
          what_zh: '当月公布的受入电量（吉瓦时）',
          usual: [0.9, 1.1],
        }),
      ];
    }),
  );
}
const FLOWS_IN: ReadonlySet<string> = new Set(['northwest-to-southwest', 'central-to-southwest', 'east-to-southwest']);

/** Published consumption and peaks beside the load of the model; months of energy beside it and their neighbours. */
function published({ reported, load_months: months, load_years: years }: Tables): Finding[] {
  const load = new Map([
    ...months.map((row) => [`${row.year}-${String(row.month).padStart(2, '0')}`, row.consumption_gwh] as const),
    ...years.map((row) => [String(row.year), row.consumption_gwh] as const),
  ]);
  const peak = new Map(years.map((row) => [String(row.year), row.max_load_mw]));
  const flow = publishedExports(reported);
  return found(
    ...reported.map((row) => {
      const path = rowPath('reported', row, 'value');
      if (row.quantity === 'consumption' && row.unit === 'GWh')
        return relationFinding({
          path,
          value: row.value,
          unit: 'GWh',
          other: load.get(row.period) ?? NaN,
          what: 'the consumption of the model',
          what_zh: '模型中的用电量',
          usual: [0.5, 2],
        });
      if (row.quantity === 'peak_load' && row.unit === 'MW')
        return relationFinding({
          path,
          value: row.value,
          unit: 'MW',
          other: peak.get(row.period) ?? NaN,
          what: 'the highest load of the model',
          what_zh: '模型中的最大负荷',
          usual: [0.5, 2],
        });
      return publishedMonth(row, path, load.get(row.period) ?? NaN, flow);
    }),
  );
}

/** The published export of a row's series so many months after its own, GWh; NaN where none is published. */
type ExportBeside = (row: Row<'reported'>, step: number) => number;

function publishedExports(reported: Tables['reported']): ExportBeside {
  const exported = new Map(
    reported.flatMap((row) => {
      const at = row.quantity === 'export' ? MONTH_PERIOD.exec(row.period) : null;
      return at ? [[`${row.series} ${Number(at[1]) * MONTHS + Number(at[2])}`, row.value] as const] : [];
    }),
  );
  return ({ series, period }, step) => {
    const [, year, month] = MONTH_PERIOD.exec(period) ?? [];
    return exported.get(`${series} ${Number(year) * MONTHS + Number(month) + step}`) ?? NaN;
  };
}

/** A month of published energy beside its neighbours, for exports, and beside the consumption of the month, GWh. */
function publishedMonth(row: Row<'reported'>, path: string, load: number, flow: ExportBeside): Finding | null {
  const [, year] = MONTH_PERIOD.exec(row.period) ?? [];
  if (year === undefined || row.unit !== 'GWh' || row.quantity === 'consumption') return null;
  if (row.quantity === 'export') {
    const beside = betweenFinding({
      path,
      value: row.value,
      unit: 'GWh',
      before: flow(row, -1),
      after: flow(row, 1),
      times: 15,
      what: 'the months beside it',
      what_zh: '相邻月份',
    });
    if (beside) return beside;
  }
  // No published part of what was generated, sent or spilled is larger than what a province consumes in three months.
  return relationFinding({
    path,
    value: row.value,
    unit: 'GWh',
    other: load,
    what: 'the consumption of the month',
    what_zh: '当月用电量',
    usual: [0, 3],
  });
}

/** What a balance leaves over beside the consumption of its month. */
const corrections = ({ load_corrections: rows, load_months: loads }: Tables): Finding[] =>
  found(
    ...rows.map((row) =>
      relationFinding({
        path: rowPath('load_corrections', row, 'energy_gwh'),
        value: row.energy_gwh,
        unit: 'GWh',
        other: loads.find((one) => one.year === row.year && one.month === row.month)?.consumption_gwh ?? NaN,
        what: 'the consumption of the month, of which a balance should leave over a tenth at most',
        what_zh: '当月用电量（平衡余量一般不超过其十分之一）',
        usual: [-0.1, 0.1],
      }),
    ),
  );

/** The low end of what is assumed beside its middle. */
const outside = ({ outside_season: rows }: Tables): Finding[] =>
  found(
    ...rows.map((row) =>
      relationFinding({
        path: rowPath('outside_season', row, 'low_gwh'),
        value: row.low_gwh,
        unit: 'GWh',
        other: row.central_gwh,
        what: 'the central value',
        what_zh: '中值',
        usual: [0.03, 1],
      }),
    ),
  );

/**
 * Installed capacity that the model lists beside what is published of it, where `reported` has a quantity
 * `hydro_capacity` or `thermal_capacity`.
 */
function officialCapacity({ reported, stations, lumped_hydro: lumped, thermal }: Tables): Finding[] {
  const total = (rows: readonly { readonly capacity_mw: number }[]): number =>
    rows.reduce((sum, row) => sum + row.capacity_mw, 0);
  const own = new Map([
    ['hydro_capacity', total(stations) + total(lumped)],
    ['thermal_capacity', total(thermal)],
  ]);
  return found(
    ...reported.map((row) =>
      row.unit !== 'MW'
        ? null
        : relationFinding({
            path: rowPath('reported', row, 'value'),
            value: row.value,
            unit: 'MW',
            other: own.get(row.quantity) ?? NaN,
            what: 'what the tables of the model add up to, MW',
            what_zh: '模型各表合计（兆瓦）',
            usual: [0.8, 1.25],
          }),
    ),
  );
}
