/**
 * min sum cost*x + 1/2 sum quadratic*x^2 + constant subject to rowLower <= A x <= rowUpper, columnLower <= x <=
 * columnUpper. A is stored by column (CSC) with sorted rows; `quadratic` is the diagonal of a convex quadratic term
 * (all >= 0), absent for a linear program.
 */
export interface LinearProgram {
  readonly columns: number;
  readonly rows: number;
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** columns + 1 */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly quadratic?: Float64Array;
  readonly constant: number;
  readonly columnName: (column: number) => string;
  readonly rowName: (row: number) => string;
}

/** How a solve ended; `STATUS_MEANING` in status.ts says what each means. */
export type SolveStatus = 'optimal' | 'almost-optimal' | 'infeasible' | 'unbounded' | 'stalled' | 'limit' | 'invalid';

/** Which limit stopped a solve. */
export type LimitKind = 'iterations' | 'time' | 'memory';

/**
 * `rowDual[i]` is the change of the minimum when both bounds of row i rise by one; arrays are empty unless the status
 * is `optimal` or `almost-optimal`.
 */
export interface Solution {
  readonly status: SolveStatus;
  readonly message: string;
  readonly objective: number;
  readonly x: Float64Array;
  readonly rowDual: Float64Array;
  readonly iterations: number;
  /** with the status `limit` only */
  readonly limit?: LimitKind;
  /** relative residuals and gap that an answer was left with, where the solver says so */
  readonly accuracy?: number;
}

/**
 * `closely`: the program has the same rows and entries and other numbers in a few places only, so that little of the
 * optimum need be forgotten.
 */
export interface NearOptimum extends Pick<Solution, 'x' | 'rowDual'> {
  readonly closely?: boolean;
}

export interface SolveOptions {
  readonly timeLimitSeconds?: number;
  /** What the program is called in the record of who answered it. */
  readonly name?: string;
  /** `vertex` asks for a basic solution (simplex or crossover), `interior` accepts an interior one. */
  readonly want?: 'vertex' | 'interior';
  /**
   * Optimum of a program of the same size that differs little: a solver may begin there. It changes how soon an answer
   * is found, and the answer within its accuracy.
   */
  readonly warmStart?: NearOptimum;
  /** Relative accuracy at which a solver may stop; its own, finest one where absent. */
  readonly accuracy?: number;
  /** Called now and then with how far a solver has come, 0-1, where it can say so; it changes no answer. */
  readonly watch?: (fraction: number) => void;
}

/** The port every solver implements: synchronous, no shared state between calls that could change an answer. */
export type Solve = (program: LinearProgram, options?: SolveOptions) => Solution;
