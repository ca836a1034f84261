import type { Case } from '../compile-case/case.ts';
import type { LinearProgram, Solve } from '../solver/linear-program.ts';
import { createInteriorPoint } from '../solver/interior-point.ts';
import { blockTimeline, periodStarts } from '../timeline.ts';
import { openingState, windowOpening } from './opening.ts';
import { buildCostProgram } from './exact-window.ts';
import { planSeason } from './season-plan.ts';
import { perfectOutlook } from './water-outlook.ts';

/** The one perfect-foresight hourly program of the case's window, cost stage: the same that a run at level exact bounds. */
export function exportProgram(c: Case, solve: Solve = createInteriorPoint()): LinearProgram {
  const opening = openingState(c);
  const plan = planSeason(c, solve, blockTimeline(c, periodStarts(c, 0, c.days, 0), c.days), opening.storage, perfectOutlook(c), c.zones.slotLoad);
  return buildCostProgram(c, plan, windowOpening(c, solve, plan)).program;
}
