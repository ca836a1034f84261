import { beforeAll, describe, expect, test } from 'vitest';
import { uncontrolledStations, knownWater } from '../../src/engine/cascade/uncontrolled-stations.ts';
import { headStorage } from '../../src/engine/cascade/topology.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { plannedEnd } from '../../src/engine/dispatch/rolling/exact-program.ts';
import { openingState } from '../../src/engine/dispatch/plan/opening.ts';
import { emptySchedule, type Schedule } from '../../src/engine/dispatch/schedule/schedule.ts';
import { perfectPlanning, planSeason, rulePath, type SeasonPlan } from '../../src/engine/dispatch/plan/season-plan.ts';
import { forcedSpillWeight, overDays, evenSpillWeight } from '../../src/engine/dispatch/programs/weights.ts';
import { daysOf } from '../../src/engine/dispatch/programs/horizon.ts';
import { buildHorizonProgram } from '../../src/engine/dispatch/programs/horizon-program.ts';
import { writeHorizon } from '../../src/engine/dispatch/schedule/write-horizon.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { HM3_PER_FLOW_HOUR as K } from '../../src/engine/tables.ts';
import { hourTimeline } from '../../src/engine/case/timeline.ts';
import { stepInputs } from '../../src/engine/outcome/zone-balance.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { Row } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { tinyCase } from './tiny-case.ts';
import { compileCase } from '../support/from-words.ts';

const solve = createInteriorPoint();
const NONE = new Uint8Array(4);

/**
 * The tiny case with a second stream, `brook` (30 m3/s, turbines for 20, 0.4 MW per m3/s), which reaches `mid` after 3
 * h (own inflow 5, turbines for 50, 0.2) and that `lower` after 1 h, whose turbines take 200 m3/s. Before the first
 * hour brook released 40 m3/s and mid 45.
 */
function streams(namedLoad: number): Case {
  const c = tinyCase(namedLoad);
  const f = (...more: number[]) => Float64Array.from(more);
  const each = (...more: number[]) =>
    Float64Array.from({ length: more.length * 24 }, (_, at) => more[Math.floor(at / 24)]);
  return {
    ...c,
    stations: {
      ...c.stations,
      ids: ['upper', 'lower', 'brook', 'mid'],
      zone: new Int32Array(4),
      basin: new Int32Array(4),
      downstream: Int32Array.of(1, -1, 3, 1),
      travelHours: Int32Array.of(2, 0, 3, 1),
      production: f(1, 0.5, 0.4, 0.2),
      deadLevelFactor: f(1, 1, 1, 1),
      ratedFlow: f(80, 200, 20, 50),
      ratedCapacity: f(80, 100, 8, 10),
      capacity: each(80, 100, 8, 10),
      inService: new Int32Array(4),
      storage: f(10, 0, 0, 0),
      startStorage: f(5, 0, 0, 0),
      endStorage: f(5, 0, 0, 0),
      storageLimit: each(10, 0, 0, 0),
      minRelease: new Float64Array(4),
      seasonal: Uint8Array.of(1, 0, 0, 0),
      inStatistic: Uint8Array.of(1, 1, 1, 1),
      inflow: each(100, 10, 30, 5),
      normalInflow: each(100, 10, 30, 5),
      releaseBefore: f(70, 80, 40, 45),
    },
  };
}

const planOf = (c: Case, given?: Uint8Array): SeasonPlan =>
  planSeason(c, solve, { ...perfectPlanning(c), heads: rulePath(c) }, 1, given);

function dayOf(c: Case, given?: Uint8Array): { objective: number; columns: number; schedule: Schedule } {
  const water = openingState(c);
  const w = buildHorizonProgram(c, {
    span: c,
    water,
    heads: headStorage(c, water.storage),
    end: plannedEnd(c, planOf(c, NONE), c, 'guided'),
    interruptible: c.zones.interruptibleLoad,
    scale: 1,
    given,
  });
  const found = solve(w.program, { want: 'interior' });
  const line = hourTimeline(c);
  const schedule = emptySchedule(c, line);
  writeHorizon(c, stepInputs(c, line), schedule, w, found, water);
  return { objective: found.objective, columns: w.program.columns, schedule };
}

function expectNear(own: Float64Array, other: Float64Array, digits: number): void {
  own.forEach((value, at) => {
    expect(value, `at ${at}`).toBeCloseTo(other[at], digits);
  });
}

