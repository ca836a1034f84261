import type { BarrierForm } from './barrier-form.ts';

type Matrix = Pick<BarrierForm, 'variables' | 'starts' | 'indices' | 'values'>;

/** out = A x over the rows. */
export function rowActivity({ variables, starts, indices, values }: Matrix, x: Float64Array, out: Float64Array): void {
  out.fill(0);
  let p = 0;
  for (let j = 0; j < variables; j++) {
    const v = x[j];
    for (const end = starts[j + 1]; p < end; p++) out[indices[p]] += values[p] * v;
  }
}

/** out = A'y over the variables. */
export function columnActivity({ variables, starts, indices, values }: Matrix, y: Float64Array, out: Float64Array): void {
  let p = 0;
  for (let j = 0; j < variables; j++) {
    let sum = 0;
    for (const end = starts[j + 1]; p < end; p++) sum += values[p] * y[indices[p]];
    out[j] = sum;
  }
}

/** Both in one pass over the matrix: rowOut = A x, columnOut = A'y. */
export function bothActivities({ variables, starts, indices, values }: Matrix, x: Float64Array, y: Float64Array, rowOut: Float64Array, columnOut: Float64Array): void {
  rowOut.fill(0);
  let p = 0;
  for (let j = 0; j < variables; j++) {
    const v = x[j];
    let sum = 0;
    for (const end = starts[j + 1]; p < end; p++) {
      const i = indices[p];
      const a = values[p];
      sum += a * y[i];
      rowOut[i] += a * v;
    }
    columnOut[j] = sum;
  }
}

/** out = b + A (theta r). */
export function weightedActivity({ variables, starts, indices, values }: Matrix, theta: Float64Array, r: Float64Array, b: Float64Array, out: Float64Array): void {
  out.set(b);
  let p = 0;
  for (let j = 0; j < variables; j++) {
    const v = theta[j] * r[j];
    for (const end = starts[j + 1]; p < end; p++) out[indices[p]] += values[p] * v;
  }
}

/** x = theta (A'y - r) and, in the same pass, out = b - A x. */
export function weightedColumns(
  { variables, starts, indices, values }: Matrix, theta: Float64Array, r: Float64Array, y: Float64Array, x: Float64Array, b: Float64Array, out: Float64Array,
): void {
  out.set(b);
  for (let j = 0; j < variables; j++) {
    const from = starts[j], end = starts[j + 1];
    let sum = -r[j];
    for (let p = from; p < end; p++) sum += values[p] * y[indices[p]];
    const v = theta[j] * sum;
    x[j] = v;
    for (let p = from; p < end; p++) out[indices[p]] -= values[p] * v;
  }
}
