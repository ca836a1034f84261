import { describe, expect, test } from 'vitest';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram } from '../../../src/engine/solver/program/linear-program.ts';
import { feasibleProgram } from './random-programs.ts';
import { seeded } from './synthetic-programs.ts';

const solve = createInteriorPoint();

/** The same rows with every cost up to `by` dearer or cheaper, relative: the old optimum stays feasible. */
function nearby(program: LinearProgram, seed: number, by: number): LinearProgram {
  const random = seeded(seed);
  return { ...program, cost: program.cost.map((cost) => cost * (1 + by * (2 * random() - 1))) };
}

describe('a start near a known optimum', () => {
  test('changes no answer of 100 random programs beyond the accuracy', () => {
    for (let seed = 0; seed < 100; seed++) {
      const program = feasibleProgram(seed, seed % 3 === 0);
      const known = solve(program);
      const moved = nearby(program, seed, 0.05);
      const [cold, near] = [solve(moved), solve(moved, { warmStart: known })];
      expect(near.status, `program ${seed}`).toBe(cold.status);
      if (cold.status === 'optimal')
        expect(Math.abs(near.objective - cold.objective), `program ${seed}`).toBeLessThanOrEqual(
          1e-8 * (1 + Math.abs(cold.objective)),
        );
    }
  });

  test('finds the answer also from nonsense, and passes over a point of another size', () => {
    const program = feasibleProgram(12);
    const cold = solve(program);
    const nonsense = {
      x: program.cost.map((_, j) => (j % 2 === 0 ? 1e7 : -1e7)),
      rowDual: new Float64Array(program.rows).fill(-1e6),
    };
    expect(solve(program, { warmStart: nonsense }).objective).toBeCloseTo(cold.objective, 6);
    expect(solve(program, { warmStart: { x: new Float64Array(1), rowDual: new Float64Array(1) } })).toEqual(cold);
  });

  test('an impossible program stays one', () => {
    const program = feasibleProgram(5);
    const known = solve(program);
    const impossible = { ...program, rowLower: program.rowUpper.map((upper) => upper + 1), rowUpper: program.rowUpper };
    expect(solve(impossible, { warmStart: known }).status).toBe('infeasible');
  });

  test('a looser accuracy takes no more iterations and ends within it', () => {
    for (let seed = 0; seed < 30; seed++) {
      const program = feasibleProgram(seed);
      const [fine, loose] = [solve(program), solve(program, { accuracy: 1e-6 })];
      expect(loose.iterations).toBeLessThanOrEqual(fine.iterations);
      expect(Math.abs(loose.objective - fine.objective)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(fine.objective)));
    }
  });
});
