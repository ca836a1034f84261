import type { CaseWork } from './case-work.ts';
import type { Case } from '../../case/case.ts';
import type { Outcome } from '../../outcome/outcome.ts';
import { solverName, worstAccuracy, type ProgramAnswer } from '../../solver/answers/fallback.ts';
import type { Solution, Solve } from '../../solver/program/linear-program.ts';
import { isSolved } from '../../solver/program/status.ts';
import { blockTimeline, hourTimeline, periodStarts } from '../../case/timeline.ts';
import type { StepInputs } from '../../outcome/zone-balance.ts';
import { scheduleCost } from '../schedule/cost-account.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { planOnOwnHeads, planSeason, type SeasonPlan } from '../plan/season-plan.ts';
import { endDay, firstDay, plansAnew, type Checkpoint } from './checkpoint.ts';
import { Unsolved } from '../programs/unsolved.ts';
import { believedInterruptible, forecastOutlook } from '../programs/water-outlook.ts';
import type { WaterState } from '../programs/water-state.ts';
import type { HorizonProgram } from '../programs/horizon-program.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/** `until`: the fraction when the step under way is over. */
export interface EngineProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
  readonly until: number;
}

/** A case while it is dispatched. */
export interface Run {
  readonly c: Case;
  readonly solve: Solve;
  readonly referee: Solve;
  readonly inputs: StepInputs;
  readonly schedule: Schedule;
  /**
   * the plan under perfect foresight, null where every plan is made anew from the season's first day; the water with
   * which the dispatched days begin
   */
  readonly perfect: SeasonPlan | null;
  readonly start: WaterState;
  readonly onProgress: (progress: EngineProgress) => void;
  readonly work: CaseWork;
  readonly watch?: (checkpoint: Checkpoint) => void;
  /** where the run begins */
  readonly checkpoint: Checkpoint;
  /** who has answered so far; written on */
  readonly answers: ProgramAnswer[];
}

/** The first dispatched hour of a day. */
export const hourOf = (c: Case, day: number): number => Math.max(c.from, day * HOURS_A_DAY);

export function mustSolve(what: string, c: Case, w: HorizonProgram, found: Solution): Solution {
  if (!isSolved(found)) throw new Unsolved(what, found, { ...w, line: hourTimeline(c, w.span.from, w.span.to) });
  return found;
}

/**
 * Heads are those of the plan before, of the operators' rule for the first: the plan of all knowledge must not show
 * through.
 */
function replan({ c, solve }: Run, day: number, storage: Float64Array, before: SeasonPlan | null): SeasonPlan {
  const hour = hourOf(c, day);
  const next = Math.min(c.closes, (c.replanDays.find((d) => d > day) ?? c.days) * HOURS_A_DAY);
  const outlook = forecastOutlook(c, hour, Math.min(next, hour + c.assumptions['forecast-known'] * HOURS_A_DAY));
  const line = blockTimeline(c, periodStarts(c, hour, c.closes, Math.min(next, c.to)), c.closes);
  const planning = { line, storage, outlook, interruptible: believedInterruptible(c, c.start + hour) };
  return before
    ? planSeason(c, solve, { ...planning, heads: before.heads, warmStart: before })
    : planOnOwnHeads(c, solve, planning);
}

/**
 * The plan that a day follows, `before` being that of the day before; a plan made anew is added to `replans` by its
 * hour.
 */
export function planOn(
  run: Run,
  day: number,
  water: WaterState,
  before: SeasonPlan | null,
  replans: number[],
): SeasonPlan {
  const { c, perfect } = run;
  if (!plansAnew(c, day)) return known(before ?? perfect);
  replans.push(c.start + hourOf(c, day));
  return replan(run, day, water.storage, before);
}

export function known(plan: SeasonPlan | null): SeasonPlan {
  if (plan === null) throw new Error('a day was dispatched before a plan was made for it');
  return plan;
}

/** Tells that all days before this one are dispatched; after the last come bounds. */
export function tellBefore({ c, onProgress, work }: Run, day: number): void {
  const [done, total] = [day - firstDay(c), endDay(c) - firstDay(c)];
  onProgress({
    stage: done < total ? 'dispatch' : 'bound',
    done,
    total,
    fraction: work.before(day) / work.total,
    until: done < total ? work.before(day + 1) / work.total : 1,
  });
}

/**
 * Adds what the schedule costs, a bound on what any schedule could cost (the elementary one where no better is known),
 * and how it was made.
 */
export function seal(
  { c, inputs, schedule, start, answers }: Run,
  made: { plan: SeasonPlan; replans: readonly number[]; lower: number | null; solver: string },
): Outcome {
  const cost = scheduleCost(c, inputs, schedule);
  return {
    ...schedule,
    firstStorage: start.storage,
    releaseBefore: start.releaseBefore,
    upperBound: cost.total,
    lowerBound: Math.max(cost.elementary, made.lower ?? -Infinity),
    absoluteCost: cost.absolute,
    replans: made.replans,
    waterValue: Float64Array.from(c.stations.ids, (_, i) => made.plan.waterValue[i * c.days + endDay(c) - 1]),
    stages: [
      { stage: 'cost', tolerance: `relative residuals and gap ${worstAccuracy(answers)} in each program` },
      { stage: 'least hydro spill', tolerance: `${c.assumptions['spill-weight']} yuan/MWh beside the cost` },
      { stage: 'sharing pro rata', tolerance: `convex, at most ${c.assumptions['sharing-weight']} yuan/MWh` },
      {
        stage: 'even forced spill',
        tolerance: `convex, ${c.assumptions['even-spill-weight']} yuan/MWh at the natural flow, more above it`,
      },
    ],
    solver: solverName(made.solver, answers),
    answers: [...answers],
  };
}
