import { describe, expect, test } from 'vitest';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram, SolveStatus } from '../../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../../src/engine/solver/program/program-builder.ts';
import type { InteriorPointSettings } from '../../../src/engine/solver/program/settings.ts';
import { isSolved, STATUS_MEANING } from '../../../src/engine/solver/program/status.ts';
import { seasonProgram, seeded } from './synthetic-programs.ts';
import { feasibleProgram } from './random-programs.ts';

/**
 * A load of 10 met by two turbines, 1.3 x + 0.7 y, x at a cost of 0.7 up to 6.1 and y at a cost of 3.3: x = 6.1 gives
 * 7.93, y = 2.07 / 0.7 = 2.957143 the rest, cost 4.27 + 9.758571 = 14.028571; one more unit of load costs 3.3 / 0.7 =
 * 4.714286.
 */
function twoTurbines(costOfY = 3.3): LinearProgram {
  const b = new ProgramBuilder();
  const x = b.column(0.7, 0, 6.1, () => 'x');
  const y = b.column(costOfY, 0, Infinity, () => 'y');
  const row = b.row(10, 10, () => 'load');
  b.entry(row, x, 1.3);
  b.entry(row, y, 0.7);
  return b.build();
}

/** y runs to infinity with x, at a gain of 1 a unit. */
function endless(): LinearProgram {
  const b = new ProgramBuilder();
  const x = b.column(0, 0, Infinity, () => 'x');
  const y = b.column(-1, 0, Infinity, () => 'y');
  const row = b.row(0, 0, () => 'equal');
  b.entry(row, x, 1);
  b.entry(row, y, -1);
  return b.build();
}

/** Entries spread over 120 orders of magnitude, which no arithmetic of 16 digits can hold apart. */
function illPosed(): LinearProgram {
  const program = feasibleProgram(7);
  const random = seeded(7);
  return { ...program, values: program.values.map((value) => value * 10 ** (60 * (2 * random() - 1))) };
}

const REACHED: readonly [SolveStatus, LinearProgram, Partial<InteriorPointSettings>][] = [
  ['optimal', twoTurbines(), {}],
  ['almost-optimal', twoTurbines(), { targetAccuracy: 0, goodAccuracy: 0 }],
  ['infeasible', { ...twoTurbines(), columnUpper: Float64Array.of(6, 3) }, {}],
  ['unbounded', endless(), {}],
  ['stalled', illPosed(), {}],
  ['limit', twoTurbines(), { iterationLimit: 1 }],
  ['invalid', twoTurbines(NaN), {}],
];

describe('each status', () => {
  test.each(REACHED)('%s', (status, program, settings) => {
    const found = createInteriorPoint(settings)(program);
    expect(found.status).toBe(status);
    expect(isSolved(found)).toBe(status === 'optimal' || status === 'almost-optimal');
    expect([found.x.length, found.rowDual.length]).toEqual(isSolved(found) ? [program.columns, program.rows] : [0, 0]);
  });

  test('has a meaning, and none has a meaning that none reaches', () => {
    expect(Object.keys(STATUS_MEANING).sort()).toEqual(REACHED.map(([status]) => status).sort());
  });

  test('almost-optimal is an answer: x = 6.1, y = 2.957, cost 14.029, dual 4.714, with the accuracy it has', () => {
    const found = createInteriorPoint({ targetAccuracy: 0, goodAccuracy: 0 })(twoTurbines());
    [6.1, 2.957143].forEach((value, j) => expect(found.x[j]).toBeCloseTo(value, 6));
    expect(found.objective).toBeCloseTo(14.028571, 6);
    expect(found.rowDual[0]).toBeCloseTo(4.714286, 6);
    expect(found.accuracy).toBeLessThanOrEqual(1e-7);
    const stricter = { targetAccuracy: 0, goodAccuracy: 0, acceptableAccuracy: 0 };
    expect(createInteriorPoint(stricter)(twoTurbines()).status).toBe('stalled');
  });

  test('a limit says which: iterations, memory', () => {
    const [iterations, memory] = [
      createInteriorPoint({ iterationLimit: 1 })(twoTurbines()),
      createInteriorPoint({ memoryLimit: 1 })(seasonProgram(1, 100)),
    ];
    expect(iterations).toMatchObject({ status: 'limit', limit: 'iterations' });
    expect(memory).toMatchObject({ status: 'limit', limit: 'memory' });
    expect(memory.message).toContain('1 MiB');
  });
});
