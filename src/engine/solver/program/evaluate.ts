import { CompensatedSum } from './compensated-sum.ts';
import type { LinearProgram } from './linear-program.ts';

/** Value of the objective at x, constant and quadratic term included. */
export function objectiveOf(program: LinearProgram, x: Float64Array): number {
  const total = new CompensatedSum();
  total.add(program.constant);
  for (let j = 0; j < program.columns; j++) {
    total.add(program.cost[j] * x[j]);
    if (program.quadratic) total.add(0.5 * program.quadratic[j] * x[j] * x[j]);
  }
  return total.value;
}

/**
 * Sum of the absolute values of all terms of the objective at x: the scale against which a gap is judged when gains and
 * costs cancel.
 */
export function absoluteCost(program: LinearProgram, x: Float64Array): number {
  let total = Math.abs(program.constant);
  for (let j = 0; j < program.columns; j++) {
    total += Math.abs(program.cost[j] * x[j]) + (program.quadratic ? 0.5 * program.quadratic[j] * x[j] * x[j] : 0);
  }
  return total;
}

/**
 * The largest amount by which x lies outside a row or column bound, in the unit of that row or column; 0 if x is
 * feasible.
 */
export function violationOf(program: LinearProgram, x: Float64Array): number {
  let worst = 0;
  for (let j = 0; j < program.columns; j++)
    worst = Math.max(worst, outside(x[j], program.columnLower[j], program.columnUpper[j]));
  const activity = activityOf(program, x);
  for (let i = 0; i < program.rows; i++)
    worst = Math.max(worst, outside(activity[i], program.rowLower[i], program.rowUpper[i]));
  return worst;
}

/** A x, one value a row. */
export function activityOf(program: LinearProgram, x: Float64Array): Float64Array {
  const activity = new Float64Array(program.rows);
  for (let j = 0; j < program.columns; j++) {
    for (let e = program.starts[j]; e < program.starts[j + 1]; e++)
      activity[program.indices[e]] += program.values[e] * x[j];
  }
  return activity;
}

/** c + Q x - A' y, one value a column: what one more unit of the column costs when the rows are paid at their duals. */
export function reducedCosts(program: LinearProgram, x: Float64Array, rowDual: Float64Array): Float64Array {
  const reduced = Float64Array.from(program.cost);
  for (let j = 0; j < program.columns; j++) {
    if (program.quadratic) reduced[j] += program.quadratic[j] * x[j];
    for (let e = program.starts[j]; e < program.starts[j + 1]; e++)
      reduced[j] -= program.values[e] * rowDual[program.indices[e]];
  }
  return reduced;
}

const outside = (value: number, lower: number, upper: number): number => Math.max(lower - value, value - upper, 0);
