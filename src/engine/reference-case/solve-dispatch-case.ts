import type { DispatchCase } from '../../system/dispatch-case.ts';
import { reducedCosts } from '../solver/evaluate.ts';
import type { LinearProgram, Solution, Solve, SolveStatus } from '../solver/linear-program.ts';
import { buildDispatchProgram, type DispatchCaseResult, type DispatchProgram } from './dispatch-program.ts';

export interface SolvedCase {
  readonly status: SolveStatus;
  readonly message: string;
  /** currency; null unless optimal */
  readonly objective: number | null;
  /** null unless optimal */
  readonly result: DispatchCaseResult | null;
}

/**
 * Least cost first; among the schedules of that cost, the one that spills least and latest, as a reservoir does that overflows only when full.
 * Objective and prices are those of the first stage.
 */
export function solveDispatchCase(dispatch: DispatchCase, solve: Solve): SolvedCase {
  const built = buildDispatchProgram(dispatch);
  const cheapest = solve(built.program, { want: 'vertex' });
  if (cheapest.status !== 'optimal') return { status: cheapest.status, message: cheapest.message, objective: null, result: null };
  const settled = solve(latestSpill(built, cheapest), { want: 'vertex' });
  const x = settled.status === 'optimal' ? settled.x : cheapest.x;
  return { status: 'optimal', message: cheapest.message, objective: cheapest.objective, result: built.read(x, cheapest.rowDual) };
}

/** A column or row counts as priced if its dual exceeds this share of the largest cost; below it the cost moves by less than rounding. */
const PRICED = 1e-9;

/** The same program held on its optimal face (priced columns and rows stay at the bound that is priced), now minimising spill, the earliest most. */
function latestSpill({ program, steps, columns }: DispatchProgram, cheapest: Solution): LinearProgram {
  const threshold = PRICED * program.cost.reduce((most, c) => Math.max(most, Math.abs(c)), 1);
  const reduced = reducedCosts(program, cheapest.x, cheapest.rowDual);
  const [columnLower, columnUpper] = held(program.columnLower, program.columnUpper, reduced, threshold);
  const [rowLower, rowUpper] = held(program.rowLower, program.rowUpper, cheapest.rowDual, threshold);
  const cost = new Float64Array(program.columns);
  for (const spill of columns.spill) spill.forEach((column, t) => { cost[column] = steps.hours[t] * steps.left[t]; });
  return { ...program, cost, constant: 0, columnLower, columnUpper, rowLower, rowUpper };
}

function held(lower: Float64Array, upper: Float64Array, dual: Float64Array, threshold: number): [Float64Array, Float64Array] {
  const [low, high] = [Float64Array.from(lower), Float64Array.from(upper)];
  dual.forEach((price, i) => {
    if (price > threshold && Number.isFinite(lower[i])) high[i] = lower[i];
    if (price < -threshold && Number.isFinite(upper[i])) low[i] = upper[i];
  });
  return [low, high];
}
