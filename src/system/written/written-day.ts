import { midnight, UTC_OFFSET_HOURS } from '../words/calendar.ts';
import { arabicDate } from './chinese-number.ts';
import { plainText } from './plain-text.ts';

/** A day (hour index of its midnight) and a time on it; or why the text does not say a day for certain. */
export type WrittenDay =
  { readonly day: number; readonly minute: number; readonly serial: boolean } | { readonly fault: DayFault };
export type DayFault = 'day-or-month' | 'short-year' | 'no-year' | 'no-day' | 'no-such-day' | 'not-a-date';

const YEAR_FIRST = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?!\d)(.*)$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:\d{2})?|(?!\d)(.*))$/;
const BY_NAME =
  /^(?:(\d{1,2})[- ]([a-z]{3,9})\.?[- ,]+(\d{4}|\d{2})|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))(?!\d)(.*)$/i;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const TIME =
  /^(?:(am|pm|上午|下午) *)?(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|时(?:(\d{1,2})分)?(?:\d{1,2}秒)?)(?: *(am|pm))?$/i;
const ZONE = / *(Z|[+-]\d{2}:?\d{2})$/;
const WEEKDAY = / *\(?(?:(?:星期|周)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)? */i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Spreadsheets count days so that this serial number is 1970-01-01. */
const SERIAL_OF_1970 = 25_569;
/** Serial numbers of 1954 to 2119: what lies beyond is no date that anyone has flows of. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];

const FAULTS: readonly (readonly [RegExp, DayFault])[] = [
  [/^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)/, 'day-or-month'],
  [/^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?!\d)/, 'short-year'],
  [/^\d{4}(?:[-/.]|年)\d{1,2}月?$/, 'no-day'],
  [/^\d{1,2}(?:[-/]|月)\d{1,2}日?$/, 'no-year'],
  [/^(?:\d{1,2}[- ][a-z]{3,9}|[a-z]{3,9}[- ]\d{1,2})$/i, 'no-year'],
];

/**
 * Reads a day as offices write it: year first in any style, with or without a time; month by name; a spreadsheet's
 * serial number. Anything that could be two days is none.
 */
export function readDay(cell: string): WrittenDay {
  const text = arabicDate(plainText(cell));
  if (SERIAL.test(text)) return fromSerial(Number(text));
  const compact = COMPACT.exec(text);
  if (compact)
    return dayOf(
      [compact[1], compact[2], compact[3]],
      compact[4] === undefined ? compact[6] : `${compact[4]}:${compact[5]}`,
    );
  const first = YEAR_FIRST.exec(text);
  if (first) return dayOf([first[1], first[2], first[3]], first[4]);
  return byName(text) ?? { fault: FAULTS.find(([form]) => form.test(text))?.[1] ?? 'not-a-date' };
}

function fromSerial(serial: number): WrittenDay {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return { fault: 'not-a-date' };
  const day = Math.floor(serial);
  return {
    day: (day - SERIAL_OF_1970) * 24 - UTC_OFFSET_HOURS,
    minute: Math.round((serial - day) * 24 * 60) % 1440,
    serial: true,
  };
}

function byName(text: string): WrittenDay | null {
  const m = BY_NAME.exec(text);
  if (!m) return null;
  const month = MONTHS.indexOf((m[2] ?? m[4]).slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return null;
  const year = m[3] ?? m[6];
  return year.length === 2 ? { fault: 'short-year' } : dayOf([year, String(month), m[1] ?? m[5]], m[7]);
}

function dayOf([year, month, day]: readonly [string, string, string], rest: string): WrittenDay {
  const start = midnight(Number(year), Number(month), Number(day));
  const back = new Date((start + UTC_OFFSET_HOURS) * 3_600_000);
  if (back.getUTCMonth() !== Number(month) - 1 || back.getUTCDate() !== Number(day)) return { fault: 'no-such-day' };
  const minute = minuteOf(rest);
  if (minute === null) return { fault: 'not-a-date' };
  const days = Math.floor(minute / 1440);
  return { day: start + days * 24, minute: minute - days * 1440, serial: false };
}

/** Minutes after midnight, Sichuan time, of what follows a date; a zone may lead to another day. */
function minuteOf(rest: string): number | null {
  const zone = ZONE.exec(rest);
  const text = (zone ? rest.slice(0, zone.index) : rest).replace(WEEKDAY, ' ').replace(/^T/i, '').trim();
  if (text === '') return zone ? null : 0;
  const m = TIME.exec(text);
  if (!m) return null;
  const half = (m[1] ?? m[6] ?? '').toLowerCase();
  const [hour, minute] = [Number(m[2]), Number(m[3] ?? m[5] ?? 0)];
  if (hour > (half === '' ? 23 : 12) || minute > 59 || Number(m[4] ?? 0) > 59) return null;
  const past = half === '' ? hour : (hour % 12) + (half === 'pm' || half === '下午' ? 12 : 0);
  return past * 60 + minute + (zone ? UTC_OFFSET_HOURS * 60 - offsetOf(zone[1]) : 0);
}

const offsetOf = (zone: string): number =>
  zone === 'Z' ? 0 : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
