/**
 * Time is counted in whole hours: an *hour index* is the number of hours since 1970-01-01T00:00 UTC, and hour `h`
 * covers [h, h+1). Civil dates are those of Sichuan (UTC+8, no daylight saving).
 */
export const UTC_OFFSET_HOURS = 8;
export const HOURS_PER_DAY = 24;

const MS_PER_HOUR = 3_600_000;
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Longest text that is read as an instant. */
const LONGEST_INSTANT = 64;

/** Hour index of an ISO 8601 text (no zone = UTC+8), or null when it is not an instant on a whole hour. */
export function parseInstant(text: string): number | null {
  const m = text.length > LONGEST_INSTANT ? null : INSTANT.exec(text.trim());
  if (!m) return null;
  const [, y, mo, d, h = '00', mi = '00', s = '00', zone] = m;
  const utc = Date.UTC(+y, +mo - 1, +d, +h, +mi, +s);
  const back = new Date(utc);
  if (back.getUTCMonth() !== +mo - 1 || back.getUTCDate() !== +d || +h > 23 || +mi > 59 || +s > 59) return null;
  const hours = (utc - zoneOffsetMinutes(zone) * 60_000) / MS_PER_HOUR;
  return Number.isInteger(hours) ? hours : null;
}

function zoneOffsetMinutes(zone: string | undefined): number {
  if (zone === undefined) return UTC_OFFSET_HOURS * 60;
  if (zone === 'Z') return 0;
  const sign = zone[0] === '-' ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
}

interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly monthDay: string;
}

const knownDays = new Map<number, CivilDay>();
/** Days kept at most: seasons of a century, so that a caller who walks through all of time fills no memory. */
const MOST_KNOWN_DAYS = 40_000;

/** Days are asked for again and again, hour by hour, and a date is dear to make. */
function civil(hour: number): CivilDay {
  const number = Math.floor((hour + UTC_OFFSET_HOURS) / 24);
  const known = knownDays.get(number);
  if (known) return known;
  const date = new Date(number * 24 * MS_PER_HOUR);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const made = { year: date.getUTCFullYear(), month, day, monthDay: `${pad(month)}-${pad(day)}` };
  if (knownDays.size >= MOST_KNOWN_DAYS) knownDays.clear();
  knownDays.set(number, made);
  return made;
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const pad = (n: number): string => String(n).padStart(2, '0');

/** `2021-06-20T00:00+08:00` */
export function formatInstant(hour: number): string {
  const { year, monthDay: day } = civil(hour);
  return `${year}-${day}T${pad(hourOfDay(hour))}:00+08:00`;
}

/** `2021-06-20` */
export const formatDate = (hour: number): string => formatInstant(hour).slice(0, 10);
/** The day of a clock's milliseconds, `YYYY-MM-DD`. */
export const dayOfClock = (ms: number): string => formatDate(Math.floor(ms / MS_PER_HOUR));

/** Hour index of local midnight; `month` is 1-12. */
export const midnight = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / MS_PER_HOUR - UTC_OFFSET_HOURS;

export const yearOf = (hour: number): number => civil(hour).year;
/** 1-12 */
export const monthOf = (hour: number): number => civil(hour).month;
/** 1-31 */
export const dayOf = (hour: number): number => civil(hour).day;
/** 0-23 */
export const hourOfDay = (hour: number): number => modulo(Math.floor(hour + UTC_OFFSET_HOURS), 24);
/** The weekday of 1 January 1970. */
const THURSDAY = 4;
/** 0 = Sunday */
export const weekdayOf = (hour: number): number => modulo(Math.floor((hour + UTC_OFFSET_HOURS) / 24) + THURSDAY, 7);
/** `2021-06` */
export const monthKey = (hour: number): string => `${yearOf(hour)}-${pad(monthOf(hour))}`;
/** `06-20`, for rules that return every year */
export const monthDay = (hour: number): string => civil(hour).monthDay;
/** 0-based day of a leap year, in which every `MM-DD` has its place. */
export const dayOfLeapYear = (day: string): number =>
  (Date.parse(`2000-${day}T00:00Z`) - Date.UTC(2000, 0, 1)) / (24 * MS_PER_HOUR);
/** Whether a text of the form `MM-DD` is a day of some year; any other form is not judged. */
export const isDayOfYear = (day: string): boolean =>
  !/^\d\d-\d\d$/.test(day) || Number(day.slice(3)) <= daysInMonth(2000, Number(day.slice(0, 2)));
/** 0-based hour of the civil year */
export const hourOfYear = (hour: number): number => hour - midnight(yearOf(hour), 1, 1);
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
export const startOfDay = (hour: number): number => hour - hourOfDay(hour);

/** A half-open span of hour indices. */
export interface Window {
  readonly start: number;
  readonly end: number;
}
