import type { z } from 'zod';
import type { CellRow } from '../../system/flow-table/cell-row.ts';
import { skippedLines } from '../../system/flow-table/title-lines.ts';
import { TABLES, type TableName } from '../../system/model/model.ts';
import { didYouMean } from '../../system/words/nearest.ts';
import type { Note } from '../../system/words/note.ts';
import { problem, type Problem } from '../../system/words/problem.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import { placedProblemsOf } from '../../system/reading/zod-problems.ts';
import { placed } from './file-problems.ts';
import { oneACause } from './one-a-cause.ts';
import { columnsOf, readCells, unclearColumns, type TableColumns } from './table-cells.ts';
import { readTabular } from '../tables/tabular-file.ts';

/** Where a row stands in its file: its line and, by column name, the character at which each cell starts (1-based). */
export interface RowPlace {
  readonly line: number;
  readonly columns: Readonly<Record<string, number>>;
}
/**
 * The rows of one file. A row with bad cells is kept without them, so that references to it still hold; `problems`
 * lists the cells, `notes` what was done to read the file.
 */
export interface ReadTable {
  readonly rows: readonly object[];
  readonly places: readonly RowPlace[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

interface Header {
  readonly table: TableName;
  readonly file: string;
  readonly names: readonly string[];
  readonly columns: TableColumns;
  readonly unclear: ReadonlySet<string>;
}

/**
 * Reads one table of a model package and lists every bad cell; empty cells are absent values. `file` is the name to
 * report.
 */
export async function readTable(table: TableName, bytes: Uint8Array, file: string): Promise<ReadTable> {
  const columns = columnsOf(table);
  const isHead = (cells: readonly string[]): boolean =>
    2 * cells.filter((cell) => columns.all.includes(cell)).length >= Math.max(1, columns.required.length);
  const read = await readTabular(bytes, isHead);
  if (!read.ok) return nothing(read.problems.map((found) => placed(found, { file, line: found.line ?? 1 })));
  const { rows, separator, notes } = read.value;
  if (rows.length === 0)
    return nothing([
      placed(
        problem(
          'empty-table',
          `${table}.csv`,
          '',
          'a header line',
          `${table}.csv is empty`,
          `write the header: ${columns.all.join(',')}`,
        ),
        { file, line: 1 },
      ),
    ]);
  const at = Math.max(
    0,
    rows.findIndex(({ cells }) => isHead(cells)),
  );
  const [first, ...body] = rows.slice(at);
  if (!first.cells.some((cell) => columns.all.includes(cell))) return nothing([noHead(table, first, columns, file)]);
  const names = first.cells.slice(0, first.cells.findLastIndex((cell) => cell !== '') + 1);
  const unclear = unclearColumns(
    columns,
    names,
    body.map(({ cells }) => cells),
    separator,
  );
  const parsed = body.map((row) => readRow({ table, file, names, columns, unclear }, row));
  return {
    rows: parsed.map(({ row }) => row),
    places: parsed.map(({ place }) => place),
    problems: [
      ...headerProblems(table, file, names, first, columns),
      ...oneACause(parsed.flatMap(({ problems }) => problems)),
    ],
    notes: [...notes, ...skippedLines(rows.slice(0, at))].map((one) => ({ ...one, file })),
  };
}

const nothing = (problems: readonly Problem[]): ReadTable => ({ rows: [], places: [], problems, notes: [] });

const noHead = (table: TableName, { cells, line }: CellRow, columns: TableColumns, file: string): Problem =>
  placed(
    problem(
      'missing-column',
      `${table}.csv`,
      cells.join(',').slice(0, 120),
      `columns ${columns.all.join(', ')}`,
      `no line of ${table}.csv names its columns`,
      `write the header: ${columns.all.join(',')}`,
    ),
    { file, line, column: 1 },
  );

function headerProblems(
  table: TableName,
  file: string,
  names: readonly string[],
  first: CellRow,
  { all, required }: TableColumns,
): Problem[] {
  const unknown = names.flatMap((name, i) => {
    const place = { file, line: first.line, column: first.starts[i] };
    if (!all.includes(name))
      return [
        placed(
          problem(
            'unknown-column',
            `${table}.csv`,
            name,
            `one of ${all.join(', ')}`,
            `${table}.csv has no column "${name}"`,
            didYouMean(name, all, 'remove the column or correct its name'),
          ),
          place,
        ),
      ];
    if (names.indexOf(name) < i)
      return [
        placed(
          problem(
            'duplicate-column',
            `${table}.csv`,
            name,
            'used once',
            `column "${name}" stands twice`,
            'remove one of them',
          ),
          place,
        ),
      ];
    return [];
  });
  const missing = required
    .filter((name) => !names.includes(name))
    .map((name) =>
      placed(
        problem(
          'missing-column',
          `${table}.csv`,
          name,
          `columns ${all.join(', ')}`,
          `${table}.csv lacks the column "${name}"`,
          'add the column with a value in every row',
        ),
        { file, line: first.line },
      ),
    );
  return [...unknown, ...missing];
}

function readRow(header: Header, line: CellRow): { row: object; place: RowPlace; problems: Problem[] } {
  const { table, file, names, unclear } = header;
  const place = { line: line.line, columns: Object.fromEntries(names.map((name, i) => [name, line.starts[i] ?? 1])) };
  const { row, raw, broken } = readCells(header.columns, names, line.cells, unclear);
  const at = (column: string): { file: string; line: number; column?: number } => ({
    file,
    line: line.line,
    column: place.columns[column],
  });
  const problems: Problem[] = [...broken].map((column) =>
    placed(notANumber(rowPath(table, raw, column), raw[column], unclear.has(column)), at(column)),
  );
  const cells = widthOf(line, names.length);
  if (cells !== names.length)
    problems.push(
      placed(raggedRow(rowPath(table, raw, names[0] ?? ''), cells, names.length), { file, line: line.line }),
    );
  const parsed = TABLES[table].safeParse(row);
  if (parsed.success) return { row: parsed.data, place, problems };
  for (const found of placedProblemsOf(parsed.error, row, TABLES[table])) {
    const column = String(found.keys[0] ?? '');
    // A column that is missing from the header is reported once there, a cell that is no number once above.
    if (!names.includes(column) || broken.has(column)) continue;
    problems.push(placed({ ...cellWords(found.problem, column), path: rowPath(table, raw, column) }, at(column)));
  }
  return { row: withoutBadNumbers(row, problems.length > 0 ? parsed.error : null), place, problems };
}

/** Empty cells beyond the last named column count for nothing. */
const widthOf = ({ cells }: CellRow, named: number): number =>
  cells.length > named ? Math.max(named, cells.findLastIndex((cell) => cell !== '') + 1) : cells.length;

/** Names stay, so that the row can still be referred to; numbers out of range go, so that no rule is judged on them. */
function withoutBadNumbers(row: Record<string, unknown>, error: z.ZodError | null): object {
  const bad = new Set(error?.issues.map((issue) => issue.path[0]));
  return Object.fromEntries(
    Object.entries(row).filter(([column, value]) => !(bad.has(column) && typeof value === 'number')),
  );
}

function notANumber(path: string, cell: string, unclear: boolean): Problem {
  if (unclear)
    return problem(
      'not-a-number',
      path,
      cell,
      'a finite number',
      `"${cell}" has a decimal comma, or marks that may be read in two ways`,
      'write the decimal mark as a point, without thousands separators',
    );
  return problem(
    'not-a-number',
    path,
    cell,
    'a finite number',
    `"${cell}" is not a number`,
    'write a plain number such as 12.5; leave the cell empty if the column is optional',
  );
}

const raggedRow = (path: string, cells: number, expected: number): Problem =>
  problem(
    'ragged-row',
    path,
    cells,
    `${expected} cells`,
    `the row has ${cells} cells where the header has ${expected}`,
    'check for a missing or extra comma; quote a text that contains one',
  );

function cellWords(found: Problem, column: string): Problem {
  if (column === 'source' && found.code === 'missing')
    return {
      ...found,
      code: 'missing-source',
      message: 'the figure has no source',
      hint: 'name the publication, or write how it was derived or assumed',
    };
  if (column === 'confidence' && found.code === 'unknown-value') return { ...found, code: 'unknown-confidence' };
  return found;
}
