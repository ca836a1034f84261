import { beforeAll, describe, expect, test } from 'vitest';
import { byCuttingPlanes } from '../../../src/engine/solver/answers/cutting-planes.ts';
import { violationOf } from '../../../src/engine/solver/program/evaluate.ts';
import {
  solverName,
  withFallback,
  worstAccuracy,
  type ProgramAnswer,
} from '../../../src/engine/solver/answers/fallback.ts';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import type { Solve } from '../../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../../src/engine/solver/program/program-builder.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { feasibleProgram, impossibleProgram } from './random-programs.ts';

const own = createInteriorPoint();
let highs: Solve;
beforeAll(async () => {
  highs = await loadHighs();
});

/** A solver that gives up on every program. */
const tired: Solve = () => ({
  status: 'stalled',
  message: 'gave up',
  objective: NaN,
  x: new Float64Array(0),
  rowDual: new Float64Array(0),
  iterations: 7,
});

/**
 * Two plants spill 10 m3/s between them; half of 2 x^2 and half of 6 y^2 is what it costs: 2 x = 6 y, so 7.5 and 2.5,
 * cost 56.25 + 18.75 = 75, one m3/s more 15.
 */
function sharedSpill() {
  const b = new ProgramBuilder();
  const [x, y] = ['x', 'y'].map((name) => b.column(0, 0, Infinity, () => name));
  b.square(x, 2);
  b.square(y, 6);
  const row = b.row(10, 10, () => 'spill');
  for (const column of [x, y]) b.entry(row, column, 1);
  return b.build();
}

describe('a convex program by a solver of linear ones', () => {
  test('shares what a linear program would not', () => {
    const { status, x, objective, rowDual } = byCuttingPlanes(highs)(sharedSpill());
    expect(status).toBe('optimal');
    expect(x[0]).toBeCloseTo(7.5, 3);
    expect(x[1]).toBeCloseTo(2.5, 3);
    expect(objective).toBeCloseTo(75, 6);
    expect(rowDual[0]).toBeCloseTo(15, 3);
  });

  test('has the optimum of 30 random convex programs that the own solver has', () => {
    for (let seed = 0; seed < 30; seed++) {
      const program = feasibleProgram(seed, true);
      const [mine, other] = [own(program), byCuttingPlanes(highs)(program)];
      expect(other.status, `program ${seed}`).toBe('optimal');
      expect(Math.abs(mine.objective - other.objective), `program ${seed}`).toBeLessThanOrEqual(
        1e-6 * Math.max(1, Math.abs(mine.objective)),
      );
      expect(violationOf(program, other.x), `program ${seed}`).toBeLessThan(1e-6);
    }
  }, 60_000);

  test('says so where there is none', () => {
    expect(byCuttingPlanes(highs)(impossibleProgram(3)).status).toBe('infeasible');
  });
});

describe('who answered', () => {
  test('the referee gets the same program where the own solver gives up, and the answer says so', () => {
    const answers: ProgramAnswer[] = [];
    expect(withFallback(own, tired, answers)(sharedSpill()).objective).toBeCloseTo(75, 6);
    expect(solverName('own', answers)).toBe('own');
    expect(withFallback(tired, highs, answers)(sharedSpill(), { name: 'spill' }).objective).toBeCloseTo(75, 6);
    expect(answers).toMatchObject([
      { name: 'a program', by: 'own', status: 'optimal' },
      { name: 'spill', by: 'second', status: 'optimal', own: 'stalled' },
    ]);
    expect(solverName('own', answers)).toContain('1 of 2 programs by HiGHS');
    expect(worstAccuracy(answers)).toBe('1e-9');
    expect(worstAccuracy([...answers, { ...answers[0], accuracy: 3.4e-8 }])).toBe('3e-8');
  });

  test('where both give up there is no answer, and the message has both reasons', () => {
    const answers: ProgramAnswer[] = [];
    const { status, message } = withFallback(tired, tired, answers)(sharedSpill());
    expect([status, answers.length]).toEqual(['stalled', 0]);
    expect(message).toBe("gave up (the program's own solver: gave up)");
  });
});
