import { caseWork, type CaseWork } from './case-work.ts';
import type { Case } from './compile-case/case.ts';
import { scheduleCost } from './dispatch/cost-account.ts';
import { headStorage } from './cascade/topology.ts';
import { dayWindows, nextStart, type DayWindow } from './dispatch/day-windows.ts';
import {
  buildCostProgram,
  buildExactProgram,
  EXACT_SCALE,
  guidedEnd,
  plannedEnd,
  windowBounds,
} from './dispatch/exact-window.ts';
import { openingState, openWindow, type KnownPlans } from './dispatch/opening.ts';
import { emptySchedule, type Schedule } from './dispatch/schedule.ts';
import { seasonBound, solvedDay } from './dispatch/season-bound.ts';
import { planOnOwnHeads, planSeason, type SeasonPlan } from './dispatch/season-plan.ts';
import { believedSlots, forecastOutlook } from './dispatch/water-outlook.ts';
import { orContradictions } from './dispatch/run-conflict.ts';
import { Unsolved } from './dispatch/unsolved.ts';
import {
  buildWindowProgram,
  daysOf,
  type WaterState,
  type WindowEnd,
  type WindowProgram,
} from './dispatch/window-program.ts';
import {
  copied,
  endDay,
  firstDay,
  plansAnew,
  sharedUntil,
  startsUnplanned,
  type Standing,
} from './dispatch/standing.ts';
import { writePlan } from './dispatch/write-plan.ts';
import { writeWindow } from './dispatch/write-window.ts';
import type { Outcome } from './outcome.ts';
import { scaleOf } from './scale.ts';
import { countedAnswers, noAnswers, solverName, worstAccuracy, type Answers } from './solver/answers.ts';
import { atScale } from './solver/at-scale.ts';
import { createInteriorPoint } from './solver/interior-point.ts';
import type { Solution, Solve } from './solver/linear-program.ts';
import { blockTimeline, hourTimeline, isShortWindow, periodStarts, type Timeline } from './timeline.ts';
import { stepInputs, type StepInputs } from './zone-balance.ts';

/** `until`: the fraction when the step under way is over. */
export interface EngineProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
  readonly until: number;
}

interface Run {
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
  readonly watch?: (standing: Standing) => void;
  /** where the run begins */
  readonly standing: Standing;
  /** who has answered so far; written on */
  readonly answers: Answers;
}

/**
 * Keeps the symbolic analyses of the programs it has seen: with, without and every draw share them, and no answer
 * depends on them.
 */
const own = createInteriorPoint();

/**
 * Dispatches a compiled case: the season plan alone, block by block (level `screen`), hourly programs day by day that
 * follow its storage targets and water values (`standard`), or one hourly program over the whole window (`exact`). Pure
 * and synchronous. `solve` is the referee solver, used for bounds at level exact and wherever the program's own solver
 * gives up.
 */
export function runCase(
  c: Case,
  solve: Solve,
  onProgress: (progress: EngineProgress) => void,
  known: KnownPlans = {},
): Outcome {
  return carryOut(c, solve, onProgress, known);
}

/**
 * Dispatches two worlds one after the other, with the same bits as each by itself. Rolling seasons that differ in their
 * named loads alone are one until these part: the second goes on from the last plan that both make.
 */
export function runPair(
  [one, other]: readonly [Case, Case],
  solve: Solve,
  onProgress: (world: 0 | 1, progress: EngineProgress) => void,
  like?: readonly SeasonPlan[],
): [Outcome, Outcome] {
  const until = sharedUntil(one, other);
  let parted: Standing | undefined;
  const watch = (standing: Standing): void => {
    if (standing.day === until) parted = copied(standing);
  };
  const first = carryOut(one, solve, (progress) => onProgress(0, progress), { like: like?.[0], watch });
  return [first, carryOut(other, solve, (progress) => onProgress(1, progress), { like: like?.[1], parted })];
}

