import { dayOf } from '../../system/words/calendar.ts';
import type { Case } from './case.ts';

/**
 * The steps of a plan or an outcome, in periods of whole hours, all counted from the first local midnight of the case.
 * `hours`: every hour is a period and a step. `blocks`: the peak, flat and valley hours of a period make up one step
 * each, wherever they lie (a class without an hour has none); water released in a period arrives in it.
 */
export interface Timeline {
  readonly kind: 'hours' | 'blocks';
  readonly steps: number;
  /** by period: its first hour, and its first step; one entry more each, for what follows the last */
  readonly hoursFrom: Int32Array;
  readonly stepsFrom: Int32Array;
  /** by step: its period, its first hour, 0 peak, 1 flat, 2 valley, and its length, h */
  readonly period: Int32Array;
  readonly firstHour: Int32Array;
  readonly hourClass: Int32Array;
  readonly hours: Float64Array;
  /** step of each hour, from the first one on */
  readonly stepOfHour: Int32Array;
}

export function hourTimeline(c: Case, from = c.from, to = c.to): Timeline {
  const steps = to - from;
  const count = Int32Array.from({ length: steps + 1 }, (_, t) => t);
  const firstHour = Int32Array.from({ length: steps }, (_, t) => from + t);
  return {
    kind: 'hours',
    steps,
    hoursFrom: count.map((t) => from + t),
    stepsFrom: count,
    period: count.subarray(0, steps),
    firstHour,
    hourClass: firstHour.map((hour) => c.hourClass[hour % 24]),
    hours: new Float64Array(steps).fill(1),
    stepOfHour: count.subarray(0, steps),
  };
}

/**
 * Blocks in the order peak, flat, valley of the periods that begin with the hours `starts`, the last ending before hour
 * `to`.
 */
export function blockTimeline(c: Case, starts: readonly number[], to: number): Timeline {
  const hoursFrom = Int32Array.from([...starts, to]);
  const stepsFrom = [0];
  const [period, firstHour, hourClass, hours]: [number[], number[], number[], number[]] = [[], [], [], []];
  const stepOfHour = new Int32Array(to - hoursFrom[0]);
  for (let p = 0; p < starts.length; p++) {
    const [from, until] = [hoursFrom[p], hoursFrom[p + 1]];
    for (const own of [0, 1, 2]) addBlock(own, p, from, until);
    stepsFrom.push(hours.length);
  }
  return {
    kind: 'blocks',
    steps: hours.length,
    hoursFrom,
    stepsFrom: Int32Array.from(stepsFrom),
    period: Int32Array.from(period),
    firstHour: Int32Array.from(firstHour),
    hourClass: Int32Array.from(hourClass),
    hours: Float64Array.from(hours),
    stepOfHour,
  };

  function addBlock(own: number, p: number, from: number, until: number): void {
    let count = 0;
    for (let hour = from; hour < until; hour++) {
      if (c.hourClass[hour % 24] !== own) continue;
      if (count === 0) firstHour.push(hour);
      stepOfHour[hour - hoursFrom[0]] = hours.length;
      count++;
    }
    if (count === 0) return;
    period.push(p);
    hourClass.push(own);
    hours.push(count);
  }
}

export const periodsOf = (line: Timeline): number => line.hoursFrom.length - 1;
export const lengthOfPeriod = (line: Timeline, period: number): number =>
  line.hoursFrom[period + 1] - line.hoursFrom[period];
export const hoursOfStep = (line: Timeline, step: number): number => line.hours[step];
/** The hour at whose end the storage of a step is told: the last of its period. */
export const lastHourOf = (line: Timeline, step: number): number => line.hoursFrom[line.period[step] + 1] - 1;
/** The local day of the season that a step begins in. */
export const dayOfStep = (line: Timeline, step: number): number => Math.floor(line.firstHour[step] / 24);

const HALF_MONTH_STARTS = [1, 16];
/** Days of a month on which its three parts begin, the ten-day periods by which reservoirs are scheduled. */
const TEN_DAY_STARTS = [1, 11, 21];

const startsDay = (hour: number): boolean => hour % 24 === 0;
const dayNumber = (c: Case, hour: number): number => dayOf(c.start + hour);

/** First hours of half months from an hour on, cut where anything changes: enough to see how reservoirs fill. */
export function coarseStarts(c: Case, from: number): number[] {
  const cuts = new Set([from, ...c.cuts]);
  return hoursBetween(from, c.closes).filter(
    (hour) => cuts.has(hour) || (startsDay(hour) && HALF_MONTH_STARTS.includes(dayNumber(c, hour))),
  );
}

/** Dispatched hours up to which a plan goes by single days: a week or a month within the season. */
const SHORT_SPAN_HOURS = 31 * 24;

/** Whether the dispatched hours are a span within the season that its plan goes through by single days. */
export const isShortSpan = ({ from, to, opens, closes }: Case): boolean =>
  to - from <= SHORT_SPAN_HOURS && to - from < closes - opens;

