import type { Case } from '../../case/case.ts';
import type { LinearProgram, Solve } from '../../solver/program/linear-program.ts';
import { scaleOf } from '../../cascade/scale.ts';
import { atScale } from '../../solver/program/at-scale.ts';
import { createInteriorPoint } from '../../solver/barrier/interior-point.ts';
import { openSpan } from '../plan/opening.ts';
import { buildCostProgram } from './exact-program.ts';
import { orContradictions } from '../conflict/run-conflict.ts';
import type { HorizonProgram } from '../programs/horizon-program.ts';

/**
 * The one perfect-foresight hourly program of the case's span, cost stage: the same that a run at level exact bounds.
 */
export const exportProgram = (c: Case, solve: Solve = createInteriorPoint()): LinearProgram =>
  exportHorizon(c, solve).program;

/** The same, with the places of its columns and rows. */
export function exportHorizon(c: Case, solve: Solve = createInteriorPoint()): HorizonProgram {
  const { plan, start } = orContradictions(c, solve, () => openSpan(c, atScale(solve, scaleOf(c).power)));
  return buildCostProgram(c, plan, start);
}
