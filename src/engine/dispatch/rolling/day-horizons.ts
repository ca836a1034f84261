import type { Case } from '../../case/case.ts';
import type { Solution } from '../../solver/program/linear-program.ts';
import { isShortSpan } from '../../case/timeline.ts';
import type { Horizon } from '../programs/horizon.ts';
import type { HorizonProgram } from '../programs/horizon-program.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/**
 * Hours that one program dispatches; those before `keptTo`, the end of a day or of the run, stand, the others are
 * looked at only.
 */
export interface DayHorizon extends Horizon {
  readonly keptTo: number;
}

/**
 * A day by itself ends with ponds and water on its way as the plan's blocks have them, and does not see what its
 * evening's releases do the morning after: in a wet month that costs a twentieth of a difference. Hours to noon of the
 * fourth day, to be looked at only, mend it. Whole seasons, several times as long to wait for, go by single days.
 */
const AHEAD = { days: 4, hour: 12, kept: 1 } as const;

/**
 * The programs of a run from an hour on. With rolling foresight none looks past the next plan that is made anew, since
 * water is known until then, nor from a day into one on whose hours a load changes: that day is planned anew only the
 * midnight after.
 */
export function dayHorizons(c: Case, from: number): DayHorizon[] {
  const horizons: DayHorizon[] = [];
  const most = isShortSpan(c) ? AHEAD : { days: 1, hour: HOURS_A_DAY, kept: 1 };
  const stops =
    c.foresight === 'rolling'
      ? [...c.replanDays, ...c.changeDays, ...Array.from(c.changeDays, (d) => d - 1)].map((day) => day * HOURS_A_DAY)
      : [];
  for (let hour = from; hour < c.to;) {
    const until = Math.min(c.to, ...stops.filter((stop) => stop > hour));
    const midnight = Math.floor(hour / HOURS_A_DAY) * HOURS_A_DAY;
    const ends = until <= midnight + most.days * HOURS_A_DAY;
    const horizon = {
      from: hour,
      to: ends ? until : midnight + (most.days - 1) * HOURS_A_DAY + most.hour,
      keptTo: Math.min(until, midnight + most.kept * HOURS_A_DAY),
    };
    horizons.push(horizon);
    hour = horizon.keptTo;
  }
  return horizons;
}

/** Rows of a day of a horizon, in the order in which a program of that day alone has them. */
export function rowsOfDay({ span, rowsFrom, laterRows }: HorizonProgram, day: number): Int32Array {
  const dayOf = (t: number): number => Math.floor((span.from + t) / HOURS_A_DAY) - Math.floor(span.from / HOURS_A_DAY);
  const own = Array.from({ length: rowsFrom[day + 1] - rowsFrom[day] }, (_, k) => rowsFrom[day] + k);
  const later = laterRows.filter(({ first, last }) => dayOf(first) === day && dayOf(last) === day);
  return Int32Array.from([...own, ...later.map(({ row }) => row)]);
}

/**
 * Where the next horizon of the same hours of day may begin its search: days that both look at have the solution of
 * these, others that of the day in their place. `kept` days stand.
 */
export function nextStart(
  { days, columnsFrom, rowsFrom }: HorizonProgram,
  { x, rowDual }: Solution,
  kept: number,
): Pick<Solution, 'x' | 'rowDual'> {
  if (kept >= days) return { x, rowDual };
  return { x: moved(x, columnsFrom, days, kept), rowDual: moved(rowDual, rowsFrom, days, kept) };
}

function moved(list: Float64Array, from: Int32Array, days: number, kept: number): Float64Array {
  const next = list.slice();
  for (let day = 0; day + kept < days; day++) {
    const part = list.subarray(from[day + kept], from[day + kept + 1]);
    if (part.length <= from[day + 1] - from[day]) next.set(part, from[day]);
  }
  return next;
}
