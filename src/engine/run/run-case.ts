import { caseWork } from '../dispatch/rolling/case-work.ts';
import { headStorage } from '../cascade/topology.ts';
import type { Case } from '../case/case.ts';
import { openingState, openSpan, type KnownPlans } from '../dispatch/plan/opening.ts';
import { orContradictions } from '../dispatch/conflict/run-conflict.ts';
import { runDays } from '../dispatch/rolling/run-days.ts';
import { runExact } from '../dispatch/rolling/run-exact.ts';
import { runScreen } from '../dispatch/rolling/run-screen.ts';
import { tellBefore, type EngineProgress } from '../dispatch/rolling/run-state.ts';
import { emptySchedule } from '../dispatch/schedule/schedule.ts';
import type { SeasonPlan } from '../dispatch/plan/season-plan.ts';
import { copied, firstDay, sharedUntil, startsUnplanned, type Checkpoint } from '../dispatch/rolling/checkpoint.ts';
import type { WaterState } from '../dispatch/programs/water-state.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { scaleOf } from '../cascade/scale.ts';

import { atScale } from '../solver/program/at-scale.ts';
import { withFallback, type ProgramAnswer } from '../solver/answers/fallback.ts';
import { createInteriorPoint } from '../solver/barrier/interior-point.ts';
import type { Solve } from '../solver/program/linear-program.ts';
import { blockTimeline, hourTimeline, periodStarts, type Timeline } from '../case/timeline.ts';
import { stepInputs } from '../outcome/zone-balance.ts';

/**
 * Keeps the symbolic analyses of the programs it has seen: with, without and every draw share them, and no answer
 * depends on them.
 */
const own = createInteriorPoint();

/**
 * Dispatches a compiled case: the season plan alone, block by block (level `screen`), hourly programs day by day that
 * follow its storage targets and water values (`standard`), or one hourly program over the whole span (`exact`). Pure
 * and synchronous. `solve` is the referee solver, used for bounds at level exact, and for the same convex program
 * wherever `interior` gives up. Throws `Unsolved` where neither has an answer.
 */
export function runCase(
  c: Case,
  solve: Solve,
  onProgress: (progress: EngineProgress) => void,
  known: KnownPlans = {},
  interior: Solve = own,
): Outcome {
  return carryOut(c, solve, onProgress, { ...known, interior });
}

/**
 * Dispatches two worlds one after the other, with the same bits as each by itself. Rolling seasons that differ in their
 * named loads alone are one until these part: the second goes on from the last plan that both make.
 */
export function runPair(
  [one, other]: readonly [Case, Case],
  solve: Solve,
  onProgress: (world: 0 | 1, progress: EngineProgress) => void,
  templates?: readonly SeasonPlan[],
): [Outcome, Outcome] {
  const until = sharedUntil(one, other);
  let parted: Checkpoint | undefined;
  const watch = (checkpoint: Checkpoint): void => {
    if (checkpoint.day === until) parted = copied(checkpoint);
  };
  const first = carryOut(one, solve, (progress) => onProgress(0, progress), { template: templates?.[0], watch });
  return [first, carryOut(other, solve, (progress) => onProgress(1, progress), { template: templates?.[1], parted })];
}

interface Way extends KnownPlans {
  /** how a run of a case that is the same before that day stood; written on */
  readonly parted?: Checkpoint;
  /** is told how a rolling run stands before each day on which it plans anew */
  readonly watch?: (checkpoint: Checkpoint) => void;
  /** the solver that is asked first */
  readonly interior?: Solve;
}

/** Throws `InvalidInput` that names what cannot all hold where no schedule keeps every limit. */
const carryOut = (c: Case, solve: Solve, onProgress: (progress: EngineProgress) => void, way: Way): Outcome =>
  orContradictions(c, solve, () => dispatched(c, solve, onProgress, way));

function dispatched(
  c: Case,
  solve: Solve,
  onProgress: (progress: EngineProgress) => void,
  { parted, watch, interior = own, ...plans }: Way,
): Outcome {
  const answers = [...(parted?.answers ?? [])];
  const robust = robustSolve(c, interior, solve, answers);
  const line = c.level === 'screen' ? screenTimeline(c) : hourTimeline(c);
  const work = caseWork(c);
  onProgress({ stage: 'plan', done: 0, total: 1, fraction: 0, until: work.before(firstDay(c)) / work.total });
  const opened = startsUnplanned(c) ? { start: openingState(c), plan: null } : openSpan(c, robust, plans);
  const start = c.level === 'screen' ? halfFullPonds(c, opened.start) : opened.start;
  const checkpoint = parted ?? {
    day: firstDay(c),
    water: start,
    plan: null,
    warmStart: undefined,
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
    checkpoint,
    schedule: checkpoint.schedule,
    answers,
  };
  tellBefore(run, checkpoint.day);
  const outcome = c.level === 'screen' ? runScreen(run) : c.level === 'exact' ? runExact(run) : runDays(run);
  onProgress({ stage: 'bound', done: 1, total: 1, fraction: 1, until: 1 });
  return outcome;
}

/** The plan of a case's whole season, for cases that differ from it in numbers alone; `beside` as in `KnownPlans`. */
export const seasonPlanOf = (c: Case, solve: Solve, beside?: SeasonPlan): SeasonPlan =>
  orContradictions(c, solve, () => openSpan(c, robustSolve(c, own, solve, []), { beside }).season);

const robustSolve = (c: Case, interior: Solve, referee: Solve, answers: ProgramAnswer[]): Solve =>
  atScale(withFallback(interior, referee, answers), scaleOf(c).power);

/** Ten-day periods under perfect foresight; single days where the plan is made anew every week. */
const screenTimeline = (c: Case): Timeline =>
  blockTimeline(
    c,
    periodStarts(c, c.opens, c.to, c.foresight === 'rolling' ? c.closes : c.opens).filter((hour) => hour >= c.from),
    c.to,
  );

/** In blocks a day's pond has no clock: it begins and ends half full. */
const halfFullPonds = (c: Case, { storage, releaseBefore }: WaterState): WaterState => ({
  storage: headStorage(c, storage),
  releaseBefore,
});
