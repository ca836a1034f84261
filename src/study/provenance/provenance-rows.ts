import type { Case } from '../../engine/case/case.ts';
import { statedAssumptions } from '../../system/model/assumptions.ts';
import { yearOf } from '../../system/words/calendar.ts';
import { inService } from '../../system/checks/completeness.ts';
import { waterTarget } from '../../system/model/calibrated-model.ts';
import { TABLES, type Model, type Row, type TableName } from '../../system/model/model.ts';
import { spanOf } from '../../system/model/dated-rows.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';

export type RowsByTable = ReadonlyMap<TableName, readonly object[]>;

/** Tables that no case is compiled from: what is published, and what studies are asked with. */
const BESIDE: ReadonlySet<TableName> = new Set<TableName>([
  'reported',
  'reported_series',
  'backcast_years',
  'outside_season',
  'calibration_facts',
  'structures',
  'evidence',
  'valuations',
  'uncertainty',
  'events',
  'flow_variability',
  'flow_correlation',
  'daily_variability',
]);
/** What draws are made from, where a figure is of an ensemble. */
const DRAWN: ReadonlySet<TableName> = new Set<TableName>([
  'uncertainty',
  'structures',
  'flow_variability',
  'flow_correlation',
  'daily_variability',
]);

type Keep = { readonly [T in TableName]?: (row: Row<T>) => boolean };

/** The rows of the model that a case was compiled from: those of its window, its water year and its year of demand. */
export function rowsOfCase(model: Model, scenarios: readonly ResolvedScenario[], c: Case, drawn: boolean): RowsByTable {
  const [first, end] = [c.start, c.start + c.hours];
  const tables = { ...model.tables, assumptions: statedAssumptions(model.tables.assumptions) };
  const keep: Keep = { ...dated(first, end, c), ...yearly(scenarios, first, end) };
  return new Map(
    (Object.keys(TABLES) as TableName[])
      .filter((table) => !BESIDE.has(table) || (drawn && DRAWN.has(table)))
      .map((table): [TableName, readonly object[]] => {
        const test = keep[table] as ((row: object) => boolean) | undefined;
        return [table, test ? (tables[table] as readonly object[]).filter(test) : tables[table]];
      })
      .filter(([, rows]) => rows.length > 0),
  );
}

function dated(first: number, end: number, { monthKeys }: Case): Keep {
  const inWindow = (year: number, month: number): boolean =>
    monthKeys.includes(`${year}-${String(month).padStart(2, '0')}`);
  const months = new Set(monthKeys.map((key) => Number(key.slice(5))));
  return {
    availability: (row) => spanOf(row).start < end,
    section_limits: (row) => spanOf(row).start < end && spanOf(row).end > first,
    withdrawals: (row) => months.has(row.month),
    minimum_release: (row) => months.has(row.month),
    export_schedule: (row) => inWindow(row.year, row.month),
    imports: (row) => inWindow(row.year, row.month),
    renewable_months: (row) => inWindow(row.year, row.month),
    exports: (row) => monthKeys.some((key) => inService(row, Number(key.slice(0, 4)), Number(key.slice(5)))),
  };
}

/** `first` and `end` are hour indices. */
function yearly(scenarios: readonly ResolvedScenario[], first: number, end: number): Keep {
  const waters = new Set(
    scenarios.flatMap(({ water, measures }) => [
      water.water_year,
      ...measures.flatMap((one) => (one.type === 'inflow-year' ? [one.water_year] : [])),
    ]),
  );
  const years = new Set([...scenarios.map(({ demand }) => demand.year), yearOf(first), yearOf(end - 1)]);
  return {
    water_years: (row) => waters.has(row.water_year),
    load_months: (row) => years.has(row.year),
    load_years: (row) => years.has(row.year),
    calibration: (row) => {
      const at = waterTarget(row.target);
      return row.kind !== 'water-factor' || (at !== null && waters.has(at.waterYear));
    },
  };
}
