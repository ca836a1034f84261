import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { TABLES, type TableName } from '../system/model.ts';
import { didYouMean } from '../system/nearest.ts';
import { plainNumber } from '../system/plain-number.ts';
import { problem, type Problem } from '../system/problem.ts';
import { bareSchema } from '../system/schema-walk.ts';
import { rowPath } from '../system/table-keys.ts';
import { placedProblemsOf } from '../system/zod-problems.ts';
import { placed } from './file-problems.ts';

/** Where a row stands in its file: its line and, by column name, the character at which each cell starts (1-based). */
export interface RowPlace { readonly line: number; readonly columns: Readonly<Record<string, number>> }
/** The rows of one file. A row with bad cells is kept without them, so that references to it still hold; `problems` lists the cells. */
export interface ReadTable { readonly rows: readonly object[]; readonly places: readonly RowPlace[]; readonly problems: readonly Problem[] }

interface Line { readonly cells: readonly string[]; readonly line: number; readonly starts: readonly number[] }
interface Header { readonly table: TableName; readonly file: string; readonly names: readonly string[]; readonly numeric: ReadonlySet<string> }

/** Reads one CSV table of a model package and lists every bad cell; empty cells are absent values. `file` is the name to report. */
export function readTable(table: TableName, text: string, file: string): ReadTable {
  const lines = parseLines(text, file);
  if (!Array.isArray(lines)) return { rows: [], places: [], problems: [lines as Problem] };
  if (lines.length === 0) return { rows: [], places: [], problems: [placed(problem('empty-table', `${table}.csv`, '', 'a header line', `${table}.csv is empty`, `write the header: ${columnsOf(table).join(',')}`), { file, line: 1 })] };
  const [first, ...body] = lines as Line[];
  const header: Header = { table, file, names: first.cells, numeric: numericColumns(table) };
  const read = body.map((line) => readRow(header, line));
  return {
    rows: read.map((row) => row.row), places: read.map((row) => row.place),
    problems: [...headerProblems(header, first), ...read.flatMap((row) => row.problems)],
  };
}

const columnsOf = (table: TableName): string[] => Object.keys(TABLES[table].shape);

function numericColumns(table: TableName): Set<string> {
  const shape = TABLES[table].shape as Readonly<Record<string, z.ZodType>>;
  return new Set(Object.keys(shape).filter((column) => bareSchema(shape[column]) instanceof z.ZodNumber));
}

function parseLines(text: string, file: string): Line[] | Problem {
  try {
    const options = { bom: true, info: true, raw: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    const records = parse(text, options) as unknown as { record: string[]; raw: string; info: { lines: number } }[];
    return records.map(({ record, raw, info }) => ({ cells: record, line: firstLine(raw, info.lines), starts: cellStarts(raw) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return placed(problem('csv-syntax', '', null, 'comma-separated values, quoted with "', `cannot be read as CSV near line ${line}`, 'look for a quotation mark that is not closed'), { file, line });
  }
}

/** csv-parse counts the line on which a record ends; blank lines before it belong to its raw text. */
const firstLine = (raw: string, endLine: number): number => endLine - (raw.trim().split(/\r\n|\n|\r/).length - 1);

function cellStarts(raw: string): number[] {
  const text = raw.replace(/^[\r\n\uFEFF]+/, '');
  const starts = [1];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === ',' && !quoted) starts.push(i + 2);
  }
  return starts;
}

function headerProblems({ table, file, names }: Header, first: Line): Problem[] {
  const known = columnsOf(table);
  const shape = TABLES[table].shape as Readonly<Record<string, z.ZodType>>;
  const unknown = names.flatMap((name, i) => {
    const place = { file, line: first.line, column: first.starts[i] };
    if (!known.includes(name)) return [placed(problem('unknown-column', `${table}.csv`, name, `one of ${known.join(', ')}`, `${table}.csv has no column "${name}"`, didYouMean(name, known, 'remove the column or correct its name')), place)];
    if (names.indexOf(name) < i) return [placed(problem('duplicate-column', `${table}.csv`, name, 'used once', `column "${name}" stands twice`, 'remove one of them'), place)];
    return [];
  });
  const missing = known.filter((name) => !names.includes(name) && !shape[name].safeParse(undefined).success).map((name) => placed(
    problem('missing-column', `${table}.csv`, name, `columns ${known.join(', ')}`, `${table}.csv lacks the column "${name}"`, 'add the column with a value in every row'), { file, line: first.line },
  ));
  return [...unknown, ...missing];
}

function readRow(header: Header, line: Line): { row: object; place: RowPlace; problems: Problem[] } {
  const { table, file, names } = header;
  const place = { line: line.line, columns: Object.fromEntries(names.map((name, i) => [name, line.starts[i] ?? 1])) };
  const { row, raw, broken } = cellsOf(header, line);
  const at = (column: string): { file: string; line: number; column?: number } => ({ file, line: line.line, column: place.columns[column] });
  const problems: Problem[] = [...broken].map((column) => placed(notANumber(rowPath(table, raw, column), raw[column]), at(column)));
  if (line.cells.length !== names.length) problems.push(placed(raggedRow(rowPath(table, raw, names[0] ?? ''), line.cells.length, names.length), { file, line: line.line }));
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

function cellsOf({ names, numeric, table }: Header, line: Line): { row: Record<string, unknown>; raw: Record<string, string>; broken: Set<string> } {
  const known = new Set(columnsOf(table));
  const [row, raw, broken]: [Record<string, unknown>, Record<string, string>, Set<string>] = [{}, {}, new Set()];
  names.forEach((name, i) => {
    const cell = line.cells[i] ?? '';
    if (cell === '' || !known.has(name)) return;
    raw[name] = cell;
    if (!numeric.has(name)) row[name] = cell;
    else if (Number.isNaN(plainNumber(cell))) broken.add(name);
    else row[name] = plainNumber(cell);
  });
  return { row, raw, broken };
}

/** Names stay, so that the row can still be referred to; numbers out of range go, so that no rule is judged on them. */
function withoutBadNumbers(row: Record<string, unknown>, error: z.ZodError | null): object {
  const bad = new Set(error?.issues.map((issue) => issue.path[0]));
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => !(bad.has(column) && typeof value === 'number')));
}

function notANumber(path: string, cell: string): Problem {
  const hint = /^[+-]?\d+,\d+$/.test(cell) ? 'write the decimal mark as a point, without thousands separators' : 'write a plain number such as 12.5; leave the cell empty if the column is optional';
  return problem('not-a-number', path, cell, 'a finite number', `"${cell}" is not a number`, hint);
}

const raggedRow = (path: string, cells: number, expected: number): Problem => problem(
  'ragged-row', path, cells, `${expected} cells`, `the row has ${cells} cells where the header has ${expected}`, 'check for a missing or extra comma; quote a text that contains one',
);

function cellWords(found: Problem, column: string): Problem {
  if (column === 'source' && found.code === 'missing') return { ...found, code: 'missing-source', message: 'the figure has no source', hint: 'name the publication, or write how it was derived or assumed' };
  if (column === 'confidence' && found.code === 'unknown-value') return { ...found, code: 'unknown-confidence' };
  return found;
}
