import { dayOf } from '../system/calendar.ts';
import type { Case } from './compile-case/case.ts';

/**
 * The steps of a plan or an outcome: periods of one or more whole days, each with the same few steps. `hours`: a period is a day and every hour a step.
 * `blocks`: the peak, flat and valley hours of a period make up one step each, wherever they lie; water released in a period arrives in it.
 */
export interface Timeline {
  readonly kind: 'hours' | 'blocks';
  readonly steps: number;
  /** steps of a period */
  readonly per: number;
  /** by step of a period: 0 peak, 1 flat, 2 valley; its length in a day, h */
  readonly hourClass: Int32Array;
  readonly hours: Float64Array;
  /** by period: its first day of the season, and its number of days */
  readonly firstDay: Int32Array;
  readonly days: Int32Array;
}

export function hourTimeline(c: Case, fromDay = c.firstDay, toDay = c.endDay): Timeline {
  const firstDay = Int32Array.from({ length: toDay - fromDay }, (_, d) => fromDay + d);
  return { kind: 'hours', steps: firstDay.length * 24, per: 24, hourClass: c.hourClass, hours: new Float64Array(24).fill(1), firstDay, days: new Int32Array(firstDay.length).fill(1) };
}

/** Blocks in the order peak, flat, valley (a class without an hour has none) of the periods that begin on the days `starts`, the last ending before `toDay`. */
export function blockTimeline(c: Case, starts: readonly number[], toDay: number): Timeline {
  const length = [0, 1, 2].map((k) => c.hourClass.reduce((count, own) => count + Number(own === k), 0));
  const present = [0, 1, 2].filter((k) => length[k] > 0);
  return {
    kind: 'blocks', steps: starts.length * present.length, per: present.length, hourClass: Int32Array.from(present), hours: Float64Array.from(present, (k) => length[k]),
    firstDay: Int32Array.from(starts), days: Int32Array.from(starts, (from, at) => (starts[at + 1] ?? toDay) - from),
  };
}

const HALF_MONTH_STARTS = [1, 16];

/** First days of half months from `fromDay`: enough to see how reservoirs fill. */
export function coarseStarts(c: Case, fromDay: number): number[] {
  return daysBetween(fromDay, c.days).filter((day) => day === fromDay || HALF_MONTH_STARTS.includes(dayOf(c.start + day * 24)));
}

/** Days of a month on which its three parts begin, the ten-day periods by which reservoirs are scheduled. */
const TEN_DAY_STARTS = [1, 11, 21];

/** Dispatched days up to which a plan goes by single days: a week or a month within the season. */
const SHORT_WINDOW_DAYS = 31;

/** Whether the dispatched days are a window within the season that its plan goes through by single days. */
export const isShortWindow = ({ firstDay, endDay, days }: Case): boolean => endDay - firstDay <= SHORT_WINDOW_DAYS && endDay - firstDay < days;

/** Whether plans let ponds keep water from day to day: they guide hours, not the blocks of level screen, in which a pond has no clock. */
export const carriesPonds = (c: Case): boolean => isShortWindow(c) && c.level !== 'screen';

/** First days of periods from `fromDay`: single days before `dailyUntil` and in a short window of dispatched days, else ten-day periods, cut where flood limits jump or loads change, and at both ends of the dispatched days. */
export function periodStarts(c: Case, fromDay: number, toDay: number, dailyUntil: number): number[] {
  const single = (day: number): boolean => isShortWindow(c) && day >= c.firstDay && day < c.endDay;
  const changes = new Set([fromDay, dailyUntil, c.firstDay, c.endDay, ...c.changeDays, ...limitJumps(c)]);
  return daysBetween(fromDay, toDay).filter((day) => day < dailyUntil || single(day) || changes.has(day) || TEN_DAY_STARTS.includes(dayOf(c.start + day * 24)));
}

const daysBetween = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, d) => from + d);

/** Share of all storage by which flood limits change from one day to the next where a period must not run on. */
const JUMP_SHARE = 0.01;

function limitJumps(c: Case): number[] {
  const { storage, storageLimit } = c.stations;
  const total = storage.reduce((sum, hm3) => sum + hm3, 0);
  return Array.from({ length: c.days }, (_, day) => day).filter((day) => {
    let moved = 0;
    for (let i = 0; day > 0 && i < storage.length; i++) moved += Math.abs(storageLimit[i * c.days + day] - storageLimit[i * c.days + day - 1]);
    return moved > JUMP_SHARE * total;
  });
}

export const periodOf = (line: Timeline, step: number): number => Math.floor(step / line.per);
export const hoursOfStep = (line: Timeline, step: number): number => line.hours[step % line.per] * line.days[periodOf(line, step)];
/** First day of the season that a step lies in. */
export const dayOfStep = (line: Timeline, step: number): number => line.firstDay[periodOf(line, step)];

/** First hour that step `k` of a period holds, counted from midnight. */
export const firstHourOf = (c: Case, line: Timeline, k: number): number => (line.kind === 'hours' ? k : c.hourClass.indexOf(line.hourClass[k]));

/** Mean over a period of a row of daily values that runs over the season. */
export function periodMean(c: Case, line: Timeline, table: Float64Array, entity: number, period: number): number {
  const from = entity * c.days + line.firstDay[period];
  let sum = table[from];
  for (let d = 1; d < line.days[period]; d++) sum += table[from + d];
  return sum / line.days[period];
}

/** Means over all steps of an hourly table `[entity * season hours]`: `[entity * steps + step]`. */
export function byStep(c: Case, line: Timeline, table: Float64Array): Float64Array {
  const means = new Float64Array((table.length / c.hours) * line.steps);
  const hours = Array.from(line.hourClass, (own, k) => (line.kind === 'hours' ? [k] : hoursOfClass(c, own)));
  for (let row = 0, at = 0; at < means.length; row += c.hours) {
    for (let period = 0; period < line.days.length; period++) {
      const from = row + line.firstDay[period] * 24;
      for (let k = 0; k < line.per; k++) means[at++] = sumOver(table, from, line.days[period], hours[k]) / (line.hours[k] * line.days[period]);
    }
  }
  return means;
}

const hoursOfClass = (c: Case, hourClass: number): number[] => Array.from(c.hourClass.keys()).filter((hour) => c.hourClass[hour] === hourClass);

/** Sum of some hours of so many days. */
function sumOver(table: Float64Array, from: number, days: number, hours: readonly number[]): number {
  const end = from + days * 24;
  let sum = 0;
  for (let k = 0; k < hours.length; k++) for (let at = from + hours[k]; at < end; at += 24) sum += table[at];
  return sum;
}

/** Means over all periods of a daily table `[entity * season days]`: `[entity * periods + period]`. */
export function byPeriod(c: Case, line: Timeline, table: Float64Array): Float64Array {
  const periods = line.days.length;
  const means = new Float64Array((table.length / c.days) * periods);
  for (let at = 0; at < means.length; at++) means[at] = periodMean(c, line, table, Math.floor(at / periods), at % periods);
  return means;
}

/** Energy, MWh, of a table of powers `[entity * steps + step]`. */
export function energyOf(line: Timeline, table: Float64Array): number {
  let total = 0;
  for (let at = 0; at < table.length; at += line.steps) for (let t = 0; t < line.steps; t++) total += table[at + t] * hoursOfStep(line, t);
  return total;
}
