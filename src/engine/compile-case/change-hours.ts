import { midnight, monthDay, yearOf } from '../../system/words/calendar.ts';
import {
  instantOf,
  isRemoval,
  measureEnd,
  measureStart,
  quantityOf,
  removalSteps,
} from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import type { Measure, Scenario } from '../../system/scenario/scenario.ts';
import type { Season } from './season.ts';
import { STEEPEST_FALL } from './steepest-fall.ts';

/**
 * Hour indices at which anything in a model or a scenario changes but by the clock or the calendar of its monthly
 * tables: the one list at which periods of plans are cut, whatever it is that changes. A ramp changes something every
 * day until it is over.
 */
export function changeHours({ tables }: Model, scenario: Scenario): number[] {
  const instants = [
    ...tables.availability.map((row) => row.from),
    ...tables.section_limits.flatMap((row) => [row.from, row.to]),
    ...tables.exports.flatMap((row) => [row.commissioned, row.retired]),
    ...scenario.loads.flatMap((load) => load.rationing.flatMap(({ start, end }) => [start, end])),
  ]
    .filter((text) => text !== undefined)
    .map(instantOf);
  return [
    ...instants,
    ...yearlyDays([...tables.maintenance, ...tables.flood_limits], scenario),
    ...scenario.measures.flatMap((measure) => hoursOf(measure, scenario)),
  ];
}

/** The same within a season, hours counted from its first midnight, rising and each once. */
export const cutsOf = (hours: readonly number[], { start, opens, closes }: Season): Int32Array =>
  Int32Array.from(new Set(hours.map((hour) => hour - start).filter((hour) => hour > opens && hour < closes))).sort();

/**
 * Rows that return every year, `MM-DD` to `MM-DD`: the midnights on which they begin, and after which they have ended.
 */
function yearlyDays(rows: readonly { readonly from: string; readonly to: string }[], { window }: Scenario): number[] {
  const [first, last] = [yearOf(instantOf(window.start)), yearOf(instantOf(window.end))];
  const years = Array.from({ length: last - first + 1 }, (_, y) => first + y);
  const days = new Set(rows.flatMap(({ from, to }) => [`${from} 0`, `${to} 1`]));
  return years.flatMap((year) =>
    Array.from(days, (text) =>
      midnight(year, Number(text.slice(0, 2)), Number(text.slice(3, 5)) + Number(text.slice(6))),
    ),
  );
}

function hoursOf(measure: Measure, scenario: Scenario): number[] {
  const end = measureEnd(measure);
  const ends = Number.isFinite(end) ? [end] : [];
  if (isRemoval(measure))
    return [...ends, ...removalSteps(measure, scenario).flatMap(({ start, ramp }) => rampHours(start, ramp))];
  // A reservoir is drawn down ahead of its limit: from full at the earliest so many hours before.
  if (measure.type === 'flood-limit')
    return [
      ...ends,
      measureStart(measure, scenario),
      measureStart(measure, scenario) - Math.ceil((1 - measure.max_storage_share) / STEEPEST_FALL),
    ];
  const ramp = measure.type === 'add-load' && measure.ramp !== undefined ? quantityOf(measure.ramp, 'duration') : 0;
  return [...ends, ...rampHours(measureStart(measure, scenario), ramp)];
}

/** The start, the midnights while a ramp builds up, and its end. */
function rampHours(start: number, ramp: number): number[] {
  const hours = [start];
  for (let hour = start + 1; hour < start + ramp; hour++) if (monthDay(hour) !== monthDay(hour - 1)) hours.push(hour);
  return ramp > 0 ? [...hours, start + Math.ceil(ramp)] : hours;
}
