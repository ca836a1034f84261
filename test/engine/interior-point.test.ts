import { beforeAll, describe, expect, test } from 'vitest';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram, Solve } from '../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../src/engine/solver/program/program-builder.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { endlessProgram, feasibleProgram, impossibleProgram, permuted } from './solver/random-programs.ts';
import { dayProgram, seasonProgram, seeded } from './solver/synthetic-programs.ts';

const name = (text: string) => () => text;
const relative = (a: number, b: number) => Math.abs(a - b) / (1 + Math.abs(b));

describe('hand-worked programs', () => {
  const solve = createInteriorPoint();

  test('two plants and a load: the cheap plant is full, the dear one sets the price', () => {
    // min 10 a + 30 b, a + b = 100, 0 <= a <= 60, b >= 0: a = 60, b = 40, cost 600 + 1200 = 1800; one more MW costs 30.
    const b = new ProgramBuilder();
    const balance = b.row(100, 100, name('balance'));
    b.entry(balance, b.column(10, 0, 60, name('a')), 1);
    b.entry(balance, b.column(30, 0, Infinity, name('b')), 1);
    const solution = solve(b.build());
    expect(solution.status).toBe('optimal');
    expect(solution.objective).toBeCloseTo(1800, 5);
    expect([...solution.x]).toEqual([expect.closeTo(60, 6), expect.closeTo(40, 6)]);
    expect(solution.rowDual[0]).toBeCloseTo(30, 6);
  });

  test('a ranged row: the dual has the sign of the bound that binds', () => {
    // min -x, 2 <= x + y <= 5, y >= 1: x = 4, y = 1. Raising the upper bound by one raises x by one: dual -1.
    const b = new ProgramBuilder();
    const row = b.row(2, 5, name('range'));
    b.entry(row, b.column(-1, 0, Infinity, name('x')), 1);
    b.entry(row, b.column(0, 1, Infinity, name('y')), 1);
    const solution = solve(b.build());
    expect(solution.objective).toBeCloseTo(-4, 6);
    expect(solution.rowDual[0]).toBeCloseTo(-1, 6);
  });

  test('a quadratic with a free column', () => {
    // min x^2/2 + y^2 - 4y, x + y = 3: x = 3 - y, derivative -(3 - y) + 2y - 4 = 0, y = 7/3, x = 2/3;
    // objective 2/9 + 49/9 - 84/9 = -33/9; dual = derivative by x = 2/3.
    const b = new ProgramBuilder();
    const row = b.row(3, 3, name('sum'));
    const x = b.column(0, -Infinity, Infinity, name('x'));
    const y = b.column(-4, -Infinity, Infinity, name('y'));
    b.square(x, 1);
    b.square(y, 2);
    b.entry(row, x, 1);
    b.entry(row, y, 1);
    const solution = solve(b.build());
    expect([...solution.x]).toEqual([expect.closeTo(2 / 3, 7), expect.closeTo(7 / 3, 7)]);
    expect(solution.objective).toBeCloseTo(-33 / 9, 7);
    expect(solution.rowDual[0]).toBeCloseTo(2 / 3, 6);
  });

  test('empty rows, empty columns, duplicate rows and fully fixed rows', () => {
    // min 2x + 3y - z: x + y = 4 twice, f = 1 fixed in a row of its own, z <= 7 in no row, one row without entries.
    // Best 8 - 7 + 5 = 6.
    const b = new ProgramBuilder();
    const x = b.column(2, 0, Infinity, name('x'));
    const y = b.column(3, 0, Infinity, name('y'));
    b.column(-1, 0, 7, name('z'));
    const fixed = b.column(5, 1, 1, name('f'));
    for (const row of [b.row(4, 4, name('one')), b.row(4, 4, name('again'))]) {
      b.entry(row, x, 1);
      b.entry(row, y, 1);
    }
    b.entry(b.row(1, 1, name('held')), fixed, 1);
    b.row(-1, 2, name('empty'));
    const solution = solve(b.build());
    expect(solution.status).toBe('optimal');
    expect(solution.objective).toBeCloseTo(6, 6);
    expect([solution.x[2], solution.x[3]]).toEqual([7, 1]);
  });

  test('no rows at all, and a column that runs away', () => {
    const bounded = new ProgramBuilder();
    bounded.column(2, -3, 4, name('x'));
    expect(solve(bounded.build()).objective).toBe(-6);
    const endless = new ProgramBuilder();
    endless.column(2, -Infinity, 4, name('x'));
    expect(solve(endless.build()).status).toBe('unbounded');
  });

  test('crossed bounds and figures that are not numbers are named', () => {
    const crossed = new ProgramBuilder();
    crossed.column(1, 3, 2, name('storage'));
    expect(solve(crossed.build())).toMatchObject({
      status: 'infeasible',
      message: 'The lower bound 3 of storage is above its upper bound 2.',
    });
    const broken = new ProgramBuilder();
    broken.column(NaN, 0, 1, name('flow'));
    expect(solve(broken.build())).toMatchObject({ status: 'invalid' });
  });
});

