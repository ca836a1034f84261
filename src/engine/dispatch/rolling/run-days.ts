import type { Case } from '../../case/case.ts';
import type { Outcome } from '../../outcome/outcome.ts';
import { isShortSpan } from '../../case/timeline.ts';
import { dayHorizons, nextStart, type DayHorizon } from './day-horizons.ts';
import { guidedEnd, plannedEnd, plannedHeads } from './exact-program.ts';
import { daysOf } from '../programs/horizon.ts';
import type { HorizonEnd } from '../programs/horizon-end.ts';
import { hourOf, known, mustSolve, planOn, seal, tellBefore, type Run } from './run-state.ts';
import { solvedDay, spanDualBound } from './span-dual-bound.ts';
import type { SeasonPlan } from '../plan/season-plan.ts';
import { plansAnew } from './checkpoint.ts';
import { buildHorizonProgram } from '../programs/horizon-program.ts';
import { writeHorizon } from '../schedule/write-horizon.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/** Days follow the plan; the season's last day under a hard target is pinned to it, ponds included. */
function horizonEnd(c: Case, plan: SeasonPlan, horizon: DayHorizon): HorizonEnd {
  const end = { ...guidedEnd(c, plan, horizon), reached: isReached(c, horizon) };
  if (c.terminal !== 'target' || horizon.to !== c.closes) return end;
  return { ...plannedEnd(c, plan, horizon, 'pinned'), target: c.stations.endStorage, path: end.path, closes: true };
}

/**
 * A short span whose water is known ends no lower than planned, as at level exact: a schedule that lets more go by the
 * end is another answer, not a better one. What it holds beyond the plan it keeps.
 */
const isReached = (c: Case, { to }: DayHorizon): boolean =>
  isShortSpan(c) && c.foresight === 'perfect' && to === c.to && to < c.closes;

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

/** Of the program of a day or a few, relative: a day costs some hundred million yuan. */
const DAY_ACCURACY = 1e-9;

/** Level standard: hourly programs day by day that follow the plan's storage targets and water values. */
export function runDays(run: Run): Outcome {
  const { c, solve, schedule, inputs, checkpoint } = run;
  const replans = [...checkpoint.replans];
  const solved = [...checkpoint.solved];
  let { water, plan, warmStart } = checkpoint;
  for (const span of dayHorizons(c, hourOf(c, checkpoint.day))) {
    const [day, days] = [Math.floor(span.from / HOURS_A_DAY), daysOf(span)];
    if (plansAnew(c, day))
      run.watch?.({ day, schedule, water, plan, warmStart, replans, solved, answers: [...run.answers] });
    plan = planOn(run, day, water, plan, replans);
    const heads = plannedHeads(c, plan, span, water);
    const w = buildHorizonProgram(c, {
      span,
      water,
      heads,
      end: horizonEnd(c, plan, span),
      interruptible: c.zones.interruptibleLoad,
      scale: 1,
      exportedBefore: exportedBefore(run, span.from),
    });
    const name = days === 1 ? `day ${day + 1} of the season` : `days ${day + 1} to ${day + days} of the season`;
    const found = mustSolve(
      name,
      c,
      w,
      solve(w.program, { want: 'interior', warmStart, accuracy: DAY_ACCURACY, name }),
    );
    const after = writeHorizon(c, inputs, schedule, w, found, water, span.keptTo);
    warmStart = nextStart(w, found, after.length);
    after.forEach((_, d) =>
      solved.push(
        solvedDay(w, found.rowDual, d, {
          water: d === 0 ? water : after[d - 1],
          heads: water.storage.map((_, i) => heads[i * days + d]),
        }),
      ),
    );
    water = after[after.length - 1];
    tellBefore(run, day + after.length);
  }
  return seal(run, {
    plan: known(plan),
    replans,
    lower: spanDualBound(c, solved, water.storage),
    solver: isShortSpan(c) ? 'own interior point, day by day with a look ahead' : 'own interior point, day by day',
  });
}
