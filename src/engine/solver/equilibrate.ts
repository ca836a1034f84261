import type { LinearProgram } from './linear-program.ts';

/** Scaled entries row[i] * a[i][j] * column[j]; scales are powers of two, so that scaling rounds nothing. */
export interface Equilibration {
  readonly values: Float64Array;
  readonly row: Float64Array;
  readonly column: Float64Array;
}

const ROUNDS = 4;

/** Ruiz equilibration: every round divides rows and columns by the square root of their largest entry. */
export function equilibrate({ rows, columns, starts, indices, values }: LinearProgram, used: Uint8Array): Equilibration {
  const row = new Float64Array(rows).fill(1);
  const column = new Float64Array(columns).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    const rowMost = new Float64Array(rows);
    const columnMost = new Float64Array(columns);
    for (let j = 0; j < columns; j++) {
      for (let p = starts[j]; p < starts[j + 1]; p++) {
        const i = indices[p];
        if (!used[i]) continue;
        const size = Math.abs(values[p]) * row[i] * column[j];
        if (size > rowMost[i]) rowMost[i] = size;
        if (size > columnMost[j]) columnMost[j] = size;
      }
    }
    for (let i = 0; i < rows; i++) if (rowMost[i] > 0) row[i] /= Math.sqrt(rowMost[i]);
    for (let j = 0; j < columns; j++) if (columnMost[j] > 0) column[j] /= Math.sqrt(columnMost[j]);
  }
  for (let i = 0; i < rows; i++) row[i] = powerOfTwo(row[i]);
  for (let j = 0; j < columns; j++) column[j] = powerOfTwo(column[j]);
  const scaled = new Float64Array(values.length);
  for (let j = 0; j < columns; j++) {
    for (let p = starts[j]; p < starts[j + 1]; p++) scaled[p] = used[indices[p]] ? values[p] * row[indices[p]] * column[j] : 0;
  }
  return { values: scaled, row, column };
}

export function powerOfTwo(value: number): number {
  return value > 0 && Number.isFinite(value) ? 2 ** Math.round(Math.log2(value)) : 1;
}
