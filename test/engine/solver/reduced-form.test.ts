import { describe, expect, test } from 'vitest';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram } from '../../../src/engine/solver/program/linear-program.ts';
import { reducedCosts } from '../../../src/engine/solver/program/evaluate.ts';
import { dayProgram, seeded } from './synthetic-programs.ts';

/** Holds every tenth column or so where a solution has it: the optimum stays what it was. */
function withHeldColumns(
  program: LinearProgram,
  x: Float64Array,
  seed: number,
): { program: LinearProgram; held: number[] } {
  const random = seeded(seed);
  const columnLower = program.columnLower.slice();
  const columnUpper = program.columnUpper.slice();
  const held: number[] = [];
  for (let j = 0; j < program.columns; j++) {
    if (random() > 0.1) continue;
    columnLower[j] = columnUpper[j] = x[j];
    held.push(j);
  }
  return { program: { ...program, columnLower, columnUpper }, held };
}

describe('columns that cannot move are left out', () => {
  const solve = createInteriorPoint();

  test('held at an optimum they leave its value alone, and come back as given', () => {
    for (const seed of [1, 2, 3]) {
      const whole = dayProgram(seed, 2, 6, 12);
      const first = solve(whole);
      const { program, held } = withHeldColumns(whole, first.x, seed);
      const second = solve(program);
      expect(held.length).toBeGreaterThan(10);
      expect(second.status).toBe('optimal');
      expect(Math.abs(second.objective - first.objective) / (1 + Math.abs(first.objective))).toBeLessThan(1e-6);
      for (const j of held) expect(second.x[j]).toBe(first.x[j]);
    }
  });

  test('row duals price the columns that can move: a gain only at an upper bound, a cost only at a lower one', () => {
    const whole = dayProgram(4, 2, 6, 12);
    const { program } = withHeldColumns(whole, solve(whole).x, 4);
    const { x, rowDual } = solve(program);
    const largest = Math.max(...Array.from(program.cost, Math.abs));
    reducedCosts(program, x, rowDual).forEach((d, j) => {
      if (program.columnLower[j] === program.columnUpper[j]) return;
      const room = d > 0 ? x[j] - program.columnLower[j] : program.columnUpper[j] - x[j];
      expect(Math.min(Math.abs(d) / largest, room)).toBeLessThan(1e-4);
    });
  });

  test('one solver, one pattern, other columns held: the same bits as a fresh solver', () => {
    const whole = dayProgram(5, 2, 6, 12);
    const { program } = withHeldColumns(whole, solve(whole).x, 5);
    const fresh = createInteriorPoint()(program);
    solve(whole);
    const again = solve(program);
    expect(again.x).toEqual(fresh.x);
    expect(again.rowDual).toEqual(fresh.rowDual);
  });
});
