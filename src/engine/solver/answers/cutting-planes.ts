import { absoluteCost, objectiveOf } from '../program/evaluate.ts';
import type { LinearProgram, Solution, Solve, SolveStatus } from '../program/linear-program.ts';
import { CUTTING_PLANES, settingsOf, type CuttingPlaneSettings } from '../program/settings.ts';
import { isSolved, noSolution } from '../program/status.ts';

/**
 * A solver of convex separable programs out of one of linear programs (Kelley's method of cutting planes): every square
 * is a column of its own, held from below by tangents. The linear optimum is a lower bound, its point an upper one;
 * tangents are added where the point lies until both meet. The problem is the same to the gap it ends with. Linear
 * programs go straight through. `changed` replaces defaults of `CUTTING_PLANES`.
 */
export function byCuttingPlanes(linear: Solve, changed: Partial<CuttingPlaneSettings> = {}): Solve {
  const { targetGap, acceptableGap, roundLimit, stallPatience, stallReduction } = settingsOf(CUTTING_PLANES, changed);
  return (program, options = {}) => {
    const curved = curvedColumns(program);
    if (curved.length === 0) return linear({ ...program, quadratic: undefined }, options);
    const touched: Float64Array[] = [];
    let best: { readonly x: Float64Array; readonly upper: number } | null = null;
    let [least, since, iterations] = [Infinity, 0, 0];
    for (let round = 0; round < roundLimit && since < stallPatience; round++) {
      const found = linear(heldByTangents(program, curved, touched), { ...options, warmStart: undefined });
      iterations += found.iterations;
      if (!isSolved(found)) return { ...found, iterations };
      const x = found.x.slice(0, program.columns);
      const upper = objectiveOf(program, x);
      if (best === null || upper < best.upper) best = { x, upper };
      const gap = best.upper - found.objective;
      since = gap < stallReduction * least ? 0 : since + 1;
      least = Math.min(least, gap);
      const relative = gap / Math.max(1, absoluteCost(program, best.x));
      if (relative <= targetGap) return answer(program, best.x, found, found.status, iterations, relative);
      if ((since === stallPatience || round === roundLimit - 1) && relative <= acceptableGap)
        return answer(program, best.x, found, 'almost-optimal', iterations, relative);
      touched.push(Float64Array.from(curved, (j) => x[j]));
    }
    const message = `Cutting planes stopped at a gap of ${least.toExponential(1)}.`;
    return since >= stallPatience
      ? noSolution('stalled', message, iterations)
      : noSolution('limit', message, iterations, 'iterations');
  };
}

function answer(
  program: LinearProgram,
  x: Float64Array,
  last: Solution,
  status: SolveStatus,
  iterations: number,
  gap: number,
): Solution {
  return {
    status,
    message: `By cutting planes: relative gap ${gap.toExponential(1)}.`,
    objective: objectiveOf(program, x),
    x,
    rowDual: last.rowDual.slice(0, program.rows),
    iterations,
    accuracy: Math.max(gap, last.accuracy ?? 0, 0),
  };
}

function curvedColumns({ quadratic }: LinearProgram): number[] {
  const curved: number[] = [];
  quadratic?.forEach((weight, j) => {
    if (weight > 0) curved.push(j);
  });
  return curved;
}

/**
 * Column n + k stands for half the square of column curved[k] times its weight, at least 0; a row for each tangent at a
 * point of `touched`: square - weight * at * x >= -weight * at^2 / 2.
 */
function heldByTangents(
  program: LinearProgram,
  curved: readonly number[],
  touched: readonly Float64Array[],
): LinearProgram {
  const { columns, rows, starts, indices, values, quadratic = new Float64Array(columns) } = program;
  const count = curved.length;
  const more = touched.length * count;
  const placeOf = new Int32Array(columns).fill(-1);
  curved.forEach((j, k) => {
    placeOf[j] = k;
  });
  const matrix = {
    starts: new Int32Array(columns + count + 1),
    indices: new Int32Array(values.length + 2 * more),
    values: new Float64Array(values.length + 2 * more),
  };
  let at = 0;
  const put = (row: number, value: number): void => {
    matrix.indices[at] = row;
    matrix.values[at++] = value;
  };
  for (let j = 0; j < columns; j++) {
    for (let e = starts[j]; e < starts[j + 1]; e++) put(indices[e], values[e]);
    const k = placeOf[j];
    if (k >= 0)
      touched.forEach((point, r) => {
        put(rows + r * count + k, -quadratic[j] * point[k]);
      });
    matrix.starts[j + 1] = at;
  }
  for (let k = 0; k < count; k++) {
    for (let r = 0; r < touched.length; r++) put(rows + r * count + k, 1);
    matrix.starts[columns + k + 1] = at;
  }
  const floors = touched.flatMap((point) => curved.map((j, k) => -0.5 * quadratic[j] * point[k] ** 2));
  return {
    columns: columns + count,
    rows: rows + more,
    constant: program.constant,
    ...matrix,
    cost: joined(program.cost, new Float64Array(count).fill(1)),
    columnLower: joined(program.columnLower, new Float64Array(count)),
    columnUpper: joined(program.columnUpper, new Float64Array(count).fill(Infinity)),
    rowLower: joined(program.rowLower, Float64Array.from(floors)),
    rowUpper: joined(program.rowUpper, new Float64Array(more).fill(Infinity)),
    columnName: (j) => (j < columns ? program.columnName(j) : `square_${program.columnName(curved[j - columns])}`),
    rowName: (i) =>
      i < rows
        ? program.rowName(i)
        : `tangent_${Math.floor((i - rows) / count)}_${program.columnName(curved[(i - rows) % count])}`,
  };
}

function joined(one: Float64Array, other: Float64Array): Float64Array {
  const both = new Float64Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
