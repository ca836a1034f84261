import { CompensatedSum } from './compensated-sum.ts';
import type { LinearProgram } from './linear-program.ts';
import { DUAL_BOUND } from './settings.ts';

/**
 * Lower bound on the minimum of a linear program from any vector y of row duals, feasible or not (`rowDual`, in the
 * unit of cost per unit of row):
 *   min c'x + k  >=  k + sum_i min(y_i L_i, y_i U_i) + sum_j min(d_j l_j, d_j u_j)   with d = c - A'y,
 * because c'x = y'(Ax) + d'x and each term is at least its least value between the bounds of its row or column. A y_i
 * that would need an infinite row bound is set to 0 first; where a d_j needs an infinite column bound, nothing is
 * proven and the bound is -Infinity. Rounding: sums are compensated; a d_j no larger than the rounding error of its own
 * terms counts as 0. Callers who want a finite bound from approximate duals give every column finite bounds. With a
 * convex quadratic term the bound holds but ignores it.
 */
export function dualBound(program: LinearProgram, rowDual: Float64Array): number {
  const { rows, columns, starts, indices, values } = program;
  const y = new Float64Array(rows);
  const total = new CompensatedSum();
  total.add(program.constant);
  for (let i = 0; i < rows; i++) {
    y[i] = projected(rowDual[i], program.rowLower[i], program.rowUpper[i]);
    if (y[i] !== 0) total.add(y[i] * (y[i] > 0 ? program.rowLower[i] : program.rowUpper[i]));
  }
  for (let j = 0; j < columns; j++) {
    const reduced = new CompensatedSum();
    let size = Math.abs(program.cost[j]);
    reduced.add(program.cost[j]);
    for (let e = starts[j]; e < starts[j + 1]; e++) {
      const priced = values[e] * y[indices[e]];
      reduced.add(-priced);
      size += Math.abs(priced);
    }
    const d = reduced.value;
    const bound = d > 0 ? program.columnLower[j] : program.columnUpper[j];
    if (Number.isFinite(bound)) total.add(d * bound);
    else if (Math.abs(d) > DUAL_BOUND.rounding.default * size) return -Infinity;
  }
  return total.value;
}

/** The dual nearest to `y` that asks for no infinite row bound. */
function projected(y: number, lower: number, upper: number): number {
  if (y > 0) return lower === -Infinity ? 0 : y;
  return y < 0 && upper !== Infinity ? y : 0;
}
