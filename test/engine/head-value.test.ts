import { expect, test } from 'vitest';
import { headValue } from '../../src/engine/dispatch/programs/head-value.ts';
import { tinyCase } from './tiny-case.ts';

test('a hm3 more over a day is worth what its head adds to the output, at 60 yuan/MWh', () => {
  const c = tinyCase(0);
  // Empty, the upper plant makes 0.8 of its 1 MW per m3/s: 0.2 / 10 = 0.02 MW per m3/s and hm3. At 80 m3/s 1.6 MW, in
  // 24 h 38.4 MWh, at 60 yuan 2,304 yuan.
  const lower = { ...c, stations: { ...c.stations, deadLevelFactor: Float64Array.of(0.8, 1) } };
  expect(headValue(lower, 0, 80)).toBeCloseTo(2304, 9);
  expect(headValue(c, 0, 80)).toBe(0);
});
