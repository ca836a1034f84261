import { CsvError, parse } from 'csv-parse/sync';
import type { CellRow } from '../../system/flow-table/cell-row.ts';
import { problem, type Problem } from '../../system/words/problem.ts';
import type { Separator } from './separators.ts';

const LINE_ENDS = ['\r\n', '\n', '\r'];

/** The rows of a text, or the place at which a quotation mark was left open. Empty lines are left out. */
export function textRows(text: string, delimiter: Separator, fromLine = 1): CellRow[] | Problem {
  try {
    const options = {
      delimiter,
      info: true as const,
      raw: true as const,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: [...LINE_ENDS],
      skip_empty_lines: true,
      trim: true,
      ...(delimiter === '\t' && { trim: false }),
      from_line: fromLine,
    };
    const records = parse(text, options) as unknown as { record: string[]; raw: string; info: { lines: number } }[];
    return records.map(({ record, raw, info }) => ({
      cells: record.map((cell) => cell.trim()),
      line: firstLine(raw, info.lines),
      starts: cellStarts(raw, delimiter),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return {
      ...problem(
        'csv-syntax',
        '',
        null,
        'comma-separated values, quoted with "',
        `cannot be read as CSV near line ${line}`,
        'look for a quotation mark that is not closed',
      ),
      line,
    };
  }
}

/** csv-parse counts the line on which a record ends; blank lines before it belong to its raw text. */
function firstLine(raw: string, endLine: number): number {
  const text = raw.trim();
  return /[\r\n]/.test(text) ? endLine - (text.split(/\r\n|\n|\r/).length - 1) : endLine;
}

function cellStarts(raw: string, delimiter: Separator): number[] {
  const text = raw.replace(/^[\r\n]+/, '');
  const starts = [1];
  if (!text.includes('"')) {
    for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1)) starts.push(at + 2);
    return starts;
  }
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === delimiter && !quoted) starts.push(i + 2);
  }
  return starts;
}
