import type { Row, TableName } from './model.ts';

/** The columns that together name a row; null where several rows may say the same thing from different sources. */
export const KEY_COLUMNS: { readonly [T in TableName]: readonly (keyof Row<T> & string)[] | null } = {
  zones: ['id'],
  prefectures: ['id'],
  basins: ['id'],
  gauges: ['id'],
  natural_flow: ['gauge', 'month'],
  water_years: ['water_year', 'gauge', 'month'],
  flow_variability: ['gauge', 'month'],
  flow_correlation: ['gauge_a', 'gauge_b'],
  daily_variability: ['gauge', 'month'],
  stations: ['id'],
  regulation_classes: ['regulation'],
  availability: ['station', 'from'],
  flood_limits: ['station', 'from'],
  rule_curves: ['station', 'day'],
  maintenance: ['station', 'from'],
  minimum_release: ['station', 'month'],
  withdrawals: ['station', 'month'],
  lumped_hydro: ['id'],
  pockets: ['id'],
  corridors: ['id'],
  sections: ['id'],
  section_limits: ['section', 'from'],
  section_members: ['section', 'corridor'],
  exports: ['id'],
  export_schedule: ['export', 'year', 'month'],
  imports: ['id', 'year', 'month'],
  thermal: ['id'],
  thermal_floor: ['year', 'month'],
  renewables: ['id'],
  renewable_months: ['kind', 'year', 'month'],
  renewable_shape: ['kind', 'hour'],
  load_months: ['year', 'month'],
  load_corrections: ['year', 'month'],
  balance_terms: ['year', 'month'],
  load_years: ['year'],
  load_shape: ['hour_of_year'],
  hour_classes: ['hour'],
  reported: null,
  reported_series: ['quantity', 'series'],
  backcast_years: ['year'],
  outside_season: ['series', 'year', 'month'],
  calibration: ['parameter'],
  water_by_size: ['parameter', 'load', 'size_mw'],
  calibration_facts: ['id'],
  structures: ['variant', 'table', 'key', 'column'],
  evidence: ['id'],
  valuations: ['id'],
  uncertainty: ['input', 'month'],
  assumptions: ['id'],
  events: null,
};

const FREE_KEYS: Partial<Record<TableName, readonly string[]>> = {
  reported: ['period', 'series', 'quantity'],
  events: ['date'],
};

export type AnyRow = Readonly<Record<string, unknown>>;

const columnsOf = (table: TableName): readonly string[] => KEY_COLUMNS[table] ?? FREE_KEYS[table] ?? [];

// Tried at the beginning of a run of colons alone, so that a long run is passed over once.
const TRAILING = /(?<!:):+$/;

/** `ertan`, `dadu:6`: the key columns joined by a colon, empty ones at the end left out. */
export const rowKey = (table: TableName, row: object): string =>
  columnsOf(table)
    .map((column) => String((row as AnyRow)[column] ?? ''))
    .join(':')
    .replace(TRAILING, '');

/** `stations.csv/ertan.capacity_mw` */
export const rowPath = (table: TableName, row: object, column: string): string =>
  `${table}.csv/${rowKey(table, row)}.${column}`;

/** The parts of a path made by `rowPath` or a bare `table.csv`; null for any other path. */
export function splitRowPath(path: string): { table: string; key: string | null; column: string | null } | null {
  const m = /^([a-z_]+)\.csv(?:\/(.*)\.([^.]*))?$/.exec(path);
  return m ? { table: m[1], key: m[2] ?? null, column: m[3] ?? null } : null;
}

/**
 * The rows in the order of their keys (numbers as numbers), ties by content: the same table whatever the order in the
 * file.
 */
export function inKeyOrder<R extends object>(table: TableName, rows: readonly R[]): R[] {
  const columns = columnsOf(table);
  const compare = (a: AnyRow, b: AnyRow): number => {
    for (const column of columns) {
      const order = compareCells(a[column], b[column]);
      if (order !== 0) return order;
    }
    return compareCells(JSON.stringify(a), JSON.stringify(b));
  };
  return [...rows].sort((a, b) => compare(a as AnyRow, b as AnyRow));
}

function compareCells(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  // Code units, not the locale of the machine, decide.
  return left < right ? -1 : left > right ? 1 : 0;
}
