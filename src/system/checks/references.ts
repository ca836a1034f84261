import type { TableName, Tables } from '../model/model.ts';
import { didYouMean } from '../words/nearest.ts';
import { OPTIONAL_TABLES } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath, type AnyRow } from '../model/table-keys.ts';

interface Reference {
  readonly table: TableName;
  readonly column: string;
  readonly to: readonly TableName[];
  readonly also?: string;
  readonly code?: string;
}

const REFERENCES: readonly Reference[] = [
  { table: 'prefectures', column: 'zone', to: ['zones'] },
  { table: 'natural_flow', column: 'gauge', to: ['gauges'] },
  { table: 'water_years', column: 'gauge', to: ['gauges'], also: 'all' },
  { table: 'flow_variability', column: 'gauge', to: ['gauges'] },
  { table: 'flow_correlation', column: 'gauge_a', to: ['gauges'] },
  { table: 'flow_correlation', column: 'gauge_b', to: ['gauges'] },
  { table: 'daily_variability', column: 'gauge', to: ['gauges'] },
  { table: 'stations', column: 'zone', to: ['zones'] },
  { table: 'stations', column: 'basin', to: ['basins'] },
  { table: 'stations', column: 'gauge', to: ['gauges'] },
  { table: 'stations', column: 'downstream', to: ['stations'] },
  { table: 'availability', column: 'station', to: ['stations', 'lumped_hydro'] },
  { table: 'flood_limits', column: 'station', to: ['stations'] },
  { table: 'rule_curves', column: 'station', to: ['stations'] },
  { table: 'maintenance', column: 'station', to: ['stations'] },
  { table: 'minimum_release', column: 'station', to: ['stations'] },
  { table: 'withdrawals', column: 'station', to: ['stations'] },
  { table: 'lumped_hydro', column: 'zone', to: ['zones'] },
  { table: 'lumped_hydro', column: 'basin', to: ['basins'] },
  { table: 'lumped_hydro', column: 'gauge', to: ['gauges'] },
  { table: 'lumped_hydro', column: 'prefecture', to: ['prefectures'] },
  { table: 'pockets', column: 'prefecture', to: ['prefectures'] },
  { table: 'pockets', column: 'zone', to: ['zones'] },
  { table: 'corridors', column: 'from', to: ['zones'] },
  { table: 'corridors', column: 'to', to: ['zones'] },
  { table: 'section_limits', column: 'section', to: ['sections'] },
  { table: 'section_members', column: 'section', to: ['sections'] },
  { table: 'section_members', column: 'corridor', to: ['corridors', 'exports'], code: 'unknown-member' },
  { table: 'exports', column: 'zone', to: ['zones'] },
  { table: 'export_schedule', column: 'export', to: ['exports'] },
  { table: 'imports', column: 'zone', to: ['zones'] },
  { table: 'thermal', column: 'zone', to: ['zones'] },
  { table: 'renewables', column: 'zone', to: ['zones'] },
];

/** Cells that name a row of another table which does not exist. */
export const checkReferences = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] =>
  REFERENCES.filter((reference) => !reference.to.some((target) => unread.has(target))).flatMap((reference) =>
    dangling(tables, reference),
  );

function dangling(tables: Tables, reference: Reference): Problem[] {
  const { table, column, to, also } = reference;
  // A required table without rows is reported once as empty, not once for every row that points into it.
  if (to.some((target) => tables[target].length === 0 && !OPTIONAL_TABLES.has(target))) return [];
  const ids = to.flatMap((target) => (tables[target] as readonly AnyRow[]).map((row) => row.id));
  // A row whose id is empty is reported as that; it may be the one that is meant.
  if (ids.includes(undefined)) return [];
  const known = new Set(ids.map(String));
  if (also) known.add(also);
  return (tables[table] as readonly AnyRow[])
    .filter((row) => row[column] !== undefined && !known.has(String(row[column])))
    .map((row) => missing(reference, row, known));
}

function missing({ table, column, to, code }: Reference, row: AnyRow, known: ReadonlySet<string>): Problem {
  const where = to.map((target) => `${target}.csv`).join(' or ');
  return problem(
    code ?? 'unknown-reference',
    rowPath(table, row, column),
    row[column],
    `an id of ${where}`,
    `"${String(row[column])}" is not an id of ${where}`,
    didYouMean(row[column], known, `use an existing id, or add the row to ${where}`),
  );
}
