import { equilibrate, powerOfTwo, type Equilibration } from '../program/equilibrate.ts';
import { BOTH, FREE, HELD, LOWER_ONLY, UPPER_ONLY, type FormLayout } from './form-layout.ts';
import { upperBoundsNeeded } from '../program/implied-bounds.ts';
import type { LinearProgram } from '../program/linear-program.ts';
import type { InteriorPointSettings } from '../program/settings.ts';
import { typicalSize } from '../program/typical-size.ts';

/**
 * The scaled problem an interior-point method works on: min c'x + 1/2 x'Qx, A x = rhs, lower <= x <= upper. Its
 * variables are the columns that are free to move and one slack (entry -1) for each row that is not an equation, sorted
 * by their bounds: lower only, both, upper only, none; then by their number of entries, in whose runs passes over the
 * matrix go without branches. Rows are in the order of elimination. Upper bounds that a row implies are left out. A
 * variable added to make bounds even has a bound of 0 and a cost that keeps it there.
 */
export interface BarrierForm extends FormLayout {
  readonly rows: number;
  readonly variables: number;
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

/** Where rows go, and the layout of variables with these groups. */
interface Layouts {
  readonly position: Int32Array;
  layoutOf(groups: Uint8Array): FormLayout;
}

/**
 * Rows with no finite bound are emptied; a column is left out when its bounds are equal or when it meets no row
 * (`settled`: its best value).
 */
export function barrierForm(
  program: LinearProgram,
  settled: ReadonlyMap<number, number>,
  layouts: Layouts,
  { scalingRounds }: Pick<InteriorPointSettings, 'scalingRounds'>,
): BarrierForm {
  const { position } = layouts;
  const { rows } = program;
  const used = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) used[i] = Number(program.rowLower[i] > -Infinity || program.rowUpper[i] < Infinity);
  const scale = equilibrate(program, used, scalingRounds);
  const all = scaledVariables(program, scale, used, settled);
  const rhs = new Float64Array(rows);
  for (let i = 0; i < rows; i++)
    if (program.rowLower[i] === program.rowUpper[i]) rhs[i] = program.rowLower[i] * scale.row[i];
  const lengthScale = powerOfTwo(typicalSize([rhs, all.lower, all.upper]));
  const costScale = powerOfTwo(typicalSize([all.cost]));
  const heldCost = takeHeldOut(program, scale, used, all, rhs);
  const layout = layouts.layoutOf(groupsByBounds(all));
  priceIdle(all, costScale);
  const { source } = layout;
  const quadratic = picked(all.quadratic, source, lengthScale / costScale);
  return {
    rows,
    variables: source.length,
    ...layout,
    values: packValues(program, scale, used, layout),
    rhs: placedAt(position, rhs, 1 / lengthScale),
    cost: picked(all.cost, source, 1 / costScale),
    quadratic,
    lower: picked(all.lower, source, 1 / lengthScale),
    upper: picked(all.upper, source, 1 / lengthScale),
    variableScale: picked(all.scale, source, lengthScale),
    dualScale: placedAt(position, scale.row, costScale),
    heldCost: heldCost / (costScale * lengthScale),
    isQuadratic: quadratic.some((q) => q > 0),
  };
}

/** Takes what columns that cannot move give to the rows off `rhs`; returns their cost. */
function takeHeldOut(
  { columns, starts, indices, values }: LinearProgram,
  scale: Equilibration,
  used: Uint8Array,
  all: Variables,
  rhs: Float64Array,
): number {
  let cost = 0;
  for (let j = 0; j < columns; j++) {
    const x = all.lower[j];
    if (x !== all.upper[j] || x === 0) continue;
    cost += (all.cost[j] + 0.5 * all.quadratic[j] * x) * x;
    for (let p = starts[j]; p < starts[j + 1]; p++) {
      const i = indices[p];
      if (used[i]) rhs[i] -= values[p] * scale.row[i] * scale.column[j] * x;
    }
  }
  return cost;
}

function placedAt(position: Int32Array, list: Float64Array, by: number): Float64Array {
  const out = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) out[position[i]] = list[i] * by;
  return out;
}

/** Columns first, then one slack a row, then room for two more; equal bounds mean that it cannot move. */
function scaledVariables(
  program: LinearProgram,
  { row: rowScale, column: columnScale }: Equilibration,
  used: Uint8Array,
  settled: ReadonlyMap<number, number>,
): Variables {
  const { columns, rows, columnLower, rowLower, rowUpper } = program;
  const columnUpper = upperBoundsNeeded(program);
  const [cost, quadratic, lower, upper, scale] = Array.from({ length: 5 }, () => new Float64Array(columns + rows + 2));
  for (let j = 0; j < columns; j++) {
    const s = columnScale[j];
    scale[j] = s;
    cost[j] = program.cost[j] * s;
    quadratic[j] = program.quadratic ? program.quadratic[j] * s * s : 0;
    lower[j] = columnLower[j] / s;
    upper[j] = columnUpper[j] / s;
  }
  for (const [j, value] of settled) lower[j] = upper[j] = value / scale[j];
  for (let i = 0; i < rows; i++) {
    scale[columns + i] = 1 / rowScale[i];
    if (!used[i] || rowLower[i] === rowUpper[i]) continue;
    lower[columns + i] = rowLower[i] * rowScale[i];
    upper[columns + i] = rowUpper[i] * rowScale[i];
  }
  return { cost, quadratic, lower, upper, scale };
}

/** What may be added to make bounds even: one with a lower, one with an upper bound of 0. */
function priceIdle(all: Variables, costScale: number): void {
  const idle = all.cost.length - 2;
  all.cost[idle] = costScale;
  all.cost[idle + 1] = -costScale;
  all.upper[idle] = Infinity;
  all.lower[idle + 1] = -Infinity;
}

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

/** Scaled entries in the order of a form; those of rows that are not used are 0, a slack has -1. */
function packValues(
  program: LinearProgram,
  scale: Equilibration,
  used: Uint8Array,
  { source, starts }: FormLayout,
): Float64Array {
  const { columns, indices, values } = program;
  const { row, column } = scale;
  const packed = new Float64Array(starts[source.length]).fill(-1);
  for (let k = 0; k < source.length; k++) {
    const j = source[k];
    if (j >= columns) continue;
    const by = column[j];
    for (let p = program.starts[j], at = starts[k], end = starts[k + 1]; at < end; p++, at++) {
      const i = indices[p];
      packed[at] = used[i] === 1 ? values[p] * row[i] * by : 0;
    }
  }
  return packed;
}
