import { expect, test } from 'vitest';
import { fittedExponent } from '../../bench/fitted-exponent.ts';
import { measure } from '../../bench/measure.ts';
import { readClp, readGlpk, readHighs } from '../../bench/solution-files.ts';
import { spilledGwh } from '../../bench/spilled.ts';
import { syntheticCase } from '../../bench/synthetic-case.ts';
import { createLedger, hydroTotal, inStatistic } from '../../src/engine/accounting/ledger.ts';
import { exportHorizon } from '../../src/engine/dispatch/rolling/export-program.ts';
import { buildExactProgram } from '../../src/engine/dispatch/rolling/exact-program.ts';
import { openSpan } from '../../src/engine/dispatch/plan/opening.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';

const solve = createInteriorPoint();
const SMALL = { days: 2, stations: 10, zones: 3, seasonal: 1, seed: 3 };

test('solutions of other solvers are read column by column', () => {
  expect(readClp('Optimal - objective value  -12.5\n      0 a   1.5   0\n**    2 c   -3   1\n', 3)).toEqual({
    objective: -12.5,
    x: Float64Array.of(1.5, 0, -3),
  });
  expect(readGlpk('c Problem\ns ipt 1 2 o -12.5\ni 1 3 0\nj 1 1.5 0\nj 2 -3 1\n', 2)).toEqual({
    objective: -12.5,
    x: Float64Array.of(1.5, -3),
  });
  expect(readGlpk('s ipt 1 1 i 4\nj 1 2 0\n', 1).objective).toBeNaN();
  expect(
    readHighs(
      'Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective -12.5\n# Columns 2\na 1.5\nc -3\n# Rows 1\nr 0\n',
      2,
    ),
  ).toEqual({ objective: -12.5, x: Float64Array.of(1.5, -3) });
});

test('an exponent is fitted through powers', () => {
  expect(fittedExponent([1, 2, 4], [3, 12, 48])).toBeCloseTo(2, 12);
});

test('a program is timed, weighed and ended at its limit', async () => {
  const well = await measure(process.execPath, ['-e', 'console.log(6 * 7)'], 30);
  expect(well).toMatchObject({ end: 'done', stdout: '42\n' });
  expect(await measure(process.execPath, ['-e', 'for (;;);'], 0.3)).toMatchObject({ end: 'time limit' });
  expect(await measure('no-such-program', [], 5)).toMatchObject({ end: 'failed' });
});

test('synthetic systems of any size close water and energy, and repeat', () => {
  for (const size of [SMALL, { ...SMALL, stations: 23, zones: 7, days: 3 }]) {
    const c = { ...syntheticCase(size), level: 'standard' as const };
    expect(
      createLedger(
        c,
        runCase(c, solve, () => undefined),
      ).waterResidualHm3,
    ).toBeLessThan(1e-6);
    expect(syntheticCase(size)).toEqual(syntheticCase(size));
  }
});

test('curtailed energy read off a program is that of the books', () => {
  const c = { ...syntheticCase(SMALL), level: 'exact' as const };
  const { plan, start } = openSpan(c, solve);
  const window = buildExactProgram(c, plan, start, 1);
  expect(exportHorizon(c).program.columns).toBe(window.program.columns);
  const booked =
    hydroTotal(
      createLedger(
        c,
        runCase(c, solve, () => undefined),
      ),
      inStatistic,
    ).curtailed / 1000;
  expect(spilledGwh(c, window, solve(window.program).x)).toBeCloseTo(booked, 3);
});
