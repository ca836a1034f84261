import type { LinearProgram } from './linear-program.ts';
import { ProgramBuilder } from './program-builder.ts';

/**
 * One bound of a row or column that somebody stated and could take back. Limits of one `group` were stated together;
 * `place` orders them within it.
 */
export interface Limit {
  readonly of: 'row' | 'column';
  readonly index: number;
  readonly side: 'lower' | 'upper';
  readonly group: number;
  readonly place: number;
}

/**
 * A program whose `stretched` limits give way at a cost of 1 a unit: its minimum is 0 where the limits can all be kept.
 */
export interface ElasticProgram {
  readonly program: LinearProgram;
  /** by row of the elastic program, that of the program it was made from */
  readonly rows: Int32Array;
}

/**
 * Of `program`, the rows marked in `used` and the columns they meet, at no cost but that of giving way. Bounds in
 * `stated` stand only where they are in `stretched` too or in `firm`; all other bounds are no one's to take back and
 * stand. A column's bound gives way by a second column of the opposite sign.
 */
export function elasticProgram(
  program: LinearProgram,
  used: Uint8Array,
  stated: readonly Limit[],
  stretched: readonly Limit[],
  firm: readonly Limit[] = [],
): ElasticProgram {
  const bounds = boundsOf(program, stated, [...stretched, ...firm]);
  const builder = new ProgramBuilder();
  const rowAt = new Int32Array(program.rows).fill(-1);
  const rows: number[] = [];
  for (let i = 0; i < program.rows; i++) {
    if (used[i] === 0 || (bounds.row.lower[i] === -Infinity && bounds.row.upper[i] === Infinity)) continue;
    rowAt[i] = builder.row(bounds.row.lower[i], bounds.row.upper[i], () => program.rowName(i));
    rows.push(i);
  }
  const entries = (j: number, by: number, column: () => number): void => {
    let at = -1;
    for (let e = program.starts[j]; e < program.starts[j + 1]; e++) {
      const row = rowAt[program.indices[e]];
      if (row < 0) continue;
      if (at < 0) at = column();
      builder.entry(row, at, by * program.values[e]);
    }
  };
  for (let j = 0; j < program.columns; j++) {
    entries(j, 1, () => builder.column(0, bounds.column.lower[j], bounds.column.upper[j], () => program.columnName(j)));
  }
  for (const { of, index, side } of stretched) {
    const added = (): number =>
      builder.column(
        1,
        0,
        Infinity,
        () => `give_${side}_${of === 'row' ? program.rowName(index) : program.columnName(index)}`,
      );
    if (of === 'column') entries(index, side === 'lower' ? -1 : 1, added);
    else if (rowAt[index] >= 0) builder.entry(rowAt[index], added(), side === 'lower' ? 1 : -1);
  }
  return { program: builder.build(), rows: Int32Array.from(rows) };
}

export type Bounds = Readonly<Record<'lower' | 'upper', Float64Array>>;

/** Bounds without those stated, but for those kept. */
export function boundsOf(
  program: LinearProgram,
  stated: readonly Limit[],
  kept: readonly Limit[],
): { readonly row: Bounds; readonly column: Bounds } {
  const own = {
    row: { lower: program.rowLower, upper: program.rowUpper },
    column: { lower: program.columnLower, upper: program.columnUpper },
  };
  const bounds = {
    row: { lower: own.row.lower.slice(), upper: own.row.upper.slice() },
    column: { lower: own.column.lower.slice(), upper: own.column.upper.slice() },
  };
  for (const { of, index, side } of stated) bounds[of][side][index] = side === 'lower' ? -Infinity : Infinity;
  for (const { of, index, side } of kept) bounds[of][side][index] = own[of][side][index];
  return bounds;
}
