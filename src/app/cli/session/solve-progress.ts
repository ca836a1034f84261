import type { Solve } from '../../../engine/solver/program/linear-program.ts';
import type { ProgressDisplay } from './progress-display.ts';

/**
 * What `solve` does with a program, one solve each; what follows looks for a conflict and takes as long as it takes.
 */
const STAGES = ['least cost', 'least spill'];
const AFTERWARDS = 'looking for what contradicts';
/** About so many solves of falling size find a conflict and its remedies. */
const SOLVES_OF_A_CONFLICT = 40;

/**
 * The solver, telling of every solve that can say how far it is. Small programs are over before there is anything to
 * tell.
 */
export function watchedSolve(solve: Solve, display: ProgressDisplay): Solve {
  let begun = 0;
  return (program, options = {}) => {
    const at = begun++;
    const told =
      at < STAGES.length
        ? {
            stage: `${STAGES[at]}, ${program.columns} columns, stage`,
            total: STAGES.length,
            share: (fraction: number) => (at + fraction) / STAGES.length,
          }
        : {
            stage: `${AFTERWARDS}, solve`,
            total: Math.max(SOLVES_OF_A_CONFLICT, at + 1),
            share: () => Math.min(0.99, at / SOLVES_OF_A_CONFLICT),
          };
    return solve(program, {
      ...options,
      watch: (fraction) =>
        display.show({ stage: told.stage, done: at + 1, total: told.total, fraction: told.share(fraction) }),
    });
  };
}
