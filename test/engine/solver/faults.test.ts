import { expect, test } from 'vitest';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram } from '../../../src/engine/solver/program/linear-program.ts';
import { feasibleProgram } from './random-programs.ts';
import { seeded } from './synthetic-programs.ts';

/** Entries spread over 120 orders of magnitude, which no arithmetic of 16 digits can hold apart. */
function hopeless(seed: number): LinearProgram {
  const program = feasibleProgram(seed);
  const random = seeded(seed);
  return { ...program, values: program.values.map((value) => value * 10 ** (60 * (2 * random() - 1))) };
}

test('a solve that stalls says so with its residuals, and changes no bit of the next answer', () => {
  const program = feasibleProgram(4);
  const fresh = createInteriorPoint()(program);
  const solve = createInteriorPoint();
  const ends = [7, 11, 16, 22].map((seed) => solve(hopeless(seed)));
  for (const end of ends) {
    expect(end.status).toBe('stalled');
    expect(end.message).toMatch(/stopped short of an answer: relative primal residual .* after \d+ iterations/);
    expect(end.x).toHaveLength(0);
  }
  expect(solve(program)).toEqual(fresh);
});
