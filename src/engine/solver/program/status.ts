import type { LimitKind, Solution, SolveStatus } from './linear-program.ts';

/** What each status says, and what becomes of the answer. */
export const STATUS_MEANING: Readonly<Record<SolveStatus, string>> = {
  optimal: 'residuals and gap are within the accuracy asked for, or within `goodAccuracy`: the answer is used',
  'almost-optimal': 'no further progress, within `acceptableAccuracy`: the answer is used and the run is flagged',
  infeasible: 'proven: no point meets all rows and bounds',
  unbounded: 'proven: a feasible point exists, and the objective falls without end from it',
  stalled: 'no further progress and no proof, outside `acceptableAccuracy`: there is no answer',
  limit: 'stopped by a limit on iterations, time or memory (`limit` says which): there is no answer',
  invalid: 'not a program: a cost, entry or bound is not a number, or a quadratic weight is negative',
};

/** Whether there is a point to use: `optimal` or `almost-optimal`. */
export const isSolved = ({ status }: Pick<Solution, 'status'>): boolean =>
  status === 'optimal' || status === 'almost-optimal';

const NONE = new Float64Array(0);

/** A solution without a point. */
export const noSolution = (status: SolveStatus, message: string, iterations = 0, limit?: LimitKind): Solution => ({
  status,
  message,
  objective: NaN,
  x: NONE,
  rowDual: NONE,
  iterations,
  ...(limit && { limit }),
});
