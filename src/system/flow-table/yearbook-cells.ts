import { chineseCount } from '../written/chinese-number.ts';
import { plainText } from '../written/plain-text.ts';
import type { CellRow } from './cell-row.ts';

/** The value of one day in a table of days by months. */
export interface DayCell {
  readonly month: number;
  readonly day: number;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}
/** The table taken apart: its days, and the rows that are none. */
export interface YearbookCells {
  readonly days: readonly DayCell[];
  readonly others: readonly CellRow[];
  readonly months: readonly (number | null)[];
}

const ENGLISH = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$/;
const ORDER = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CORNER = /[月日]|month|day/i;
const FEWEST_MONTHS = 2;
const FEWEST_DAYS = 28;

const closed = (cell: string): string => plainText(cell).replace(/\s/g, '').toLowerCase();
const within = (value: number | null, most: number): number | null =>
  value !== null && value >= 1 && value <= most ? value : null;
const count = (text: string): number | null => (/^\d{1,2}$/.test(text) ? Number(text) : chineseCount(text));

/** `6月`, `六月`, `六 月份`, `Jun`; a bare number only where the head says that it is a month. */
function monthOf(cell: string, bare: boolean): number | null {
  const text = closed(cell);
  const english = ENGLISH.exec(text);
  if (english) return ORDER.indexOf(english[1]) + 1;
  const named = /^(.{1,3})月份?$/.exec(text);
  return named || bare ? within(count(named ? named[1] : text), 12) : null;
}
const dayOf = (cell: string): number | null => within(count(closed(cell).replace(/[日号]$/, '')), 31);

const distinct = (values: readonly (number | null)[]): number => new Set(values.filter((value) => value !== null)).size;
const isTwice = (values: readonly (number | null)[]): boolean =>
  distinct(values) < values.filter((value) => value !== null).length;

function monthsAcross(cells: readonly string[]): readonly (number | null)[] | null {
  if (daysAcross(cells) !== null) return null;
  const rest = cells.slice(1);
  const named = rest.map((cell) => monthOf(cell, false));
  const bare = /月|month/i.test(closed(cells[0])) ? rest.map((cell) => monthOf(cell, true)) : named;
  const months =
    distinct(named) > 0
      ? named
      : distinct(bare) === 12 && rest.slice(0, 12).every((cell, i) => bare[i] === i + 1 || cell === '')
        ? bare
        : named;
  return distinct(months) >= FEWEST_MONTHS && !isTwice(months) && monthOf(cells[0], false) === null ? months : null;
}

function daysAcross(cells: readonly string[]): readonly (number | null)[] | null {
  if (!CORNER.test(closed(cells[0]))) return null;
  const days = cells.slice(1).map(dayOf);
  return distinct(days) >= FEWEST_DAYS && !isTwice(days) ? days : null;
}

/** Whether a row is the head of a table of days by months, either way round. */
export const isYearbookHead = (cells: readonly string[]): boolean =>
  cells.length > FEWEST_MONTHS && (monthsAcross(cells) !== null || daysAcross(cells) !== null);

/** Takes a table apart; its first row is the head. */
export function takeApart([head, ...body]: readonly CellRow[]): YearbookCells {
  const months = monthsAcross(head.cells);
  const across = months ?? daysAcross(head.cells) ?? [];
  const label = months ? dayOf : (cell: string): number | null => monthOf(cell, true);
  const days = body.flatMap((row) => {
    const own = label(row.cells[0] ?? '');
    if (own === null) return [];
    return across.flatMap((other, i): DayCell[] =>
      other === null
        ? []
        : [
            {
              month: months ? other : own,
              day: months ? own : other,
              text: row.cells[i + 1]?.trim() ?? '',
              line: row.line,
              column: row.starts[i + 1] ?? 1,
            },
          ],
    );
  });
  return {
    days,
    others: body.filter((row) => label(row.cells[0] ?? '') === null),
    months: months ?? body.map((row) => label(row.cells[0] ?? '')),
  };
}
