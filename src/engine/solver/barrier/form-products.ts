import type { BarrierForm } from './barrier-form.ts';

type Matrix = Pick<BarrierForm, 'variables' | 'starts' | 'rowBytes' | 'values'>;

/** out = A x over the rows. */
export function rowActivity({ variables, starts, rowBytes, values }: Matrix, x: Float64Array, out: Float64Array): void {
  out.fill(0);
  let p = 0;
  for (let j = 0; j < variables; j++) {
    const v = x[j];
    for (const end = starts[j + 1]; p < end; p++) out[rowBytes[p] >> 3] += values[p] * v;
  }
}

/** out = A'y over the variables. */
export function columnActivity(
  { variables, starts, rowBytes, values }: Matrix,
  y: Float64Array,
  out: Float64Array,
): void {
  let p = 0;
  for (let j = 0; j < variables; j++) {
    let sum = 0;
    for (const end = starts[j + 1]; p < end; p++) sum += values[p] * y[rowBytes[p] >> 3];
    out[j] = sum;
  }
}
