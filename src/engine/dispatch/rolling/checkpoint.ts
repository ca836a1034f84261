import type { Case } from '../../case/case.ts';
import type { ProgramAnswer } from '../../solver/answers/fallback.ts';
import type { Solution } from '../../solver/program/linear-program.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { SolvedDay } from './span-dual-bound.ts';
import type { SeasonPlan } from '../plan/season-plan.ts';
import { believedInterruptible } from '../programs/water-outlook.ts';
import type { WaterState } from '../programs/water-state.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/**
 * How a run stands before a day: the schedule so far, the water, the plan that the day before followed and all that was
 * solved.
 */
export interface Checkpoint {
  readonly day: number;
  readonly schedule: Schedule;
  readonly water: WaterState;
  readonly plan: SeasonPlan | null;
  readonly warmStart: Pick<Solution, 'x' | 'rowDual'> | undefined;
  readonly replans: readonly number[];
  readonly solved: readonly SolvedDay[];
  readonly answers: readonly ProgramAnswer[];
}

/** A copy that no run writes to; what is done with once it is made is shared. */
export function copied(checkpoint: Checkpoint): Checkpoint {
  const tables = Object.entries(checkpoint.schedule).map(([name, table]) => [
    name,
    table instanceof Float64Array ? table.slice() : table,
  ]);
  return {
    ...checkpoint,
    schedule: Object.fromEntries(tables) as Schedule,
    replans: [...checkpoint.replans],
    solved: [...checkpoint.solved],
  };
}

/** The days at which a plan is made anew. */
export const plansAnew = (c: Case, day: number): boolean =>
  c.foresight === 'rolling' && (day === firstDay(c) || c.replanDays.includes(day));

/** Whether no plan is made before the first of those that are made anew. */
export const startsUnplanned = (c: Case): boolean => c.foresight === 'rolling' && c.from === c.opens;

/** The local day with which dispatch begins, and the one after the last that it touches. */
export const firstDay = (c: Pick<Case, 'from'>): number => Math.floor(c.from / HOURS_A_DAY);
export const endDay = (c: Pick<Case, 'to'>): number => Math.ceil(c.to / HOURS_A_DAY);

/**
 * First day on which two cases differ that are the same but for their named loads, in what these draw or in what a plan
 * made before it believes of them.
 */
function partingDay(one: Case, other: Case): number {
  for (let day = firstDay(one); day < endDay(one); day++) {
    for (let row = 0; row < one.zones.interruptibleLoad.length; row += one.hours) {
      for (
        let at = row + Math.max(one.from, day * HOURS_A_DAY);
        at < row + Math.min(one.to, day * HOURS_A_DAY + HOURS_A_DAY);
        at++
      )
        if (one.zones.interruptibleLoad[at] !== other.zones.interruptibleLoad[at]) return day;
    }
    if (!plansAnew(one, day)) continue;
    const [believed, elsewhere] = [one, other].map((c) => believedInterruptible(c, c.start + day * HOURS_A_DAY));
    if (believed.some((mw, at) => mw !== elsewhere[at])) return day;
  }
  return endDay(one);
}

/**
 * The day before which two worlds are one: the last after the first on which both plan anew with nothing between them
 * yet. Null where they share nothing: where they differ in more than their named loads, where they know all loads from
 * the start, or where they part before the second plan.
 */
export function sharedUntil(one: Case, other: Case): number | null {
  const sameDays =
    one.replanDays.join() === other.replanDays.join() &&
    one.changeDays.join() === other.changeDays.join() &&
    one.cuts.join() === other.cuts.join();
  if (
    !startsUnplanned(one) ||
    !startsUnplanned(other) ||
    one.level !== other.level ||
    one.commonHash !== other.commonHash ||
    !sameDays
  )
    return null;
  const parting = partingDay(one, other);
  return one.replanDays.findLast((day) => day > firstDay(one) && day < endDay(one) && day <= parting) ?? null;
}
