import { note, type Note } from '../words/note.ts';
import { arabicDate } from '../written/chinese-number.ts';
import { plainText } from '../written/plain-text.ts';
import { quoted, rowText, type CellRow } from './cell-row.ts';
import { isFlowUnit } from './column-name.ts';

export const skippedLine = (row: CellRow): Note =>
  note(
    'line-skipped',
    `line ${row.line} is skipped: ${quoted(rowText(row))}`,
    `第 ${row.line} 行已跳过：${quoted(rowText(row))}`,
  );

/** Several lines of one kind, together. */
export function skippedLines(rows: readonly CellRow[]): Note[] {
  if (rows.length <= 3) return rows.map(skippedLine);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const some = rows
    .slice(0, 8)
    .map((row) => row.cells[0].trim())
    .join(', ');
  return [
    note(
      'line-skipped',
      `${rows.length} lines from ${first.line} to ${last.line} are skipped: ${quoted(some)}`,
      `第 ${first.line} 至 ${last.line} 行中 ${rows.length} 行已跳过：${quoted(some)}`,
    ),
  ];
}

export const titleText = (titles: readonly CellRow[]): string => titles.map((row) => plainText(rowText(row))).join(' ');

/** The unit that a title line states for the whole table, if it is none of flow. */
export function statedUnit(titles: readonly CellRow[]): { readonly unit: string; readonly line: number } | null {
  for (const row of titles) {
    const unit = /(?:单位|units?)\s?[::]?\s?[([]?\s?([^\s,;)\]]+)/i.exec(plainText(rowText(row)))?.[1];
    if (unit !== undefined && !isFlowUnit(unit)) return { unit, line: row.line };
  }
  return null;
}

/** The one year that title lines name; null where they name none, or several. */
export function statedYear(titles: readonly CellRow[]): number | null {
  const text = arabicYears(titleText(titles));
  const named = [...text.matchAll(/(?<!\d)((?:19|20)\d{2}) ?年|年(?:份|度)? ?[::]? ?((?:19|20)\d{2})(?!\d)/g)].map(
    (m) => Number(m[1] ?? m[2]),
  );
  const years = new Set(
    named.length > 0 ? named : [...text.matchAll(/(?<![\d.])((?:19|20)\d{2})(?![\d.])/g)].map((m) => Number(m[1])),
  );
  return years.size === 1 ? [...years][0] : null;
}

const arabicYears = (text: string): string =>
  text.replace(/[〇零○一二三四五六七八九]{4}年/g, (year) => arabicDate(`${year}一月一日`).replace('1月1日', ''));
