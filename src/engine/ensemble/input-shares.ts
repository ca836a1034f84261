import { denseCholesky } from '../../system/model/dense-cholesky.ts';

/**
 * One input and the columns of figures that tell its draws, each `[draw]`. A categorical input has one column, of
 * positions in a list that has no order.
 */
export interface InputColumns {
  readonly key: string;
  readonly columns: readonly (readonly number[])[];
  readonly categorical?: boolean;
}
export interface InputShare {
  readonly key: string;
  /** share of the variance of the ranks; null where there are too few draws to tell */
  readonly share: number | null;
  /**
   * rank correlation with the mean of the input's columns; null for a categorical input, which has no more and no less
   */
  readonly correlation: number | null;
}

/** With fewer the regression leaves less freedom than it takes, and its credits are mostly noise. */
const LEAST_PAIRS_A_COLUMN = 2;

/**
 * How much of the spread of `values` each input explains: a regression on standardised ranks, each column credited with
 * its coefficient times its correlation (the credits of all columns make up the explained share), less what as many
 * columns of noise would explain. Mirrored pairs count as one observation. A categorical input is told by one indicator
 * a category but the first: where it is drawn independently of the others, its credits come to the variance between its
 * groups.
 */
export function inputShares(values: readonly number[], given: readonly InputColumns[]): InputShare[] {
  const inputs = given.map((input) =>
    input.categorical ? { ...input, columns: indicators(input.columns[0]) } : { ...input, categorical: false },
  );
  const y = standardRanks(values);
  const columns = inputs.flatMap(({ columns: own }) => own.map(standardRanks));
  const credits = y === null ? null : creditsOf(y, columns);
  const pairs = Math.ceil(values.length / 2);
  const alive = columns.filter((column) => column !== null).length;
  const told = credits !== null && pairs > LEAST_PAIRS_A_COLUMN * alive;
  const left = 1 - (credits ?? []).reduce((sum, credit) => sum + credit, 0);
  const noise = told ? Math.max(0, left) / (pairs - alive - 1) : 0;
  let at = 0;
  return inputs.map(({ key, columns: own, categorical }) => {
    const mine = columns.slice(at, at + own.length);
    const credit = (credits ?? []).slice(at, at + own.length).reduce((sum, value) => sum + value, 0);
    at += own.length;
    const total = categorical
      ? null
      : standardRanks(values.map((_, draw) => own.reduce((sum, column) => sum + column[draw], 0)));
    return {
      key,
      share: told ? Math.max(0, credit - noise * mine.filter((column) => column !== null).length) : null,
      correlation: y && total ? dot(y, total) : null,
    };
  });
}

/**
 * Coefficient times correlation of each column in the joint regression; a column without spread, or one told by others,
 * gets nothing.
 */
function creditsOf(y: Float64Array, columns: readonly (Float64Array | null)[]): number[] | null {
  const n = columns.length;
  const gram = new Float64Array(n * n);
  columns.forEach((a, i) =>
    columns.forEach((b, j) => {
      gram[i * n + j] = a && b ? dot(a, b) : 0;
    }),
  );
  const factor = denseCholesky(gram, n, 1e-9);
  if (!factor) return null;
  const right = columns.map((column) => (column ? dot(column, y) : 0));
  const solution = [...right];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) solution[i] -= factor[i * n + j] * solution[j];
    solution[i] = factor[i * n + i] > 0 ? solution[i] / factor[i * n + i] : 0;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) solution[i] -= factor[j * n + i] * solution[j];
    solution[i] = factor[i * n + i] > 0 ? solution[i] / factor[i * n + i] : 0;
  }
  return solution.map((coefficient, i) => coefficient * right[i]);
}

const indicators = (positions: readonly number[]): number[][] =>
  [...new Set(positions)]
    .sort((a, b) => a - b)
    .slice(1)
    .map((category) => positions.map((one) => Number(one === category)));

/** Ranks, ties sharing their mean, with mean 0 and length 1; null where all are equal. */
function standardRanks(values: readonly number[]): Float64Array | null {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + to - 1) / 2;
    from = to;
  }
  const mean = (values.length - 1) / 2;
  const length = Math.sqrt(ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0));
  return length > 0 ? ranks.map((rank) => (rank - mean) / length) : null;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
