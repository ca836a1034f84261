import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/engine/case/case.ts';
import { perfectPlanning, planSeason, rulePath, type SeasonPlan } from '../../src/engine/dispatch/plan/season-plan.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import { tinyCase, wholeDays } from './tiny-case.ts';

const solve = createInteriorPoint();
const DAYS = 5;

/**
 * Five days, of which days 1 to 3 are dispatched. One zone takes 40, 40, 80, 40 and 40 MW; `upper` gives 1 MW per m3/s
 * from an inflow of 60 and has a pond of 2 hm3; coal costs 300 yuan/MWh. 20 m3/s over a day are 1.728 hm3.
 */
function pondCase(more: Partial<Case> = {}): Case {
  const c = tinyCase(0);
  const daily = (table: Float64Array): Float64Array =>
    Float64Array.from({ length: table.length * DAYS * 24 }, (_, at) => table[Math.floor(at / (DAYS * 24))]);
  const hourly = (mw: readonly number[]): Float64Array =>
    Float64Array.from({ length: 24 * DAYS }, (_, t) => mw[Math.floor(t / 24)]);
  const none = hourly([0, 0, 0, 0, 0]);
  return {
    ...c,
    ...wholeDays(DAYS, 1, 4),
    monthOfDay: new Int32Array(DAYS),
    zones: {
      ...c.zones,
      load: Float64Array.of(...hourly([40, 40, 80, 40, 40]), ...none),
      interruptibleLoad: none,
      revisionLoad: none,
    },
    stations: {
      ...c.stations,
      seasonal: Uint8Array.of(0, 0),
      storage: Float64Array.of(2, 0),
      startStorage: Float64Array.of(1, 0),
      endStorage: Float64Array.of(1, 0),
      downstream: Int32Array.of(-1, -1),
      capacity: daily(Float64Array.of(80, 35)),
      storageLimit: daily(Float64Array.of(2, 0)),
      inflow: daily(Float64Array.of(60, 0)),
      normalInflow: daily(Float64Array.of(60, 0)),
      deadLevelFactor: Float64Array.of(0.5, 1),
      releaseBefore: Float64Array.of(60, 0),
      minRelease: Float64Array.of(0, 0),
      production: Float64Array.of(1 / 0.75, 0.5),
    },
    aggregated: { ...c.aggregated, ratio: daily(Float64Array.of(0)), normalRatio: daily(Float64Array.of(0)) },
    sections: { ...c.sections, limit: daily(Float64Array.of(0)) },
    exports: { ...c.exports, contract: none, most: none },
    thermal: { ...c.thermal, most: Float64Array.of(100), mustRun: daily(Float64Array.of(0)) },
    ...more,
  };
}

const planned = (c: Case): SeasonPlan => planSeason(c, solve, { ...perfectPlanning(c), heads: rulePath(c) });
const pond = (list: Float64Array): number[] => [...list.subarray(0, DAYS)];

const water = (more: Partial<Case['stations']>): Partial<Case> => ({ stations: { ...pondCase().stations, ...more } });
const limited = (hm3: number): Partial<Case['stations']> => ({
  storageLimit: Float64Array.from({ length: 48 * DAYS }, (_, at) => (at < 24 * DAYS ? hm3 : 0)),
});
const river = (...flow: number[]): Partial<Case['stations']> => ({
  inflow: Float64Array.from({ length: 48 * DAYS }, (_, at) => (at < 24 * DAYS ? flow[Math.floor(at / 24)] : 0)),
});

describe('a pond in the plan of a short window', () => {
  test('keeps what a day cannot use for the next, and is half full before the window and at its end', () => {
    const plan = planned(pondCase());
    // Days 1 and 3 leave 20 of 60 m3/s each, day 2 lacks 20. Spill is shared alike by both: each keeps 10, or 0.864
    // hm3. Day 2 takes 1.728 from 1.864, and day 3 ends half full.
    [1, 1.864, 0.136, 1, 1].forEach((hm3, day) => {
      expect(pond(plan.storage)[day], `day ${day}`).toBeCloseTo(hm3, 5);
    });
    const curtailed = (day: number): number =>
      [0, 1, 2].reduce(
        (sum, k) => sum + plan.solution.x[plan.program.curtailed[3 * day + k]] * plan.program.line.hours[k],
        0,
      ) / 24;
    [20, 10, 0, 10, 20].forEach((flow, day) => {
      expect(curtailed(day), `day ${day}`).toBeCloseTo(flow, 3);
    });
  });

  test('fixes heads half full wherever it stands', () => {
    expect(pond(planned(pondCase()).heads)).toEqual([1, 1, 1, 1, 1]);
  });

  test('is dispatched as planned, without coal', () => {
    const o = runCase(pondCase(), solve, () => undefined);
    [1.864, 0.136, 1].forEach((hm3, day) => {
      expect(Math.abs(o.storage[24 * day + 23] - hm3), `day ${day + 1}`).toBeLessThan(0.02);
    });
    expect(o.thermal.reduce((sum, mw) => sum + mw, 0)).toBeLessThan(1);
  });

  test('carries nothing from day to day at level screen, nor in a season that is dispatched whole', () => {
    for (const more of [{ level: 'screen' as const }, wholeDays(DAYS)]) {
      const { storage, program } = planned(pondCase(more));
      expect(pond(storage)).toEqual([1, 1, 1, 1, 1]);
      expect(program.storage.every((column) => column === -1)).toBe(true);
    }
  });
});

describe('a pond that cannot be half full', () => {
  test('because little water comes keeps what it can: it is a wish, no condition', () => {
    // From empty, 2 m3/s bring 0.1728 hm3 a day; half full would be 1.
    const c = pondCase({
      ...water({ startStorage: Float64Array.of(0, 0), ...river(2, 2, 2, 2, 2) }),
      ...wholeDays(DAYS, 0, 3),
    });
    [0.1728, 0.3456, 0.5184].forEach((hm3, day) => {
      expect(pond(planned(c).storage)[day], `day ${day}`).toBeCloseTo(hm3, 4);
    });
    expect(runCase(c, solve, () => undefined).storage[71]).toBeCloseTo(0.5184, 3);
  });

  test.each(['standard', 'exact'] as const)('because its limit is lower stays at the limit, level %s', (level) => {
    const c = pondCase({ ...water({ ...limited(0.1), ...river(5, 5, 5, 5, 5) }), level });
    const { storage, firstStorage } = runCase(c, solve, () => undefined);
    expect(firstStorage[0]).toBeCloseTo(0.1, 9);
    storage.subarray(0, 72).forEach((hm3) => {
      expect(hm3).toBeLessThan(0.1 + 1e-9);
    });
  });

  test.each([[[0, 3]], [[0, 2, 3]]])(
    'because a new plan on the last day finds it low is dispatched all the same: plans on days %j',
    (replanDays) => {
      const c = pondCase({
        ...water(river(60, 60, 5, 5, 5)),
        foresight: 'rolling',
        replanDays: Int32Array.from(replanDays),
      });
      const o = runCase(c, solve, () => undefined);
      expect(o.replans).toHaveLength(replanDays.length);
      expect(o.storage[71]).toBeLessThan(1);
    },
  );
});