/**
 * Whether plans let ponds keep water from day to day: they guide hours, not the blocks of level screen, in which a pond
 * has no clock.
 */
export const carriesPonds = (c: Case): boolean => isShortSpan(c) && c.level !== 'screen';

/**
 * First hours of periods from `from`: single days before `dailyUntil` and in a short span of dispatched hours, else
 * ten-day periods; cut at every hour at which anything changes (`cuts`), at midnights where flood limits jump or a load
 * has changed, and at both ends of the dispatched hours.
 */
export function periodStarts(c: Case, from: number, to: number, dailyUntil: number): number[] {
  const single = (hour: number): boolean => hour < dailyUntil || (isShortSpan(c) && hour >= c.from && hour < c.to);
  const cuts = new Set([
    from,
    dailyUntil,
    c.from,
    c.to,
    ...c.cuts,
    ...Array.from(c.changeDays, (day) => day * 24),
    ...limitJumps(c),
  ]);
  return hoursBetween(from, to).filter(
    (hour) => cuts.has(hour) || (startsDay(hour) && (single(hour) || TEN_DAY_STARTS.includes(dayNumber(c, hour)))),
  );
}

const hoursBetween = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, h) => from + h);

/** Share of all storage by which flood limits change from one day to the next where a period must not run on. */
const JUMP_SHARE = 0.01;

/** Plans of one case ask again every week. */
const knownJumps = new WeakMap<Case, readonly number[]>();

/** Midnights before days at whose end flood limits differ so much from the end of the day before. */
function limitJumps(c: Case): readonly number[] {
  const jumps = knownJumps.get(c) ?? foundJumps(c);
  knownJumps.set(c, jumps);
  return jumps;
}

function foundJumps(c: Case): number[] {
  const { storage, storageLimit } = c.stations;
  const total = storage.reduce((sum, hm3) => sum + hm3, 0);
  return Array.from({ length: c.days - 1 }, (_, d) => (d + 1) * 24).filter((midnight) => {
    let moved = 0;
    for (let row = 0; row < storageLimit.length; row += c.hours)
      moved += Math.abs(storageLimit[row + midnight + 23] - storageLimit[row + midnight - 1]);
    return moved > JUMP_SHARE * total;
  });
}

/** Mean over a period of a row of daily values that runs over the season, every day counting by its hours. */
export function periodMean(c: Case, line: Timeline, table: Float64Array, entity: number, period: number): number {
  const [from, to] = [line.hoursFrom[period], line.hoursFrom[period + 1]];
  let sum = 0;
  for (let hour = from; hour < to;) {
    const next = Math.min(to, (Math.floor(hour / 24) + 1) * 24);
    sum += (next - hour) * table[entity * c.days + Math.floor(hour / 24)];
    hour = next;
  }
  return sum / (to - from);
}

/**
 * Means over all steps of an hourly table `[entity * season hours]`, or of a function of its values: `[entity * steps +
 * step]`. For quantities that act in proportion to their hours.
 */
export function byStep(c: Case, line: Timeline, table: Float64Array, of?: (value: number) => number): Float64Array {
  const { steps, stepOfHour, hours } = line;
  const means = new Float64Array((table.length / c.hours) * steps);
  for (let row = line.hoursFrom[0], to = 0; to < means.length; row += c.hours, to += steps) {
    for (let h = 0; h < stepOfHour.length;) {
      // Hours in a row are mostly of one step: its sum is stored once for all of them.
      const step = stepOfHour[h];
      let sum = means[to + step];
      if (of) for (; stepOfHour[h] === step; h++) sum += of(table[row + h]);
      else for (; stepOfHour[h] === step; h++) sum += table[row + h];
      means[to + step] = sum;
    }
    for (let t = 0; t < steps; t++) means[to + t] /= hours[t];
  }
  return means;
}

/**
 * The value of an hourly limit in a step: periods are cut where limits change, so that its first hour stands for all.
 */
export const limitAt = (c: Case, line: Timeline, table: Float64Array, entity: number, step: number): number =>
  table[entity * c.hours + line.firstHour[step]];

/** Means over all periods of an hourly table `[entity * season hours]`: `[entity * periods + period]`. */
export function byPeriod(c: Case, line: Timeline, table: Float64Array): Float64Array {
  const periods = periodsOf(line);
  const means = new Float64Array((table.length / c.hours) * periods);
  for (let at = 0; at < means.length; at++) {
    const [row, period] = [Math.floor(at / periods) * c.hours, at % periods];
    for (let hour = line.hoursFrom[period]; hour < line.hoursFrom[period + 1]; hour++) means[at] += table[row + hour];
    means[at] /= lengthOfPeriod(line, period);
  }
  return means;
}

/** Energy, MWh, of a table of powers `[entity * steps + step]`. */
export function energyOf(line: Timeline, table: Float64Array): number {
  let total = 0;
  for (let at = 0; at < table.length; at += line.steps)
    for (let t = 0; t < line.steps; t++) total += table[at + t] * line.hours[t];
  return total;
}
