import { describe, expect, it } from 'vitest';
import { dualBound } from '../../../src/engine/solver/program/dual-bound.ts';
import { absoluteCost, objectiveOf, violationOf } from '../../../src/engine/solver/program/evaluate.ts';
import { ProgramBuilder } from '../../../src/engine/solver/program/program-builder.ts';
import type { LinearProgram } from '../../../src/engine/solver/program/linear-program.ts';
import { stream } from '../../support/random-program.ts';

/** min 2a + 3b - 4 with a + b >= 5, a <= 3, b <= 9, all >= 0: optimum 2*3 + 3*2 - 4 = 8 at the dual 3. */
function program(mostB = 9): LinearProgram {
  const builder = new ProgramBuilder();
  const row = builder.row(5, Infinity, () => 'need');
  builder.entry(
    row,
    builder.column(2, 0, 3, () => 'a'),
    1,
  );
  builder.entry(
    row,
    builder.column(3, 0, mostB, () => 'b'),
    1,
  );
  builder.constant = -4;
  return builder.build();
}

describe('the dual bound', () => {
  it('is the optimum at the optimal dual', () => expect(dualBound(program(), Float64Array.of(3))).toBe(8));
  it('never exceeds the optimum, for any dual', () => {
    const next = stream(3);
    for (let k = 0; k < 200; k++)
      expect(dualBound(program(), Float64Array.of(20 * (next() - 0.5)))).toBeLessThanOrEqual(8);
  });
  it('drops a dual that asks for an infinite row bound', () =>
    expect(dualBound(program(), Float64Array.of(-7))).toBe(-4));
  it('proves nothing where it needs an infinite column bound', () =>
    expect(dualBound(program(Infinity), Float64Array.of(3.5))).toBe(-Infinity));
});

describe('evaluating a point', () => {
  it('gives the objective, its scale and the worst violation', () => {
    const x = Float64Array.of(3.5, 1);
    expect(objectiveOf(program(), x)).toBe(6);
    expect(absoluteCost(program(), x)).toBe(14);
    expect(violationOf(program(), x)).toBe(0.5);
    expect(violationOf(program(), Float64Array.of(3, 2))).toBe(0);
  });
});
