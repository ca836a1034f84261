import { midnight, monthDay, yearOf } from '../../system/words/calendar.ts';
import { serviceSpan, spanOf } from '../../system/tables/dated-rows.ts';
import { isRemoval, removalSteps } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedMeasure } from '../../system/measures/measures.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Season } from './season.ts';
import { steepestFall } from './steepest-fall.ts';

/**
 * Hour indices at which anything in a model or a scenario changes but by the clock or the calendar of its monthly
 * tables: the one list at which periods of plans are cut, whatever it is that changes. A ramp changes something every
 * day until it is over.
 */
export function changeHours(model: Model, scenario: ResolvedScenario): number[] {
  const { tables } = model;
  const fall = steepestFall(model);
  const spans = [
    ...tables.section_limits.map(spanOf),
    ...tables.exports.map(serviceSpan),
    ...scenario.loads.flatMap((load) => load.rationing),
  ];
  return [
    ...tables.availability.map((row) => spanOf(row).start),
    ...spans.flatMap(({ start, end }) => [start, end]).filter(Number.isFinite),
    ...yearlyDays([...tables.maintenance, ...tables.flood_limits], scenario),
    ...scenario.measures.flatMap((measure) => hoursOf(measure, fall)),
  ];
}

/** The same within a season, hours counted from its first midnight, rising and each once. */
export const cutsOf = (hours: readonly number[], { start, opens, closes }: Season): Int32Array =>
  Int32Array.from(new Set(hours.map((hour) => hour - start).filter((hour) => hour > opens && hour < closes))).sort();

/**
 * Rows that return every year, `MM-DD` to `MM-DD`: the midnights on which they begin, and after which they have ended.
 */
function yearlyDays(
  rows: readonly { readonly from: string; readonly to: string }[],
  { window }: ResolvedScenario,
): number[] {
  const [first, last] = [yearOf(window.start), yearOf(window.end)];
  const years = Array.from({ length: last - first + 1 }, (_, y) => first + y);
  const days = new Set(rows.flatMap(({ from, to }) => [`${from} 0`, `${to} 1`]));
  return years.flatMap((year) =>
    Array.from(days, (text) =>
      midnight(year, Number(text.slice(0, 2)), Number(text.slice(3, 5)) + Number(text.slice(6))),
    ),
  );
}

/** `fall`: the steepest of a storage limit, share of full an hour. */
function hoursOf(measure: ResolvedMeasure, fall: number): number[] {
  const { start, end } = measure;
  const ends = Number.isFinite(end) ? [end] : [];
  if (isRemoval(measure))
    return [...ends, ...removalSteps(measure).flatMap((step) => rampHours(step.start, step.ramp))];
  // A reservoir is drawn down ahead of its limit: from full at the earliest so many hours before.
  if (measure.type === 'flood-limit')
    return [...ends, start, start - Math.ceil((1 - measure.max_storage_share) / fall)];
  return [...ends, ...rampHours(start, measure.type === 'add-load' ? measure.ramp : 0)];
}

/** The start, the midnights while a ramp builds up, and its end. */
function rampHours(start: number, ramp: number): number[] {
  const hours = [start];
  for (let hour = start + 1; hour < start + ramp; hour++) if (monthDay(hour) !== monthDay(hour - 1)) hours.push(hour);
  return ramp > 0 ? [...hours, start + Math.ceil(ramp)] : hours;
}
