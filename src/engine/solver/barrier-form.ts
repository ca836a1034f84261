import { equilibrate, powerOfTwo } from './equilibrate.ts';
import { upperBoundsNeeded } from './implied-bounds.ts';
import type { LinearProgram } from './linear-program.ts';

/**
 * The scaled problem an interior-point method works on: min c'x + 1/2 x'Qx, A x = rhs, lower <= x <= upper. Its variables are the columns that are
 * free to move and one slack (entry -1) for each row that is not an equation, sorted by their bounds: lower only, both, upper only, none. Upper bounds that
 * a row implies are left out.
 */
export interface BarrierForm {
  readonly rows: number;
  readonly variables: number;
  /** Variables from `upperFrom` to `upperEnd` have an upper bound, those before `lowerEnd` a lower one. */
  readonly upperFrom: number;
  readonly lowerEnd: number;
  readonly upperEnd: number;
  /** The column a variable stands for, or the number of columns plus the row of a slack. */
  readonly source: Int32Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly rhs: Float64Array;
  readonly cost: Float64Array;
  readonly quadratic: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Multiply to get back: x by variableScale, y by dualScale. */
  readonly variableScale: Float64Array;
  readonly dualScale: Float64Array;
  /** Scaled cost of the columns that cannot move. */
  readonly heldCost: number;
  readonly isQuadratic: boolean;
}

/** Rows with no finite bound are emptied; a column is left out when its bounds are equal or when it meets no row (`settled`: its best value). */
export function barrierForm(program: LinearProgram, settled: ReadonlyMap<number, number>): BarrierForm {
  const { rows, columns } = program;
  const used = Uint8Array.from({ length: rows }, (_, i) => Number(program.rowLower[i] > -Infinity || program.rowUpper[i] < Infinity));
  const scale = equilibrate(program, used);
  const all = scaledVariables(program, scale.row, scale.column, used, settled);
  const sorted = sortByBounds(all.lower, all.upper);
  const { source } = sorted;
  const pick = (list: Float64Array, by: number): Float64Array => picked(list, source, by);
  const rhs = new Float64Array(rows);
  for (let i = 0; i < rows; i++) if (program.rowLower[i] === program.rowUpper[i]) rhs[i] = program.rowLower[i] * scale.row[i];
  const lengthScale = powerOfTwo(typicalSize([rhs, all.lower, all.upper]));
  const costScale = powerOfTwo(typicalSize([all.cost]));
  let heldCost = 0;
  for (let j = 0; j < columns; j++) {
    const x = all.lower[j];
    if (x !== all.upper[j] || x === 0) continue;
    heldCost += (all.cost[j] + 0.5 * all.quadratic[j] * x) * x;
    for (let p = program.starts[j]; p < program.starts[j + 1]; p++) rhs[program.indices[p]] -= scale.values[p] * x;
  }
  const quadratic = pick(all.quadratic, lengthScale / costScale);
  return {
    rows, variables: source.length, ...sorted, ...packColumns(program, scale.values, source), rhs: rhs.map((b) => b / lengthScale),
    cost: pick(all.cost, 1 / costScale), quadratic, lower: pick(all.lower, 1 / lengthScale), upper: pick(all.upper, 1 / lengthScale),
    variableScale: pick(all.scale, lengthScale), dualScale: scale.row.map((s) => s * costScale),
    heldCost: heldCost / (costScale * lengthScale), isQuadratic: quadratic.some((q) => q > 0),
  };
}

/** Columns first, then one slack a row; equal bounds mean that it cannot move. */
function scaledVariables(program: LinearProgram, rowScale: Float64Array, columnScale: Float64Array, used: Uint8Array, settled: ReadonlyMap<number, number>) {
  const { columns, rows } = program;
  const vector = () => new Float64Array(columns + rows);
  const columnUpper = upperBoundsNeeded(program);
  const all = { cost: vector(), quadratic: vector(), lower: vector(), upper: vector(), scale: vector() };
  for (let j = 0; j < columns; j++) {
    const s = columnScale[j];
    const fixedAt = settled.get(j);
    all.scale[j] = s;
    all.cost[j] = program.cost[j] * s;
    all.quadratic[j] = (program.quadratic?.[j] ?? 0) * s * s;
    all.lower[j] = (fixedAt ?? program.columnLower[j]) / s;
    all.upper[j] = (fixedAt ?? columnUpper[j]) / s;
  }
  for (let i = 0; i < rows; i++) {
    all.scale[columns + i] = 1 / rowScale[i];
    if (!used[i] || program.rowLower[i] === program.rowUpper[i]) continue;
    all.lower[columns + i] = program.rowLower[i] * rowScale[i];
    all.upper[columns + i] = program.rowUpper[i] * rowScale[i];
  }
  return all;
}

function sortByBounds(lower: Float64Array, upper: Float64Array) {
  const groups: number[][] = [[], [], [], []];
  for (let v = 0; v < lower.length; v++) {
    if (lower[v] === upper[v]) continue;
    const below = lower[v] > -Infinity;
    const above = upper[v] < Infinity;
    groups[below ? (above ? 1 : 0) : above ? 2 : 3].push(v);
  }
  const upperFrom = groups[0].length;
  const lowerEnd = upperFrom + groups[1].length;
  return { source: Int32Array.from(groups.flat()), upperFrom, lowerEnd, upperEnd: lowerEnd + groups[2].length };
}

function picked(list: Float64Array, source: Int32Array, by: number): Float64Array {
  const out = new Float64Array(source.length);
  for (let k = 0; k < source.length; k++) out[k] = list[source[k]] * by;
  return out;
}

function packColumns(program: LinearProgram, scaled: Float64Array, source: Int32Array) {
  const { columns } = program;
  const starts = new Int32Array(source.length + 1);
  for (let k = 0; k < source.length; k++) starts[k + 1] = starts[k] + (source[k] < columns ? program.starts[source[k] + 1] - program.starts[source[k]] : 1);
  const indices = new Int32Array(starts[source.length]);
  const values = new Float64Array(starts[source.length]);
  for (let k = 0, at = 0; k < source.length; k++) {
    const j = source[k];
    if (j >= columns) {
      indices[at] = j - columns;
      values[at++] = -1;
      continue;
    }
    for (let p = program.starts[j]; p < program.starts[j + 1]; p++) {
      indices[at] = program.indices[p];
      values[at++] = scaled[p];
    }
  }
  return { starts, indices, values };
}

/** Geometric mean of the sizes of the finite nonzero numbers; 1 if there are none. */
function typicalSize(lists: Float64Array[]): number {
  let sum = 0;
  let count = 0;
  for (const list of lists) {
    for (const value of list) {
      if (value === 0 || !Number.isFinite(value)) continue;
      sum += Math.log(Math.abs(value));
      count++;
    }
  }
  return count > 0 ? Math.exp(sum / count) : 1;
}