interface Way extends KnownPlans {
  /** how a run of a case that is the same before that day stood; written on */
  readonly parted?: Standing;
  /** is told how a rolling run stands before each day on which it plans anew */
  readonly watch?: (standing: Standing) => void;
}

/** Throws `InvalidInput` that names what cannot all hold where no schedule keeps every limit. */
const carryOut = (c: Case, solve: Solve, onProgress: (progress: EngineProgress) => void, way: Way): Outcome =>
  orContradictions(c, solve, () => dispatched(c, solve, onProgress, way));

function dispatched(
  c: Case,
  solve: Solve,
  onProgress: (progress: EngineProgress) => void,
  { parted, watch, ...plans }: Way,
): Outcome {
  const answers = { ...(parted?.answers ?? noAnswers()) };
  const robust = withFallback(c, solve, answers);
  const line = c.level === 'screen' ? screenTimeline(c) : hourTimeline(c);
  const work = caseWork(c);
  onProgress({ stage: 'plan', done: 0, total: 1, fraction: 0, until: work.before(firstDay(c)) / work.total });
  const opened = startsUnplanned(c) ? { start: openingState(c), plan: null } : openWindow(c, robust, plans);
  const start = c.level === 'screen' ? halfFullPonds(c, opened.start) : opened.start;
  const standing = parted ?? {
    day: firstDay(c),
    water: start,
    plan: null,
    near: undefined,
    replans: [],
    solved: [],
    schedule: emptySchedule(c, line),
    answers,
  };
  const run = {
    c,
    solve: robust,
    referee: atScale(solve, scaleOf(c).power),
    inputs: stepInputs(c, line),
    perfect: opened.plan,
    start,
    onProgress,
    work,
    watch,
    standing,
    schedule: standing.schedule,
    answers,
  };
  tellBefore(run, standing.day);
  const outcome = c.level === 'screen' ? runScreen(run) : c.level === 'exact' ? runExact(run) : runDays(run);
  onProgress({ stage: 'bound', done: 1, total: 1, fraction: 1, until: 1 });
  return outcome;
}

/** The plan of a case's whole season, for cases that differ from it in numbers alone; `beside` as in `KnownPlans`. */
export const seasonPlanOf = (c: Case, solve: Solve, beside?: SeasonPlan): SeasonPlan =>
  orContradictions(c, solve, () => openWindow(c, withFallback(c, solve, noAnswers()), { beside }).season);

const withFallback = (c: Case, referee: Solve, answers: Answers): Solve =>
  atScale(countedAnswers(own, referee, answers), scaleOf(c).power);

/** Ten-day periods under perfect foresight; single days where the plan is made anew every week. */
const screenTimeline = (c: Case): Timeline =>
  blockTimeline(
    c,
    periodStarts(c, c.opens, c.to, c.foresight === 'rolling' ? c.closes : c.opens).filter((hour) => hour >= c.from),
    c.to,
  );

/** The first dispatched hour of a day. */
const hourOf = (c: Case, day: number): number => Math.max(c.from, day * 24);

/** In blocks a day's pond has no clock: it begins and ends half full. */
const halfFullPonds = (c: Case, { storage, releaseBefore }: WaterState): WaterState => ({
  storage: headStorage(c, storage),
  releaseBefore,
});

function mustSolve(what: string, c: Case, w: WindowProgram, found: Solution): Solution {
  if (found.status !== 'optimal')
    throw new Unsolved(what, found, { ...w, line: hourTimeline(c, w.span.from, w.span.to) });
  return found;
}

/**
 * Heads are those of the plan before, of the operators' rule for the first: the plan of all knowledge must not show
 * through.
 */
function replan({ c, solve }: Run, day: number, storage: Float64Array, before: SeasonPlan | null): SeasonPlan {
  const hour = hourOf(c, day);
  const next = Math.min(c.closes, (c.replanDays.find((d) => d > day) ?? c.days) * 24);
  const outlook = forecastOutlook(c, hour, Math.min(next, hour + c.assumptions['forecast-known'] * 24));
  const line = blockTimeline(c, periodStarts(c, hour, c.closes, Math.min(next, c.to)), c.closes);
  const planning = { line, storage, outlook, slots: believedSlots(c, c.start + hour) };
  return before
    ? planSeason(c, solve, { ...planning, heads: before.heads, near: before })
    : planOnOwnHeads(c, solve, planning);
}

