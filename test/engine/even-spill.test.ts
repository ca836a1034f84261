import { expect, test } from 'vitest';
import type { Case } from '../../src/engine/case/case.ts';
import { buildSeasonProgram } from '../../src/engine/dispatch/programs/season-program.ts';
import { perfectPlanning } from '../../src/engine/dispatch/plan/season-plan.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import { blockTimeline } from '../../src/engine/case/timeline.ts';
import { tinyCase, wholeDays } from './tiny-case.ts';

const DAYS = 2;

/**
 * Two days of 100 m3/s into a reservoir of 10 hm3, 8 full, that is to end full; turbines take 80 m3/s, all of it
 * wanted; at the dead level 1 MW per m3/s is 0.999.
 */
function floodCase(): Case {
  const c = tinyCase(0);
  const both = (...values: number[]): Float64Array => hours(...values);
  const hours = (...values: number[]): Float64Array =>
    Float64Array.from(values.flatMap((value) => new Array<number>(24 * DAYS).fill(value)));
  return {
    ...c,
    ...wholeDays(DAYS),
    monthOfDay: new Int32Array(DAYS),
    zones: { ...c.zones, load: hours(500, 0), interruptibleLoad: hours(0), revisionLoad: hours(0) },
    stations: {
      ...c.stations,
      downstream: Int32Array.of(-1, -1),
      capacity: both(80, 0),
      storageLimit: both(10, 0),
      inflow: both(100, 0),
      normalInflow: both(100, 0),
      deadLevelFactor: Float64Array.of(0.999, 1),
      startStorage: Float64Array.of(8, 0),
      endStorage: Float64Array.of(10, 0),
    },
    aggregated: { ...c.aggregated, ratio: both(0), normalRatio: both(0) },
    sections: { ...c.sections, limit: both(0) },
    exports: { ...c.exports, contract: hours(0), most: hours(0) },
    thermal: { ...c.thermal, mustRun: both(0) },
  };
}

/**
 * Forced spill of both days, m3/s, in a plan with heads of a full reservoir on the first and of an empty one on the
 * second.
 */
function forcedByDay(c: Case): number[] {
  const { storage, outlook, interruptible } = perfectPlanning(c);
  const line = blockTimeline(c, [0, 24], c.closes);
  const p = buildSeasonProgram(c, { line, storage, outlook, interruptible, heads: Float64Array.of(10, 0, 0, 0) });
  const { status, x } = createInteriorPoint()(p.program, { want: 'interior' });
  expect(status).toBe('optimal');
  expect([p.factor[0], p.factor[1]]).toEqual([1, 0.999]);
  return [0, 1].map((day) => [0, 1, 2].reduce((sum, k) => sum + x[p.forced[3 * day + k]] * p.line.hours[k], 0) / 24);
}

test('water that nobody can use is let out on several days, not all on the one on which its head is lowest', () => {
  const forced = forcedByDay(floodCase());
  // 2 x 20 m3/s are too much for the turbines, of which 2 hm3 (23.148 m3/s for a day) fill the reservoir: 16.852 are
  // let out, s on the first day. A m3/s weighs 1 (12.12 + s / 100) there, and keeping it for the second day gives 60
  // yuan/MWh x 80 m3/s x 0.001 / 10 hm3 x 0.0864 hm3 = 0.0415 by the first day's head; on the second it weighs 0.999
  // (12.12 + (16.852 - s) / 100). Alike at s = 0.11476 / 0.01999.
  expect(forced[0]).toBeCloseTo(5.741, 2);
  expect(forced[1]).toBeCloseTo(11.111, 2);
});

test('where the water is a forecast it is kept while there is room, and let out when there is none', () => {
  const forced = forcedByDay({ ...floodCase(), foresight: 'rolling' });
  // The first day has room for all 20 m3/s, 1.728 hm3; the second keeps 3.148, until the reservoir is full, and lets
  // out the rest.
  expect(forced[0]).toBeCloseTo(0, 2);
  expect(forced[1]).toBeCloseTo(16.852, 2);
});

test('water that must go is let out, not turbined to be burned in a corridor or a battery, where turbines take more than the river brings', () => {
  const c = tinyCase(0);
  const hours = (...values: number[]): Float64Array =>
    Float64Array.from(values.flatMap((value) => new Array<number>(24).fill(value)));
  const f = (...values: number[]): Float64Array => Float64Array.from(values);
  // A limit that falls from 10 to 4 hm3 within the day sends 69 m3/s more than the 30 that come; the zone takes 20 MW
  // of the 80 that turbines could give, and solar power is in surplus beyond the corridor.
  const shed: Case = {
    ...c,
    zones: { ...c.zones, load: hours(20, 9) },
    stations: {
      ...c.stations,
      downstream: Int32Array.of(-1, -1),
      inflow: hours(30, 10),
      normalInflow: hours(30, 10),
      startStorage: f(10, 0),
      storageLimit: hours(4, 0),
      endStorage: f(4, 0),
      capacity: hours(80, 0),
    },
    aggregated: { ...c.aggregated, ratio: hours(0), normalRatio: hours(0) },
    exports: { ...c.exports, most: hours(0) },
    renewables: { ids: ['sun'], zone: Int32Array.of(1), available: hours(6) },
    storages: {
      ids: ['cell'],
      zone: Int32Array.of(0),
      power: f(10),
      energy: f(40),
      efficiency: f(0.85),
      fromHour: Int32Array.of(c.start),
      toHour: Int32Array.of(c.start + 24),
    },
  };
  const o = runCase(shed, createInteriorPoint(), () => undefined);
  const sum = (list: Float64Array): number => list.reduce((all, one) => all + one, 0);
  // What the plain takes beyond its sun is 3 MW, 3.333 before losses.
  expect(sum(o.flowForward)).toBeCloseTo(80, 2);
  expect([sum(o.flowReverse), sum(o.storageCharge)].map((mwh) => Math.abs(mwh) < 1e-2)).toEqual([true, true]);
  expect(sum(o.renewable)).toBeCloseTo(144, 2);
});
