import { equilibrate, powerOfTwo } from './equilibrate.ts';
import { FormShape } from './form-shape.ts';
import { upperBoundsNeeded } from './implied-bounds.ts';
import type { LinearProgram } from './linear-program.ts';

/**
 * The scaled problem an interior-point method works on: min c'x + 1/2 x'Qx, A x = rhs, lower <= x <= upper. Its variables are the columns that are
 * free to move and one slack (entry -1) for each row that is not an equation, sorted by their bounds: lower only, both, upper only, none; then by their
 * number of entries, in whose runs passes over the matrix go without branches. Rows are in the order of elimination. Upper bounds that a row implies are
 * left out. Bounds are taken two at a time: where their number is odd, a variable in no row is added, with a bound of 0 and a cost that keeps it there.
 */
export interface BarrierForm {
  readonly rows: number;
  readonly variables: number;
  /** Variables from `upperFrom` to `upperEnd` have an upper bound, those before `lowerEnd` a lower one. */
  readonly upperFrom: number;
  readonly lowerEnd: number;
  readonly upperEnd: number;
  /** The column a variable stands for, or the number of columns plus the row of a slack; what was added comes after those. */
  readonly source: Int32Array;
  /** Runs of variables with equally many entries: entries, variables. */
  readonly runs: Int32Array;
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

type Variables = Record<'cost' | 'quadratic' | 'lower' | 'upper' | 'scale', Float64Array>;

/**
 * Rows with no finite bound are emptied; a column is left out when its bounds are equal or when it meets no row (`settled`: its best value).
 * `position[i]` is the place of row i in the form.
 */
export function barrierForm(program: LinearProgram, settled: ReadonlyMap<number, number>, position: Int32Array): BarrierForm {
  const { rows, columns } = program;
  const used = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) used[i] = Number(program.rowLower[i] > -Infinity || program.rowUpper[i] < Infinity);
  const scale = equilibrate(program, used);
  const all = scaledVariables(program, scale.row, scale.column, used, settled);
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
  const shape = new FormShape(program, position);
  const sorted = sortVariables(all, shape, costScale);
  const { source } = sorted;
  const pick = (list: Float64Array, by: number): Float64Array => picked(list, source, by);
  const quadratic = pick(all.quadratic, lengthScale / costScale);
  return {
    rows, variables: source.length, ...sorted, ...packColumns(shape, scale.values, source), rhs: placedAt(position, rhs.map((b) => b / lengthScale)),
    cost: pick(all.cost, 1 / costScale), quadratic, lower: pick(all.lower, 1 / lengthScale), upper: pick(all.upper, 1 / lengthScale),
    variableScale: pick(all.scale, lengthScale), dualScale: placedAt(position, scale.row.map((s) => s * costScale)),
    heldCost: heldCost / (costScale * lengthScale), isQuadratic: quadratic.some((q) => q > 0),
  };
}

function placedAt(position: Int32Array, list: Float64Array): Float64Array {
  const out = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) out[position[i]] = list[i];
  return out;
}

/** Columns first, then one slack a row, then room for two more; equal bounds mean that it cannot move. */
function scaledVariables(program: LinearProgram, rowScale: Float64Array, columnScale: Float64Array, used: Uint8Array, settled: ReadonlyMap<number, number>): Variables {
  const { columns, rows } = program;
  const vector = () => new Float64Array(columns + rows + 2);
  const columnUpper = upperBoundsNeeded(program);
  const all = { cost: vector(), quadratic: vector(), lower: vector(), upper: vector(), scale: vector() };
  for (let j = 0; j < columns; j++) {
    const s = columnScale[j];
    all.scale[j] = s;
    all.cost[j] = program.cost[j] * s;
    all.quadratic[j] = (program.quadratic?.[j] ?? 0) * s * s;
    all.lower[j] = program.columnLower[j] / s;
    all.upper[j] = columnUpper[j] / s;
  }
  for (const [j, value] of settled) all.lower[j] = all.upper[j] = value / all.scale[j];
  for (let i = 0; i < rows; i++) {
    all.scale[columns + i] = 1 / rowScale[i];
    if (!used[i] || program.rowLower[i] === program.rowUpper[i]) continue;
    all.lower[columns + i] = program.rowLower[i] * rowScale[i];
    all.upper[columns + i] = program.rowUpper[i] * rowScale[i];
  }
  return all;
}

function sortVariables(all: Variables, shape: FormShape, costScale: number) {
  const groups = groupsByBounds(all);
  const sizes = [0, 0, 0, 0, 0];
  for (const group of groups) sizes[group]++;
  const idle = groups.length - 2;
  all.cost[idle] = costScale;
  all.cost[idle + 1] = -costScale;
  all.upper[idle] = Infinity;
  all.lower[idle + 1] = -Infinity;
  if ((sizes[LOWER_ONLY] + sizes[BOTH]) % 2 === 1) sizes[(groups[idle] = LOWER_ONLY)]++;
  if ((sizes[BOTH] + sizes[UPPER_ONLY]) % 2 === 1) sizes[(groups[idle + 1] = UPPER_ONLY)]++;
  const upperFrom = sizes[LOWER_ONLY];
  const lowerEnd = upperFrom + sizes[BOTH];
  const upperEnd = lowerEnd + sizes[UPPER_ONLY];
  return { ...shape.sorted(groups, upperEnd + sizes[FREE]), upperFrom, lowerEnd, upperEnd };
}

const LOWER_ONLY = 0, BOTH = 1, UPPER_ONLY = 2, FREE = 3, HELD = 4;

function groupsByBounds({ lower, upper }: Variables): Uint8Array {
  const groups = new Uint8Array(lower.length);
  for (let v = 0; v < lower.length; v++) {
    const below = lower[v] > -Infinity;
    const above = upper[v] < Infinity;
    groups[v] = lower[v] === upper[v] ? HELD : below ? (above ? BOTH : LOWER_ONLY) : above ? UPPER_ONLY : FREE;
  }
  return groups;
}

function picked(list: Float64Array, source: Int32Array, by: number): Float64Array {
  const out = new Float64Array(source.length);
  for (let k = 0; k < source.length; k++) out[k] = list[source[k]] * by;
  return out;
}

function packColumns(shape: FormShape, scaled: Float64Array, source: Int32Array) {
  const starts = new Int32Array(source.length + 1);
  for (let k = 0; k < source.length; k++) starts[k + 1] = starts[k] + shape.entries(source[k]);
  const indices = new Int32Array(starts[source.length]);
  const values = new Float64Array(starts[source.length]);
  for (let k = 0; k < source.length; k++) shape.write(source[k], scaled, indices, values, starts[k]);
  return { starts, indices, values };
}

/** Geometric mean of the sizes of the finite nonzero numbers; 1 if there are none. */
function typicalSize(lists: Float64Array[]): number {
  let sum = 0;
  let count = 0;
  // Logarithms are dear: one for a product of many numbers.
  let product = 1;
  for (const list of lists) {
    for (let k = 0; k < list.length; k++) {
      const size = Math.abs(list[k]);
      if (!(size > 0 && size < Infinity)) continue;
      count++;
      product *= size > 1e-100 && size < 1e100 ? size : 1;
      if (product > 1e-200 && product < 1e200) continue;
      sum += Math.log(product);
      product = 1;
    }
  }
  return count > 0 ? Math.exp((sum + Math.log(product)) / count) : 1;
}
