import type { LinearProgram, Solve } from './linear-program.ts';

/** Below this many columns a simplex method is as quick as any and ends in a vertex. */
const SIMPLEX_BELOW_COLUMNS = 5_000;

/** Whether a program is better left to an interior-point method. */
export const isLarge = ({ columns }: LinearProgram): boolean => columns >= SIMPLEX_BELOW_COLUMNS;

/**
 * Two solvers as one: `vertex` where a program is small, `interior` above, whose time grows with the number of steps
 * alone; where that gives no optimum and no proof that there is none, `vertex` has the last word.
 */
export const quickestOf =
  (vertex: Solve, interior: Solve): Solve =>
  (program, options = {}) => {
    if (!isLarge(program)) return vertex(program, options);
    const solution = interior(program, options);
    return solution.status === 'optimal' || solution.status === 'infeasible' ? solution : vertex(program, options);
  };
