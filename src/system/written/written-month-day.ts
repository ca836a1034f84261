import { plainText } from './plain-text.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A day that returns every year as `MM-DD`, from `6月1日` or `1-Jun`, which spreadsheets make of it; other texts as they
 * are.
 */
export function monthDayText(cell: string): string {
  const text = plainText(cell);
  const chinese = /^(\d{1,2})月(\d{1,2})日$/.exec(text);
  if (chinese) return `${two(Number(chinese[1]))}-${two(Number(chinese[2]))}`;
  const named = /^(\d{1,2})-([a-z]{3})$/i.exec(text);
  const month = MONTHS.indexOf(named?.[2].toLowerCase() ?? '') + 1;
  return named && month > 0 ? `${two(month)}-${two(Number(named[1]))}` : cell;
}
