import type { CellRow } from '../../system/flow-table/cell-row.ts';
import { note, type Note } from '../../system/words/note.ts';
import { invalid, problem, valid, type Checked } from '../../system/words/problem.ts';
import { decodeText, encodingNotes } from './decoded-text.ts';
import { fileKind } from './file-kind.ts';
import { declaredSeparator, findSeparator, SEPARATOR_NAMES, type Separator } from './separators.ts';
import { textRows } from './text-rows.ts';
import { readWorkbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/** The rows of a table whatever file it came in. `separator` is null for a workbook. */
export interface TabularFile {
  readonly rows: readonly CellRow[];
  readonly separator: Separator | null;
  readonly notes: readonly Note[];
}
type IsHead = (cells: readonly string[]) => boolean;

/**
 * The one reader of tables: text in any encoding and with any separator that spreadsheets write, or a workbook.
 * `isHead` tells the line that names the columns.
 */
export async function readTabular(bytes: Uint8Array, isHead: IsHead): Promise<Checked<TabularFile>> {
  if (fileKind(bytes) !== 'workbook') return readTabularText(bytes, isHead);
  const sheets = await readWorkbook(bytes);
  return sheets.ok ? chosenSheet(sheets.value, isHead) : sheets;
}

/** The same for text alone. */
export function readTabularText(bytes: Uint8Array, isHead: IsHead): Checked<TabularFile> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  const markup = /^\s*<(?:!doctype|html|table|\?xml|\?mso|meta|style)/i.exec(text);
  if (markup)
    return invalid([
      problem(
        'not-a-table',
        '',
        markup[0].trim(),
        'a table as CSV or .xlsx',
        'the file is a web page or XML, as some systems export under the name .xls',
        'open it in Excel or WPS and save it as .xlsx or as CSV (UTF-8)',
      ),
    ]);
  const declared = declaredSeparator(text);
  const separator = declared ?? findSeparator(text, isHead);
  const rows = textRows(text, separator, declared === null ? 1 : 2);
  if (!Array.isArray(rows)) return invalid([rows]);
  return valid({
    rows: withoutEmptyEnds(rows),
    separator,
    notes: [...encodingNotes(encoding), ...separatorNotes(separator)],
  });
}

const separatorNotes = (separator: Separator): Note[] =>
  separator === ','
    ? []
    : [
        note(
          'separator',
          `columns are apart by ${SEPARATOR_NAMES[separator][0]}`,
          `列以${SEPARATOR_NAMES[separator][1]}分隔`,
        ),
      ];

/**
 * Rows without cells are dropped, and so are columns at the end that are empty in every row: spreadsheets keep them
 * where something once stood.
 */
export function withoutEmptyEnds(rows: readonly CellRow[]): CellRow[] {
  const lastFilled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const width = rows.reduce((most, { cells }) => Math.max(most, lastFilled(cells)), 0);
  return rows
    .filter(({ cells }) => lastFilled(cells) > 0)
    .map((row) => (row.cells.length > width ? { ...row, cells: row.cells.slice(0, width) } : row));
}

/** The one sheet that holds a table with such a head; of several without any, the only one that is not empty. */
function chosenSheet(sheets: readonly WorkbookSheet[], isHead: IsHead): Checked<TabularFile> {
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== '')));
  const fitting = filled.filter(({ rows }) => rows.slice(0, 40).some(isHead));
  const [sheet] = fitting.length > 0 ? fitting : filled;
  if (fitting.length > 1)
    return invalid([
      problem(
        'several-sheets',
        '',
        fitting.map(({ name }) => name).join(', '),
        'one sheet with such a table',
        `${fitting.length} sheets hold such a table`,
        'keep one of them, or hide the others',
      ),
    ]);
  if (sheet === undefined) return valid({ rows: [], separator: null, notes: [] });
  const rows = sheet.rows.map((cells, i): CellRow => ({ line: i + 1, cells, starts: cells.map((_, k) => k + 1) }));
  const notes =
    filled.length > 1
      ? [
          note(
            'sheet',
            `sheet "${sheet.name}" is read, of ${filled.length}`,
            `读取工作表“${sheet.name}”（共 ${filled.length} 个）`,
          ),
        ]
      : [];
  return valid({ rows: withoutEmptyEnds(rows), separator: null, notes });
}
