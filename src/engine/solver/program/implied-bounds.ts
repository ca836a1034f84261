import type { LinearProgram } from './linear-program.ts';

/**
 * Upper bounds of the columns, Infinity where a row says as much: all terms of a `sum <= limit` are at least what the
 * lower bounds give, so each is at most what the others leave. Only lower bounds are leant on and only upper ones
 * dropped, hence nothing is dropped in a circle. Every bound less is a barrier term less, and two that meet at one
 * place slow the method down.
 */
export function upperBoundsNeeded(program: LinearProgram): Float64Array {
  const { columns, starts, indices, values, columnLower, columnUpper } = program;
  const room = roomOfRows(program);
  const upper = columnUpper.slice();
  for (let j = 0; j < columns; j++) {
    const width = upper[j] - columnLower[j];
    if (width === Infinity || width === 0) continue;
    for (let p = starts[j]; p < starts[j + 1]; p++) {
      if (!(room[indices[p]] <= Math.abs(values[p]) * width)) continue;
      upper[j] = Infinity;
      break;
    }
  }
  return upper;
}

/**
 * How far the terms of a row may rise in all above their lower bounds; Infinity unless all push towards one finite
 * bound of the row.
 */
function roomOfRows({
  rows,
  columns,
  starts,
  indices,
  values,
  columnLower,
  rowLower,
  rowUpper,
}: LinearProgram): Float64Array {
  const rising = rowUpper.slice();
  const falling = new Float64Array(rows);
  for (let i = 0; i < rows; i++) falling[i] = -rowLower[i];
  for (let j = 0; j < columns; j++) {
    for (let p = starts[j]; p < starts[j + 1]; p++) {
      const i = indices[p];
      if (values[p] > 0) {
        rising[i] -= values[p] * columnLower[j];
        falling[i] = Infinity;
      } else {
        falling[i] += values[p] * columnLower[j];
        rising[i] = Infinity;
      }
    }
  }
  for (let i = 0; i < rows; i++) rising[i] = Math.min(rising[i], falling[i]);
  return rising;
}