describe('stations whose water is given', () => {
  test('hold none and have none above them that does', () => {
    const c = streams(0);
    expect([...uncontrolledStations(c)]).toEqual([0, 0, 1, 1]);
    expect([
      ...uncontrolledStations({ ...c, stations: { ...c.stations, storage: Float64Array.of(10, 0, 1, 0) } }),
    ]).toEqual([0, 0, 0, 0]);
    expect([
      ...uncontrolledStations({ ...c, stations: { ...c.stations, downstream: Int32Array.of(-1, -1, 3, 1) } }),
    ]).toEqual([0, 1, 1, 1]);
  });

  test('pass on what comes to them, after the travel time and with what was on its way', () => {
    const c = streams(0);
    const known = knownWater(
      c,
      uncontrolledStations(c),
      hourTimeline(c),
      c.stations.inflow,
      openingState(c).releaseBefore,
    );
    const of = (i: number): number[] => [...known.subarray(i * 24, i * 24 + 6)];
    expect(of(0)).toEqual([100, 100, 100, 100, 100, 100]);
    expect(of(2)).toEqual([30, 30, 30, 30, 30, 30]);
    expect(of(3)).toEqual([45, 45, 45, 35, 35, 35]);
    // Of `upper` nothing is known to come.
    expect(of(1)).toEqual([55, 55, 55, 55, 45, 45]);
  });

  // Where the price is that of coal all day it does not matter in which hours the reservoir spills.
  test.each([0, 20, 40])('named load %i MW: the day is the same with their water written out', (namedLoad) => {
    const c = streams(namedLoad);
    const [own, full] = [dayOf(c), dayOf(c, NONE)];
    expect(full.columns - own.columns).toBe(2 * 2 * 24);
    // Of terms of some hundred thousand yuan, which all but cancel at 20 MW.
    expect(Math.abs(own.objective - full.objective) / Math.max(Math.abs(full.objective), 1e5)).toBeLessThan(5e-10);
    for (const table of [
      'turbined',
      'turbinableSpill',
      'forcedSpill',
      'storage',
      'aggregatedPower',
      'thermal',
      'exported',
      'price',
    ] as const)
      expectNear(own.schedule[table], full.schedule[table], 3);
    // Ten of the brook's 30 m3/s pass its full turbines; at `mid` none has to.
    own.schedule.forcedSpill.subarray(48, 72).forEach((flow) => {
      expect(flow).toBeCloseTo(10, 9);
    });
    expect(Math.max(...own.schedule.forcedSpill.subarray(72))).toBeLessThan(1e-9);
  });

  test.each([0, 40, 115])(
    'named load %i MW: the season is the same with their water written out, and so is the value of water',
    (namedLoad) => {
      const c = streams(namedLoad);
      const [own, full] = [planOf(c), planOf(c, NONE)];
      expect(own.program.program.columns).toBe(full.program.program.columns - 2 * 2 * 3);
      expect(own.program.program.rows).toBe(full.program.program.rows - 2 * 2 * 3);
      expect(own.solution.objective / full.solution.objective).toBeCloseTo(1, 9);
      expectNear(own.storage, full.storage, 4);
      expectNear(own.release, full.release, 4);
      own.waterValue.forEach((value, i) => {
        expect(value / full.waterValue[i]).toBeCloseTo(1, 5);
      });
    },
  );

  test('where coal at 300 yuan/MWh runs, a m3/s more is worth its output and that below', () => {
    const c = streams(115);
    const { waterValue } = planOf(c);
    // 0.5 MW at `lower`; 0.2 more at `mid`; the full turbines of `brook` add what its forced spill, a third of its
    // natural flow, is weighed with.
    expect(waterValue[1]).toBeCloseTo(150 / K, 1);
    expect(waterValue[3]).toBeCloseTo(210 / K, 1);
    expect(waterValue[2]).toBeCloseTo(
      (210 - 0.4 * (forcedSpillWeight(c, overDays(c)) + (overDays(c) * evenSpillWeight(c)) / 3)) / K,
      1,
    );
  });

  test('out of service they release what comes', () => {
    const c = streams(40);
    const out = {
      ...c,
      stations: { ...c.stations, capacity: c.stations.capacity.map((mw, at) => (Math.floor(at / 24) === 2 ? 0 : mw)) },
    };
    const [own, full] = [dayOf(out), dayOf(out, NONE)];
    expect(Math.max(...own.schedule.turbined.subarray(48, 72))).toBe(0);
    for (const table of ['turbined', 'turbinableSpill', 'forcedSpill'] as const)
      expectNear(own.schedule[table], full.schedule[table], 3);
  });
});

describe('the certificate of a season with given water', () => {
  let c: Case;
  let highs: Solve;

  /** The toy with a brook and a station below it that join the river above the lower station. */
  beforeAll(async () => {
    highs = await loadHighs();
    const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
    const lower = model.tables.stations.find((row) => row.id === 'lower')!;
    const stream = (id: string, downstream: string, mean: number): Row<'stations'> => ({
      ...lower,
      id,
      downstream,
      travel_time_h: 5,
      capacity_mw: 10,
      production_mw_per_m3s: 0.4,
      rated_flow_m3s: 25,
      mean_flow_m3s: mean,
    });
    const tables = {
      ...model.tables,
      stations: [
        ...model.tables.stations.map((row) => (row.id === 'lower' ? { ...row, mean_flow_m3s: 160 } : row)),
        stream('brook', 'mid', 30),
        stream('mid', 'lower', 40),
      ],
    };
    c = compileCase(
      { ...model, tables },
      orThrow(await loadScenarioFile('scenarios/two-plant-cascade/shutdown.yaml')),
      { level: 'standard', foresight: 'perfect' },
    );
  }, 60_000);

  test('encloses the optimum of the one program in which all water is written out', () => {
    expect(uncontrolledStations(c).reduce((sum, one) => sum + one, 0)).toBe(2);
    const o = runCase(c, highs, () => undefined);
    const days = daysOf(c);
    const { steps } = o.timeline;
    const target = Float64Array.from(c.stations.ids, (_, i) => o.storage[(i + 1) * steps - 1]);
    const heads = Float64Array.from({ length: target.length * days }, (_, at) =>
      at % days === 0
        ? o.firstStorage[Math.floor(at / days)]
        : o.storage[Math.floor(at / days) * steps + (at % days) * 24 - 1],
    );
    const end = { mode: 'pinned' as const, target, value: new Float64Array(target.length), transit: null };
    const { program } = buildHorizonProgram(c, {
      span: c,
      water: { storage: o.firstStorage, releaseBefore: o.releaseBefore },
      heads,
      end,
      interruptible: c.zones.interruptibleLoad,
      scale: 0,
      given: NONE,
    });
    const best = highs(program, { want: 'vertex' });
    expect(best.status).toBe('optimal');
    expect(best.objective).toBeGreaterThanOrEqual(o.lowerBound - 1e-6 * o.absoluteCost);
    expect(best.objective).toBeLessThanOrEqual(o.upperBound + 1e-6 * o.absoluteCost);
  });
});
