import type { Note } from '../words/note.ts';
import { problem, type Problem } from '../words/problem.ts';
import { plainText } from '../written/plain-text.ts';
import { readDay } from '../written/written-day.ts';
import { readNumber } from '../written/written-number.ts';
import { isEmptyRow, rowText, type CellRow } from './cell-row.ts';
import { isFlowUnit } from './column-name.ts';
import type { FlowRow } from './flow-row.ts';
import { isFlowHeader, missingColumns, readFlowHeader, wrongUnit, type FlowColumns } from './flow-columns.ts';
import { skippedLines, statedUnit } from './title-lines.ts';
import { isYearbookHead } from './yearbook-cells.ts';
import { readYearbook } from './yearbook.ts';

/** The dated flows of a table, with what was skipped on the way; or the one reason why it is no such table. */
export interface FlowTable {
  readonly rows: readonly FlowRow[];
  readonly notes: readonly Note[];
}

/** A head is looked for no further down. */
const MOST_TITLE_LINES = 30;

/** Whether a row is the head of a table of daily flow, by date or as a yearbook prints it (day by month). */
export const isHead = (cells: readonly string[]): boolean => isFlowHeader(cells) || isYearbookHead(cells);

/** Reads rows of text as daily flow: a head under any title lines, dated rows or a yearbook's matrix, remarks below. */
export function readFlowTable(all: readonly CellRow[]): FlowTable | Problem {
  const rows = all.filter((row) => !isEmptyRow(row));
  if (rows.length === 0) return noRows('the file is empty');
  const head = rows.slice(0, MOST_TITLE_LINES).findIndex(({ cells }) => isHead(cells));
  if (head < 0) return missingColumns(rows[0]);
  const titles = rows.slice(0, head);
  if (isYearbookHead(rows[head].cells)) return readYearbook(titles, rows.slice(head));
  const columns = readFlowHeader(rows[head]);
  if (!('flow' in columns)) return columns;
  const named = statedUnit(titles);
  if (named !== null && columns.notes.some(({ code }) => code === 'unit-assumed'))
    return wrongUnit(named.unit, named.line, 1);
  return datedRows(columns, rows.slice(head + 1), skippedLines(titles));
}

function datedRows(columns: FlowColumns, body: readonly CellRow[], before: readonly Note[]): FlowTable | Problem {
  const unit = body.length > 0 ? unitRow(body[0], columns) : null;
  if (unit !== null && !isFlowUnit(unit)) return wrongUnit(unit, body[0].line, body[0].starts[columns.flow]);
  const rest = unit === null ? body : body.slice(1);
  const wide = rest.filter((row) => row.cells.findLastIndex((cell) => cell.trim() !== '') >= columns.width);
  if (wide.length > 0) return tooWide(wide, columns.width);
  const end = rest.findLastIndex((row) => isDated(row, columns)) + 1;
  const remarks = end === 0 ? [] : rest.slice(end).filter((row) => isRemark(row, columns));
  const rows = rest.filter((row) => !remarks.includes(row)).map((row) => flowRow(row, columns));
  if (rows.length === 0) return noRows('the file has a header and no rows');
  const notes = columns.notes.filter(({ code }) => unit === null || code !== 'unit-assumed');
  return { rows, notes: [...before, ...notes, ...skippedLines(remarks)] };
}

/**
 * Cells beyond the last column that has a name: an unquoted decimal comma or thousands comma has cut a number in two.
 */
const tooWide = (wide: readonly CellRow[], width: number): Problem => ({
  ...problem(
    'ragged-row',
    '',
    rowText(wide[0]),
    `${width} cells`,
    `the row has more cells than the ${width} of the ` +
      `header${wide.length > 1 ? ` (the first of ${wide.length} such rows)` : ''}`,
    'write numbers without commas, or name the further column',
  ),
  line: wide[0].line,
  column: 1,
});

const noRows = (message: string): Problem => ({
  ...problem('empty-table', '', 0, 'one row for every day', message, 'add a row for each day of the window'),
  line: 1,
  column: 1,
});

/**
 * A second head line that holds units alone: no date, and a text in the column of flow that is neither number nor
 * empty.
 */
function unitRow({ cells }: CellRow, { date, flow }: FlowColumns): string | null {
  const [day, unit] = [plainText(cells[date[0]] ?? ''), plainText(cells[flow] ?? '').replace(/^[([]|[)\]]$/g, '')];
  if (!/^(?:|单位|unit|[-/]|yyyy.*)$/i.test(day) || unit === '' || !('fault' in readNumber(unit))) return null;
  return unit;
}

/** A date, even one that may be two days: what stands below the last of them is no row of a day. */
function isDated(row: CellRow, columns: FlowColumns): boolean {
  const read = readDay(dateText(row, columns));
  return !('fault' in read) || read.fault !== 'not-a-date';
}

/** Below the last dated row: a remark alone, or a sum or mean of the column. */
function isRemark({ cells }: CellRow, { flow }: FlowColumns): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return (
    (filled.length === 1 && plainText(cells[flow] ?? '') === '') ||
    /^(?:平均|均值|合计|总计|总量|小计|最大|最小|最高|最低|mean|average|total|sum|max|min|注|备注|说明|制表|审核|资料来源)/i.test(
      plainText(filled[0] ?? ''),
    )
  );
}

function dateText({ cells }: CellRow, { date, time }: FlowColumns): string {
  const parts = date.map((i) => cells[i]?.trim() ?? '');
  const day = parts.length === 1 ? parts[0] : parts.map((part) => plainText(part).replace(/[年月日]$/, '')).join('-');
  const clock = time === null ? '' : (cells[time]?.trim() ?? '');
  return clock === '' ? day : `${day} ${clock}`;
}

const flowRow = (row: CellRow, columns: FlowColumns): FlowRow => ({
  line: row.line,
  date: dateText(row, columns),
  flow: row.cells[columns.flow]?.trim() ?? '',
  dateColumn: row.starts[columns.date[0]] ?? 1,
  flowColumn: row.starts[columns.flow] ?? 1,
});