/**
 * The plan that a day follows, `before` being that of the day before; a plan made anew is added to `replans` by its
 * hour.
 */
function planOn(run: Run, day: number, water: WaterState, before: SeasonPlan | null, replans: number[]): SeasonPlan {
  const { c, perfect } = run;
  if (!plansAnew(c, day)) return known(before ?? perfect);
  replans.push(c.start + hourOf(c, day));
  return replan(run, day, water.storage, before);
}

function known(plan: SeasonPlan | null): SeasonPlan {
  if (plan === null) throw new Error('a day was dispatched before a plan was made for it');
  return plan;
}

/** Tells that all days before this one are dispatched; after the last come bounds. */
function tellBefore({ c, onProgress, work }: Run, day: number): void {
  const [done, total] = [day - firstDay(c), endDay(c) - firstDay(c)];
  onProgress({
    stage: done < total ? 'dispatch' : 'bound',
    done,
    total,
    fraction: work.before(day) / work.total,
    until: done < total ? work.before(day + 1) / work.total : 1,
  });
}

/** Tells how far the one program over all days has come. */
function tellWithin({ c, onProgress, work }: Run, share: number): void {
  const [from, to] = [work.before(firstDay(c)), work.before(endDay(c))];
  onProgress({
    stage: 'dispatch',
    done: Math.floor(share * (endDay(c) - firstDay(c))),
    total: endDay(c) - firstDay(c),
    fraction: (from + share * (to - from)) / work.total,
    until: to / work.total,
  });
}

function runScreen(run: Run): Outcome {
  const { c, schedule, inputs, standing } = run;
  let { water, plan } = standing;
  const replans = [...standing.replans];
  for (let { day } = standing; day < endDay(c);) {
    if (plansAnew(c, day))
      run.watch?.({ ...standing, day, schedule, water, plan, replans, answers: { ...run.answers } });
    plan = planOn(run, day, water, plan, replans);
    const next = c.foresight === 'rolling' ? (c.replanDays.find((d) => d > day) ?? endDay(c)) : endDay(c);
    water = writePlan(c, inputs, schedule, plan, hourOf(c, day), Math.min(c.to, next * 24), water);
    day = Math.min(next, endDay(c));
    tellBefore(run, day);
  }
  return seal(run, { plan: known(plan), replans, lower: null, solver: 'own interior point, season in blocks' });
}

/** Days follow the plan; the season's last day under a hard target is pinned to it, ponds included. */
function windowEnd(c: Case, plan: SeasonPlan, window: DayWindow): WindowEnd {
  const end = guidedEnd(c, plan, window);
  if (c.terminal !== 'target' || window.to !== c.closes) return end;
  return { ...plannedEnd(c, plan, window, 'pinned'), target: c.stations.endStorage, path: end.path, closes: true };
}

/** What each line carried in the hour before one, MW; null where the run begins with it. */
function exportedBefore(
  {
    c,
    schedule: {
      exported,
      timeline: { steps },
    },
  }: Run,
  hour: number,
): Float64Array | null {
  return hour === c.from ? null : Float64Array.from(c.exports.ids, (_, e) => exported[e * steps + hour - c.from - 1]);
}

/** Of the program of a day or two, relative: a day costs some hundred million yuan. */
const DAY_ACCURACY = 1e-9;

