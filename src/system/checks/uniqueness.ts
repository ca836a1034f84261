import { DEFINITIONS, TABLE_NAMES, type TableName, type Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowKey, rowPath, type AnyRow } from '../model/table-keys.ts';

/**
 * Rows that share a key, and members of different tables that share a name space (corridors with exports, stations with
 * lumped hydro).
 */
export const checkUniqueness = (tables: Tables): Problem[] => [
  ...TABLE_NAMES.flatMap((table) => duplicateKeys(tables, table)),
  ...sharedIds(tables, 'corridors', 'exports'),
  ...sharedIds(tables, 'stations', 'lumped_hydro'),
];

function duplicateKeys(tables: Tables, table: TableName): Problem[] {
  const { key: columns, unique } = DEFINITIONS[table];
  if (!unique) return [];
  const seen = new Map<string, AnyRow>();
  const twice = new Map<string, AnyRow>();
  for (const row of tables[table] as readonly AnyRow[]) {
    if (columns.some((column) => row[column] === undefined)) continue;
    const key = rowKey(table, row);
    if (seen.has(key)) twice.set(key, row);
    seen.set(key, row);
  }
  const last = columns[columns.length - 1];
  return [...twice].map(([key, row]) =>
    problem(
      'duplicate-key',
      rowPath(table, row, last),
      key,
      `one row per ${columns.join(' + ')}`,
      `"${key}" stands in more than one row of ${table}.csv`,
      'keep one of the rows, or give the other its own key',
    ),
  );
}

function sharedIds(tables: Tables, first: 'corridors' | 'stations', second: 'exports' | 'lumped_hydro'): Problem[] {
  const taken = new Set(tables[first].map((row) => row.id));
  return tables[second]
    .filter((row) => taken.has(row.id))
    .map((row) =>
      problem(
        'duplicate-id',
        rowPath(second, row, 'id'),
        row.id,
        `not an id of ${first}.csv`,
        `"${row.id}" is also an id in ${first}.csv`,
        'rename one of the two, so that an id names one thing',
      ),
    );
}
