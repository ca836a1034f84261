import { boundsOf, type Limit } from './elastic-program.ts';
import type { LinearProgram } from './linear-program.ts';
import { ProgramBuilder } from './program-builder.ts';

/**
 * What moves by one and the same amount: limits give way by it, `rows` get so much more on their right side (`sign` 1)
 * or less.
 */
export interface Shift {
  readonly limits: readonly Limit[];
  readonly rows: readonly number[];
  readonly sign: 1 | -1;
}

/**
 * The least shift under which all `firm` limits can be kept: the minimum of this program. Of the bounds `stated`, the
 * others do not stand; all bounds that nobody stated do. Every moving limit has a row of its own and a column of its
 * own for the shift, tied to the one before: one column for all would make the program dense.
 */
export function shiftedProgram(
  program: LinearProgram,
  stated: readonly Limit[],
  firm: readonly Limit[],
  { limits, rows, sign }: Shift,
): LinearProgram {
  const bounds = boundsOf(program, stated, firm);
  const builder = new ProgramBuilder();
  for (let i = 0; i < program.rows; i++)
    builder.row(bounds.row.lower[i], bounds.row.upper[i], () => program.rowName(i));
  for (let j = 0; j < program.columns; j++)
    builder.column(0, bounds.column.lower[j], bounds.column.upper[j], () => program.columnName(j));
  const shift = chain(builder);
  const copies = new Map<number, number[]>();
  for (const { of, index, side } of limits) {
    const lower = of === 'row' ? program.rowLower[index] : program.columnLower[index];
    const upper = of === 'row' ? program.rowUpper[index] : program.columnUpper[index];
    const row =
      side === 'lower'
        ? builder.row(lower, Infinity, () => `moved_${side}_${index}`)
        : builder.row(-Infinity, upper, () => `moved_${side}_${index}`);
    builder.entry(row, shift(), side === 'lower' ? 1 : -1);
    if (of === 'column') builder.entry(row, index, 1);
    else copies.set(index, [...(copies.get(index) ?? []), row]);
  }
  for (const row of rows) builder.entry(row, shift(), -sign);
  for (let j = 0; j < program.columns; j++) {
    for (let e = program.starts[j]; e < program.starts[j + 1]; e++) {
      for (const row of [program.indices[e], ...(copies.get(program.indices[e]) ?? [])])
        builder.entry(row, j, program.values[e]);
    }
  }
  return builder.build();
}

/** Columns with the same value, of which the first is paid. */
function chain(builder: ProgramBuilder): () => number {
  let last = -1;
  return () => {
    const next = builder.column(last < 0 ? 1 : 0, 0, Infinity, () => `shift_${builder.columns}`);
    if (last >= 0) {
      const row = builder.row(0, 0, () => `shift_${next}`);
      builder.entry(row, next, 1);
      builder.entry(row, last, -1);
    }
    last = next;
    return next;
  };
}
