import type { LinearProgram } from './linear-program.ts';

/** Scales of entries, row[i] * a[i][j] * column[j]; they are powers of two, so that scaling rounds nothing. */
export interface Equilibration {
  readonly row: Float64Array;
  readonly column: Float64Array;
}

/** Ruiz equilibration: every round divides rows and columns by the square root of their largest entry. */
export function equilibrate(
  { rows, columns, starts, indices, values }: LinearProgram,
  used: Uint8Array,
  rounds: number,
): Equilibration {
  const row = new Float64Array(rows).fill(1);
  const column = new Float64Array(columns).fill(1);
  const sizes = usedSizes(indices, values, used);
  const rowMost = new Float64Array(rows);
  for (let round = 0; round < rounds; round++) {
    rowMost.fill(0);
    for (let j = 0; j < columns; j++) {
      const scale = column[j];
      let most = 0;
      for (let p = starts[j], end = starts[j + 1]; p < end; p++) {
        const i = indices[p];
        const size = sizes[p] * row[i] * scale;
        if (size > rowMost[i]) rowMost[i] = size;
        if (size > most) most = size;
      }
      if (most > 0) column[j] = scale / Math.sqrt(most);
    }
    for (let i = 0; i < rows; i++) if (rowMost[i] > 0) row[i] /= Math.sqrt(rowMost[i]);
  }
  for (let i = 0; i < rows; i++) row[i] = powerOfTwo(row[i]);
  for (let j = 0; j < columns; j++) column[j] = powerOfTwo(column[j]);
  return { row, column };
}

/** Absolute values of entries, 0 in rows that are not used. */
function usedSizes(indices: Int32Array, values: Float64Array, used: Uint8Array): Float64Array {
  const sizes = new Float64Array(values.length);
  for (let p = 0; p < values.length; p++) sizes[p] = used[indices[p]] === 1 ? Math.abs(values[p]) : 0;
  return sizes;
}

/** Powers of two from the least to the largest exponent of a float64: a look-up is much faster than a power. */
const LEAST_EXPONENT = -1075;
const POWERS = Float64Array.from({ length: 2100 }, (_, k) => 2 ** (LEAST_EXPONENT + k));

export function powerOfTwo(value: number): number {
  return value > 0 && Number.isFinite(value) ? POWERS[Math.round(Math.log2(value)) - LEAST_EXPONENT] : 1;
}
