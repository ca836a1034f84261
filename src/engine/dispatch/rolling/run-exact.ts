import type { Outcome } from '../../outcome/outcome.ts';
import { buildCostProgram, buildExactProgram, spanBounds } from './exact-program.ts';
import { known, mustSolve, seal, tellBefore, type Run } from './run-state.ts';
import { endDay, firstDay } from './checkpoint.ts';
import { writeHorizon } from '../schedule/write-horizon.ts';

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

/** Level exact: one hourly program over all dispatched hours, with bounds by the referee. */
export function runExact(run: Run): Outcome {
  const { c, solve, referee, schedule, inputs, start } = run;
  const plan = known(run.perfect);
  const w = buildExactProgram(c, plan, start, 1);
  const found = mustSolve(
    'exact window',
    c,
    w,
    solve(w.program, { want: 'interior', watch: (share) => tellWithin(run, share), name: 'exact window' }),
  );
  tellBefore(run, endDay(c));
  writeHorizon(c, inputs, schedule, w, found, start);
  const stage = buildCostProgram(c, plan, start);
  const bounds = spanBounds(
    stage.program,
    found.x,
    mustSolve('cost stage of the exact window', c, stage, referee(stage.program, { want: 'interior' })),
  );
  const sealed = seal(run, {
    plan,
    replans: [],
    lower: bounds.lower,
    solver: 'own interior point, whole window; bound by HiGHS',
  });
  const gap = (bounds.upper - bounds.lower) / Math.max(1, bounds.absolute);
  const [, ...later] = sealed.stages;
  const above = bounds.above.toExponential(1);
  // The elementary bound knows nothing of the values of heads and of stored water that this program has.
  return {
    ...sealed,
    lowerBound: bounds.lower,
    upperBound: bounds.upper,
    absoluteCost: bounds.absolute,
    stages: [
      {
        stage: 'cost',
        tolerance: `bounds ${gap.toExponential(1)} of absolute cost apart; the schedule gives ${above} to later stages`,
      },
      ...later,
    ],
  };
}
