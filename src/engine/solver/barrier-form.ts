import { equilibrate, powerOfTwo } from './equilibrate.ts';
import type { LinearProgram } from './linear-program.ts';

/**
 * The scaled problem an interior-point method works on: min c'x + 1/2 x'Qx, A x - s = b, lower <= (x, s) <= upper. Vectors over
 * variables hold the columns first, then one slack a row. A slack is free to move only in rows that are not equations.
 */
export interface BarrierForm {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly rhs: Float64Array;
  readonly cost: Float64Array;
  readonly quadratic: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1: held at its lower bound. */
  readonly held: Uint8Array;
  /** Multiply to get back: x by variableScale, y by dualScale, the objective by objectiveScale. */
  readonly variableScale: Float64Array;
  readonly dualScale: Float64Array;
  readonly objectiveScale: number;
  readonly isQuadratic: boolean;
}

/** Rows with no finite bound are emptied; columns that meet no row are held at `settled`, their best value. */
export function barrierForm(program: LinearProgram, settled: ReadonlyMap<number, number>): BarrierForm {
  const { rows, columns } = program;
  const used = Uint8Array.from({ length: rows }, (_, i) => Number(program.rowLower[i] > -Infinity || program.rowUpper[i] < Infinity));
  const scale = equilibrate(program, used);
  const total = columns + rows;
  const form = {
    cost: new Float64Array(total), quadratic: new Float64Array(total), lower: new Float64Array(total), upper: new Float64Array(total),
    held: new Uint8Array(total), rhs: new Float64Array(rows), variableScale: new Float64Array(total), dualScale: new Float64Array(rows),
  };
  for (let j = 0; j < columns; j++) {
    const s = scale.column[j];
    const fixedAt = settled.get(j);
    form.variableScale[j] = s;
    form.cost[j] = program.cost[j] * s;
    form.quadratic[j] = (program.quadratic?.[j] ?? 0) * s * s;
    form.lower[j] = (fixedAt ?? program.columnLower[j]) / s;
    form.upper[j] = (fixedAt ?? program.columnUpper[j]) / s;
  }
  for (let i = 0; i < rows; i++) {
    const s = scale.row[i];
    const equation = program.rowLower[i] === program.rowUpper[i];
    form.variableScale[columns + i] = 1 / s;
    form.rhs[i] = equation ? program.rowLower[i] * s : 0;
    form.lower[columns + i] = equation || !used[i] ? 0 : program.rowLower[i] * s;
    form.upper[columns + i] = equation || !used[i] ? 0 : program.rowUpper[i] * s;
  }
  for (let v = 0; v < total; v++) form.held[v] = Number(form.lower[v] === form.upper[v]);
  const lengthScale = powerOfTwo(typicalSize([form.rhs, form.lower, form.upper]));
  const costScale = powerOfTwo(typicalSize([form.cost]));
  for (let v = 0; v < total; v++) {
    form.lower[v] /= lengthScale;
    form.upper[v] /= lengthScale;
    form.variableScale[v] *= lengthScale;
    form.cost[v] /= costScale;
    form.quadratic[v] *= lengthScale / costScale;
  }
  for (let i = 0; i < rows; i++) {
    form.rhs[i] /= lengthScale;
    form.dualScale[i] = scale.row[i] * costScale;
  }
  return {
    ...form, rows, columns, starts: program.starts, indices: program.indices, values: scale.values,
    objectiveScale: costScale * lengthScale, isQuadratic: form.quadratic.some((q) => q > 0),
  };
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

/** out = A x - s over the rows. */
export function rowActivity(form: BarrierForm, x: Float64Array, out: Float64Array): void {
  const { rows, columns, starts, indices, values } = form;
  for (let i = 0; i < rows; i++) out[i] = -x[columns + i];
  for (let j = 0; j < columns; j++) {
    const v = x[j];
    if (v === 0) continue;
    for (let p = starts[j]; p < starts[j + 1]; p++) out[indices[p]] += values[p] * v;
  }
}

/** out = (A, -I)' y over the variables. */
export function columnActivity(form: BarrierForm, y: Float64Array, out: Float64Array): void {
  const { rows, columns, starts, indices, values } = form;
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let p = starts[j]; p < starts[j + 1]; p++) sum += values[p] * y[indices[p]];
    out[j] = sum;
  }
  for (let i = 0; i < rows; i++) out[columns + i] = -y[i];
}
