import type { LinearProgram, Solve } from '../program/linear-program.ts';
import { CHOICE } from '../program/settings.ts';

/** Whether a program is better left to an interior-point method. */
export const isLarge = ({ columns }: LinearProgram): boolean => columns >= CHOICE.simplexColumns.default;

/**
 * Two solvers as one: `vertex` where a program is small, `interior` above, whose time grows with the number of steps
 * alone. Where `interior` ends `unbounded`, `stalled`, `limit` or `invalid`, `vertex` gets the same program, quadratic
 * terms included, and has the last word.
 */
export const quickestOf =
  (vertex: Solve, interior: Solve): Solve =>
  (program, options = {}) => {
    if (!isLarge(program)) return vertex(program, options);
    const solution = interior(program, options);
    switch (solution.status) {
      case 'optimal':
      case 'almost-optimal':
      case 'infeasible':
        return solution;
      case 'unbounded':
      case 'stalled':
      case 'limit':
      case 'invalid':
        return vertex(program, options);
    }
  };
