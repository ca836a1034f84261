import { weightedQuantile } from '../../engine/ensemble/weighted-quantile.ts';
import { denseCholesky } from '../../system/model/dense-cholesky.ts';
import { SUPPLIED } from '../../system/model/drawn-model.ts';

interface Drawn {
  readonly names: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

/**
 * Medians of factors of water among weighted draws, at the supply beside the modelled lines that the model states:
 * logarithms of factors are brought there along a weighted regression on what each draw supplies more, since draws with
 * less to supply need less water. The plain median of a positive quantity where no supply is drawn.
 */
export function mediansAtStatedSupply({ names, values, weights }: Drawn, water: readonly number[]): number[] {
  const supplied = names.flatMap((name, i) => (name.startsWith(SUPPLIED) ? [i] : []));
  const rows = values.map((row) => [1, ...supplied.map((i) => row[i])]);
  return water.map((q) => {
    const logs = values.map((row) => Math.log(row[q]));
    const slopes = weightedLine(rows, logs, weights);
    const moved = logs.map((log, k) => log - supplied.reduce((sum, _, i) => sum + slopes[i + 1] * rows[k][i + 1], 0));
    return Math.exp(weightedQuantile(moved, weights, 0.5));
  });
}

/** Coefficients of weighted least squares; 0 for a column that the others tell. */
function weightedLine(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  weights: readonly number[],
): Float64Array {
  const n = rows[0].length;
  const scale = Array.from(
    { length: n },
    (_, i) => Math.sqrt(rows.reduce((sum, row, k) => sum + weights[k] * row[i] * row[i], 0)) || 1,
  );
  const [gram, x] = [new Float64Array(n * n), new Float64Array(n)];
  rows.forEach((row, k) =>
    row.forEach((a, i) => {
      x[i] += ((weights[k] * a) / scale[i]) * y[k];
      row.forEach((b, j) => {
        gram[i * n + j] += (((weights[k] * a) / scale[i]) * b) / scale[j];
      });
    }),
  );
  const factor = denseCholesky(gram, n)!;
  const pivot = (i: number): number => factor[i * n + i];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) x[i] -= factor[i * n + j] * x[j];
    x[i] = pivot(i) > 0 ? x[i] / pivot(i) : 0;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] -= factor[j * n + i] * x[j];
    x[i] = pivot(i) > 0 ? x[i] / pivot(i) : 0;
  }
  return x.map((value, i) => value / scale[i]);
}
