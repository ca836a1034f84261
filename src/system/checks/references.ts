import { didYouMean } from '../words/nearest.ts';
import { DEFINITIONS, OPTIONAL_TABLES, TABLE_NAMES, type TableName, type Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath, type AnyRow } from '../model/table-keys.ts';

type Placed = (typeof DEFINITIONS)[TableName]['references'][number] & { readonly table: TableName };

const REFERENCES: readonly Placed[] = TABLE_NAMES.flatMap((table) =>
  DEFINITIONS[table].references.map((reference) => ({ ...reference, table })),
);

/** Cells that name a row of another table which does not exist. */
export const checkReferences = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] =>
  REFERENCES.filter((reference) => !reference.to.some((target) => unread.has(target))).flatMap((reference) =>
    dangling(tables, reference),
  );

function dangling(tables: Tables, reference: Placed): Problem[] {
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

function missing({ table, column, to, code }: Placed, row: AnyRow, known: ReadonlySet<string>): Problem {
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
