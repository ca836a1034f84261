import { DEFINITIONS, type TableName } from './model.ts';

export type AnyRow = Readonly<Record<string, unknown>>;

// Tried at the beginning of a run of colons alone, so that a long run is passed over once.
const TRAILING = /(?<!:):+$/;

/** `ertan`, `dadu:6`: the key columns joined by a colon, empty ones at the end left out. */
export const rowKey = (table: TableName, row: object): string =>
  DEFINITIONS[table].key
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
  const columns = DEFINITIONS[table].key;
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
