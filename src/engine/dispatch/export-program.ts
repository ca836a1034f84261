import type { Case } from '../compile-case/case.ts';
import type { LinearProgram, Solve } from '../solver/linear-program.ts';
import { scaleOf } from '../scale.ts';
import { atScale } from '../solver/at-scale.ts';
import { createInteriorPoint } from '../solver/interior-point.ts';
import { openWindow } from './opening.ts';
import { buildCostProgram } from './exact-window.ts';
import { orContradictions } from './run-conflict.ts';
import type { WindowProgram } from './window-program.ts';

/**
 * The one perfect-foresight hourly program of the case's window, cost stage: the same that a run at level exact bounds.
 */
export const exportProgram = (c: Case, solve: Solve = createInteriorPoint()): LinearProgram =>
  exportWindow(c, solve).program;

/** The same, with the places of its columns and rows. */
export function exportWindow(c: Case, solve: Solve = createInteriorPoint()): WindowProgram {
  const { plan, start } = orContradictions(c, solve, () => openWindow(c, atScale(solve, scaleOf(c).power)));
  return buildCostProgram(c, plan, start);
}