function runDays(run: Run): Outcome {
  const { c, solve, schedule, inputs, standing } = run;
  const replans = [...standing.replans];
  const solved = [...standing.solved];
  let { water, plan, near } = standing;
  for (const span of dayWindows(c, hourOf(c, standing.day))) {
    const [day, days] = [Math.floor(span.from / 24), daysOf(span)];
    if (plansAnew(c, day))
      run.watch?.({ day, schedule, water, plan, near, replans, solved, answers: { ...run.answers } });
    plan = planOn(run, day, water, plan, replans);
    // Heads of the plan's later days would make the better one a reason to wait for it.
    const heads = headStorage(c, water.storage);
    const w = buildWindowProgram(c, {
      span,
      water,
      heads: forEachDay(heads, days),
      end: windowEnd(c, plan, span),
      slots: c.zones.slotLoad,
      scale: 1,
      exportedBefore: exportedBefore(run, span.from),
    });
    const found = mustSolve(
      days === 1 ? `day ${day + 1} of the season` : `days ${day + 1} to ${day + days} of the season`,
      c,
      w,
      solve(w.program, { want: 'interior', near, accuracy: DAY_ACCURACY }),
    );
    const after = writeWindow(c, inputs, schedule, w, found, water, span.keptTo);
    near = nextStart(w, found, after.length);
    after.forEach((_, d) =>
      solved.push(solvedDay(w, found.rowDual, d, { water: d === 0 ? water : after[d - 1], heads })),
    );
    water = after[after.length - 1];
    tellBefore(run, day + after.length);
  }
  return seal(run, {
    plan: known(plan),
    replans,
    lower: seasonBound(c, solved, water.storage),
    solver: isShortWindow(c) ? 'own interior point, two days at a time' : 'own interior point, day by day',
  });
}

/** A table [station * days] that has the same numbers every day. */
const forEachDay = (numbers: Float64Array, days: number): Float64Array =>
  days === 1
    ? numbers
    : Float64Array.from({ length: numbers.length * days }, (_, at) => numbers[Math.floor(at / days)]);

function runExact(run: Run): Outcome {
  const { c, solve, referee, schedule, inputs, start } = run;
  const plan = known(run.perfect);
  const w = buildExactProgram(c, plan, start, EXACT_SCALE);
  const found = mustSolve(
    'exact window',
    c,
    w,
    solve(w.program, { want: 'interior', watch: (share) => tellWithin(run, share) }),
  );
  tellBefore(run, endDay(c));
  writeWindow(c, inputs, schedule, w, found, start);
  const stage = buildCostProgram(c, plan, start);
  const bounds = windowBounds(
    stage.program,
    found.x,
    mustSolve('cost stage of the exact window', c, stage, referee(stage.program, { want: 'interior' })),
  );
  const sealed = seal(run, {
    plan,
    replans: [],
    lower: bounds.lower,
    solver: 'own interior point, whole window; bound by HiGHS',
    scale: EXACT_SCALE,
  });
  const gap = (bounds.upper - bounds.lower) / Math.max(1, bounds.absolute);
  const [, ...later] = sealed.stages;
  // The elementary bound knows nothing of the values of heads and of stored water that this program has.
  return {
    ...sealed,
    lowerBound: bounds.lower,
    upperBound: bounds.upper,
    absoluteCost: bounds.absolute,
    stages: [{ stage: 'cost', tolerance: `bounds ${gap.toExponential(1)} of absolute cost apart` }, ...later],
  };
}

/**
 * Adds what the schedule costs, a bound on what any schedule could cost (the elementary one where no better is known),
 * and how it was made.
 */
function seal(
  { c, inputs, schedule, start, answers }: Run,
  made: { plan: SeasonPlan; replans: readonly number[]; lower: number | null; solver: string; scale?: number },
): Outcome {
  const { scale = 1 } = made;
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
      { stage: 'least hydro spill', tolerance: `${scale * c.assumptions['spill-weight']} yuan/MWh beside the cost` },
      { stage: 'sharing pro rata', tolerance: `convex, at most ${scale * c.assumptions['sharing-weight']} yuan/MWh` },
      {
        stage: 'even forced spill',
        tolerance: `convex, ${scale * c.assumptions['even-spill-weight']} yuan/MWh at the natural flow, more above it`,
      },
    ],
    solver: solverName(made.solver, answers),
  };
}
