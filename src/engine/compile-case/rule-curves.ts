import { dayOfLeapYear, monthDay } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import type { Stations } from '../case/case.ts';
import type { Season } from './season.ts';

interface Point {
  readonly at: number;
  readonly share: number;
}

/**
 * Storage that rule curves ask for at the end of each hour, hm3 [station * hours], never above the flood limit; -1
 * where a station has none or carries no water between days. Undefined where the model has no curves.
 */
export function ruleStorage(
  { tables: { stations, rule_curves } }: Model,
  { start, days }: Season,
  { storage, seasonal, storageLimit }: Pick<Stations, 'storage' | 'seasonal' | 'storageLimit'>,
): Float64Array | undefined {
  if (rule_curves.length === 0) return undefined;
  const hours = days * 24;
  const table = new Float64Array(storage.length * hours).fill(-1);
  const dayOf = Int32Array.from({ length: days }, (_, d) => dayOfLeapYear(monthDay(start + d * 24)));
  stations.forEach((row, i) => {
    const points = rule_curves
      .filter((one) => one.station === row.id)
      .map((one) => ({ at: dayOfLeapYear(one.day), share: one.storage_share }))
      .sort((a, b) => a.at - b.at);
    if (points.length === 0 || seasonal[i] === 0) return;
    for (let t = 0; t < hours; t++) {
      const at = dayOf[Math.floor(t / 24)] - 1 + ((t % 24) + 1) / 24;
      table[i * hours + t] = Math.min(storageLimit[i * hours + t], storage[i] * shareOn(points, at));
    }
  });
  return table;
}

/** On the straight line between the points around a day; the last point of the year and the first are neighbours. */
function shareOn(points: readonly Point[], at: number): number {
  const [first, last] = [points[0], points[points.length - 1]];
  const before = points.findLast((point) => point.at <= at) ?? { ...last, at: last.at - DAYS };
  const after = points.find((point) => point.at > at) ?? { ...first, at: first.at + DAYS };
  return before.share + ((after.share - before.share) * (at - before.at)) / (after.at - before.at);
}

/** Of a leap year, so that 29 February has its place. */
const DAYS = 366;