describe('against HiGHS', () => {
  let highs: Solve;
  const solve = createInteriorPoint();
  beforeAll(async () => {
    highs = await loadHighs();
  });

  test('300 random programs with degenerate, dependent, fixed and free parts', () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 300; seed++) {
      const program = feasibleProgram(seed);
      const own = solve(program);
      const referee = highs(program);
      if (own.status !== 'optimal' || !(relative(own.objective, referee.objective) < 1e-6))
        wrong.push(`${seed}: ${own.status} ${own.objective} against ${referee.objective}`);
    }
    expect(wrong).toEqual([]);
  });

  test('a day of dispatch', () => {
    const program = dayProgram(5, 6);
    const own = solve(program);
    expect(own.status).toBe('optimal');
    expect(relative(own.objective, highs(program).objective)).toBeLessThan(1e-7);
  });
});

describe('programs without an answer', () => {
  const solve = createInteriorPoint();

  test('50 random infeasible ones', () => {
    expect(seeds(50).filter((seed) => solve(impossibleProgram(seed)).status !== 'infeasible')).toEqual([]);
  });

  test('50 random unbounded ones', () => {
    expect(seeds(50).filter((seed) => solve(endlessProgram(seed)).status !== 'unbounded')).toEqual([]);
  });
});

describe('structure', () => {
  test('quadratic programs meet the optimality conditions', () => {
    const solve = createInteriorPoint();
    for (const seed of seeds(60)) expect(optimalityError(feasibleProgram(seed, true), solve)).toBeLessThan(1e-5);
  });

  test('a season is solved to the target accuracy', () => {
    const solution = createInteriorPoint()(seasonProgram(3, 40));
    expect(solution.status).toBe('optimal');
    expect(solution.iterations).toBeLessThan(60);
  });

  test('the same bits twice, also after other solves have warmed the cache', () => {
    const program = dayProgram(2, 3);
    const fresh = createInteriorPoint()(program);
    const warmed = createInteriorPoint();
    for (const seed of [7, 8, 9]) warmed(dayProgram(seed, 3));
    warmed(feasibleProgram(4));
    for (let pass = 0; pass < 2; pass++) {
      const again = warmed(program);
      expect(again.x).toEqual(fresh.x);
      expect(again.rowDual).toEqual(fresh.rowDual);
    }
  });

  test('rows and columns in another order give the same objective', () => {
    const solve = createInteriorPoint();
    for (const seed of seeds(10)) {
      const program = dayProgram(seed, 2, 6, 12);
      expect(relative(solve(permuted(program, seeded(seed))).objective, solve(program).objective)).toBeLessThan(1e-8);
    }
  });
});

const seeds = (count: number) => Array.from({ length: count }, (_, k) => k + 1);

/** Largest violation of the rows, of the signs of reduced costs and of complementarity. */
function optimalityError(program: LinearProgram, solve: Solve): number {
  const { status, x, rowDual } = solve(program);
  if (status !== 'optimal') return Infinity;
  const activity = new Float64Array(program.rows);
  let error = 0;
  for (let j = 0; j < program.columns; j++) {
    let reduced = program.cost[j] + (program.quadratic?.[j] ?? 0) * x[j];
    for (let p = program.starts[j]; p < program.starts[j + 1]; p++) {
      reduced -= program.values[p] * rowDual[program.indices[p]];
      activity[program.indices[p]] += program.values[p] * x[j];
    }
    error = Math.max(error, misfit(reduced, x[j], program.columnLower[j], program.columnUpper[j]));
  }
  for (let i = 0; i < program.rows; i++) {
    error = Math.max(error, program.rowLower[i] - activity[i], activity[i] - program.rowUpper[i]);
    error = Math.max(error, misfit(rowDual[i], activity[i], program.rowLower[i], program.rowUpper[i]));
  }
  return error;
}

/** A positive price needs the value at its lower bound, a negative one at its upper bound. */
function misfit(price: number, value: number, lower: number, upper: number): number {
  return Math.min(Math.abs(price), price > 0 ? Math.abs(value - lower) : Math.abs(upper - value));
}
