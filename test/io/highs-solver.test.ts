import { describe, expect, it } from 'vitest';
import { dualBound } from '../../src/engine/solver/program/dual-bound.ts';
import { activityOf, objectiveOf, reducedCosts, violationOf } from '../../src/engine/solver/program/evaluate.ts';
import { ProgramBuilder } from '../../src/engine/solver/program/program-builder.ts';
import type { LinearProgram } from '../../src/engine/solver/program/linear-program.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { randomProgram } from '../support/random-program.ts';

const solve = await loadHighs();
const name = (): string => 'n';
const scale = (value: number): number => 1e-7 * Math.max(1, Math.abs(value));

/** One column of cost c in [lower, upper] and, if given, one row lower <= x <= upper. */
function single(cost: number, lower: number, upper: number, row?: readonly [number, number]): LinearProgram {
  const builder = new ProgramBuilder();
  const x = builder.column(cost, lower, upper, name);
  if (row) builder.entry(builder.row(row[0], row[1], name), x, 1);
  return builder.build();
}

describe('HiGHS as the solver port', () => {
  it('meets the optimality conditions on random programs, and weak duality is tight there', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const program = randomProgram(seed);
      const solution = solve(program);
      expect(solution.status, `seed ${seed}`).toBe('optimal');
      const { x, rowDual, objective } = solution;
      expect(violationOf(program, x)).toBeLessThan(1e-7);
      expect(Math.abs(objectiveOf(program, x) - objective)).toBeLessThan(scale(objective));
      expectPrices(program, reducedCosts(program, x, rowDual), x, program.columnLower, program.columnUpper);
      expectPrices(program, rowDual, activityOf(program, x), program.rowLower, program.rowUpper);
      expect(Math.abs(dualBound(program, rowDual) - objective), `seed ${seed}`).toBeLessThan(scale(objective));
    }
  });

  it('gives the same bits for the same program, whatever was solved in between', () => {
    const first = solve(randomProgram(7));
    solve(randomProgram(8));
    expect(solve(randomProgram(7))).toEqual(first);
  });

  it('agrees with itself between an interior and a vertex solution', () => {
    const program = randomProgram(11);
    expect(solve(program, { want: 'interior' }).objective).toBeCloseTo(solve(program, { want: 'vertex' }).objective, 7);
  });

  it('signs a row dual as the change of the minimum when the row bounds rise', () => {
    const at = (least: number): LinearProgram => single(3, 0, Infinity, [least, Infinity]);
    expect(solve(at(2)).rowDual[0]).toBeCloseTo(solve(at(3)).objective - solve(at(2)).objective, 9);
    const below = single(-2, -Infinity, Infinity, [-Infinity, 5]);
    expect(solve(below).rowDual[0]).toBeCloseTo(-2, 9);
  });

  it.each([
    ['no point in both bounds of a row', single(1, 0, 1, [2, 3]), 'infeasible'],
    ['crossed column bounds', single(1, 2, 1), 'infeasible'],
    ['a gain without limit', single(-1, 0, Infinity), 'unbounded'],
    ['a gain without limit along a free row', single(-1, 0, Infinity, [-Infinity, Infinity]), 'unbounded'],
    ['not a number', single(NaN, 0, 1), 'invalid'],
  ])('recognises %s', (_, program, status) => {
    const solution = solve(program);
    expect(solution.status).toBe(status);
    expect([solution.x.length, solution.rowDual.length]).toEqual([0, 0]);
    expect(solution.message.length).toBeGreaterThan(10);
  });

  it('treats programs without rows or without columns', () => {
    expect(solve(single(2, 3, 4)).objective).toBe(6);
    const empty = new ProgramBuilder();
    empty.constant = 5;
    empty.row(-1, 1, name);
    expect(solve(empty.build()).objective).toBe(5);
    empty.row(1, 2, name);
    expect(solve(empty.build()).status).toBe('infeasible');
  });

  it('minimises a diagonal quadratic: two plants share 6 in inverse proportion to their weights', () => {
    const builder = new ProgramBuilder();
    const total = builder.row(6, 6, name);
    for (const weight of [1, 2]) {
      const x = builder.column(0, 0, Infinity, name);
      builder.square(x, weight);
      builder.entry(total, x, 1);
    }
    const { status, x, objective, rowDual } = solve(builder.build());
    expect(status).toBe('optimal');
    [4, 2].forEach((value, j) => expect(x[j]).toBeCloseTo(value, 6));
    expect(objective).toBeCloseTo(12, 6);
    expect(rowDual[0]).toBeCloseTo(4, 6);
  });

  it('stops at the time limit', () =>
    expect(solve(chain(4000), { timeLimitSeconds: 0 })).toMatchObject({ status: 'limit', limit: 'time' }));

  it('refuses what cannot fit its memory, with the limit named, and goes on working', () => {
    const program = { ...single(1, 0, 1), columns: 1_500_000 };
    const refused = solve(program);
    expect(refused).toMatchObject({ status: 'limit', limit: 'memory' });
    expect(refused.message).toContain('2 GiB');
    expect(solve(single(1, 1, 2)).objective).toBe(1);
  });
});

/** A store filled at a changing price over many steps: small, but not solved by presolve alone. */
function chain(steps: number): LinearProgram {
  const builder = new ProgramBuilder();
  let before = -1;
  for (let t = 0; t < steps; t++) {
    const row = builder.row(1 + (t % 3), 1 + (t % 3), name);
    const store = builder.column(0.01, 0, 7, name);
    builder.entry(row, builder.column(10 + 5 * Math.sin(t), 0, 4, name), 1);
    builder.entry(row, store, -1);
    if (before >= 0) builder.entry(row, before, 0.97);
    before = store;
  }
  return builder.build();
}

/** A dual above 0 belongs to a value at its lower bound, below 0 at its upper bound. */
function expectPrices(
  program: LinearProgram,
  dual: Float64Array,
  value: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): void {
  expect(dual.length).toBe(lower.length);
  dual.forEach((price, i) => {
    if (Math.abs(price) < 1e-7) return;
    const bound = price > 0 ? lower[i] : upper[i];
    expect(Math.abs(value[i] - bound), `${program.columns} columns, entry ${i}`).toBeLessThan(1e-6);
  });
}
