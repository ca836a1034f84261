import type { LinearProgram } from '../src/engine/solver/linear-program.ts';

/** A linear program in place of a quadratic one, and its points as points of the quadratic one. */
export interface Pieces { readonly program: LinearProgram; readonly joined: (x: Float64Array) => Float64Array }

/**
 * Replaces every column with a quadratic term, whose bounds must be finite, by `pieces` of equal length, each at the slope of its middle: convex, so that they fill one after the other. For solvers
 * that take no quadratic term at this size. The first piece stays in its column's place, the others come after all columns.
 */
export function inLinearPieces(program: LinearProgram, pieces: number): Pieces {
  const { columns, cost, quadratic, columnLower, columnUpper, starts, indices, values } = program;
  const split = quadratic ? Array.from({ length: columns }, (_, j) => j).filter((j) => quadratic[j] > 0 && columnUpper[j] > columnLower[j]) : [];
  if (quadratic === undefined || split.length === 0) return { program, joined: (x) => x };
  const length = (j: number): number => (columnUpper[j] - columnLower[j]) / pieces;
  const slope = (j: number, k: number): number => cost[j] + quadratic[j] * (columnLower[j] + (k + 0.5) * length(j));
  const later = split.flatMap((j) => Array.from({ length: pieces - 1 }, (_, k) => ({ j, k: k + 1 })));
  const [first, upper] = [cost.slice(), columnUpper.slice()];
  for (const j of split) {
    first[j] = slope(j, 0);
    upper[j] = columnLower[j] + length(j);
  }
  const entriesOf = <T extends Int32Array | Float64Array>(list: T): number[] => later.flatMap(({ j }) => [...list.subarray(starts[j], starts[j + 1])]);
  let end = starts[columns];
  return {
    program: {
      ...program, quadratic: undefined, columns: columns + later.length, cost: Float64Array.from([...first, ...later.map(({ j, k }) => slope(j, k))]),
      columnLower: Float64Array.from([...columnLower, ...later.map(() => 0)]), columnUpper: Float64Array.from([...upper, ...later.map(({ j }) => length(j))]),
      starts: Int32Array.from([...starts, ...later.map(({ j }) => (end += starts[j + 1] - starts[j]))]),
      indices: Int32Array.from([...indices, ...entriesOf(indices)]), values: Float64Array.from([...values, ...entriesOf(values)]),
      columnName: (j) => (j < columns ? program.columnName(j) : `${program.columnName(later[j - columns].j)}_piece${later[j - columns].k}`),
    },
    joined: (x) => {
      const whole = x.slice(0, columns);
      later.forEach(({ j }, at) => { whole[j] += x[columns + at]; });
      return whole;
    },
  };
}
