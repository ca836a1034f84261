import { plainText } from './plain-text.ts';

/** What comes first in dates whose year comes last. */
export type DayOrder = 'day-first' | 'month-first';

const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)(.*)$/;

/**
 * What comes first in the dates of one column, where that is certain: all of them are of one form with the year last,
 * and either a number above 12 says which of the two is the day, or they are parted by points, which only day-first
 * dates are. A column of several forms proves nothing: a spreadsheet of another country turns a part of such dates into
 * others.
 */
export function dayOrder(dates: readonly string[]): DayOrder | null {
  let [mostFirst, mostSecond, marks] = [0, 0, ''];
  for (const date of dates) {
    const m = YEAR_LAST.exec(plainText(date));
    if (!m || (marks !== '' && m[2] !== marks)) return null;
    marks = m[2];
    mostFirst = Math.max(mostFirst, Number(m[1]));
    mostSecond = Math.max(mostSecond, Number(m[3]));
  }
  if (mostFirst > 12 && mostSecond > 12) return null;
  if (mostFirst > 12) return 'day-first';
  if (mostSecond > 12) return 'month-first';
  return marks === '.' ? 'day-first' : null;
}

/** A date of such a column with its year first; any other text as it is. */
export function yearFirst(date: string, order: DayOrder | null): string {
  const m = order === null ? null : YEAR_LAST.exec(plainText(date));
  if (!m) return date;
  const [month, day] = order === 'day-first' ? [m[3], m[1]] : [m[1], m[3]];
  return `${m[4]}-${month}-${day}${m[5]}`;
}
