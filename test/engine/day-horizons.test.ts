import { beforeAll, describe, expect, test } from 'vitest';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { dayHorizons, nextStart, rowsOfDay, type DayHorizon } from '../../src/engine/dispatch/rolling/day-horizons.ts';
import { buildHorizonProgram, type HorizonProgram } from '../../src/engine/dispatch/programs/horizon-program.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { standingHeads } from '../support/standing-heads.ts';
import { tinyCase, wholeDays } from './tiny-case.ts';
import { compileCase } from '../support/from-words.ts';

let highs: Solve;
let toy: Model;
let scenarios: readonly Scenario[];
const none = (): void => undefined;

beforeAll(async () => {
  highs = await loadHighs();
  toy = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const read = await Promise.all(
    ['base', 'shutdown'].map(async (name) =>
      orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    ),
  );
  scenarios = read.map((scenario) => ({
    ...scenario,
    window: { start: '2021-06-01T00:00+08:00', end: '2021-06-21T00:00+08:00' },
    measures: scenario.measures.map((measure) =>
      measure.type === 'remove-load' ? { ...measure, start: '2021-06-09T00:00+08:00' } : measure,
    ),
  }));
}, 60_000);

const DAY = 24;

/** So many days from the `first` of a season of twenty; the removal of the second scenario is on day 8. */
function window(
  scenario: Scenario,
  first: number,
  days: number,
  foresight: 'perfect' | 'rolling',
  replanHours: readonly number[] = [],
  model = toy,
): Case {
  const { start } = compileCase(model, scenario, { level: 'standard', foresight });
  const span = { start: start + first * DAY, end: start + (first + days) * DAY };
  return compileCase(model, scenario, { level: 'standard', foresight, window: span, replanHours });
}

describe('days that one program dispatches', () => {
  const season = {
    ...tinyCase(30),
    ...wholeDays(153),
    foresight: 'perfect' as const,
    replanDays: Int32Array.of(0, 5, 12, 19),
  };

  test('a whole season goes by single days', () => {
    const found = dayHorizons(season, 0);
    expect(found).toHaveLength(153);
    expect(found.every(({ from, to, keptTo }, at) => from === at * DAY && to === from + DAY && keptTo === to)).toBe(
      true,
    );
  });

  test('a week looks to noon of the third day after the one that stands, and stops at its end', () => {
    const windows = (first: number, end: number, more: Partial<Case> = {}): DayHorizon[] =>
      dayHorizons({ ...season, ...wholeDays(153, first, end), ...more }, first * DAY);
    expect(windows(10, 17)).toEqual([one(10), one(11), one(12), ...closing(13, 17)]);
    expect(windows(10, 14)).toEqual(closing(10, 14));
    expect(windows(10, 11)).toEqual([all(10, 1)]);
  });

  test('a run that begins and ends inside days has parts of days at both ends', () => {
    // from 08:00 of day 10 to 20:00 of day 12 or 14: day by day, each to the end or to noon of its third day after
    expect(dayHorizons({ ...season, from: 10 * DAY + 8, to: 12 * DAY + 20 }, 10 * DAY + 8)).toEqual([
      { from: 248, to: 308, keptTo: 264 },
      { from: 264, to: 308, keptTo: 288 },
      { from: 288, to: 308, keptTo: 308 },
    ]);
    expect(dayHorizons({ ...season, from: 10 * DAY + 8, to: 14 * DAY + 20 }, 10 * DAY + 8)).toEqual([
      { from: 248, to: 324, keptTo: 264 },
      { from: 264, to: 356, keptTo: 288 },
      { from: 288, to: 356, keptTo: 312 },
      { from: 312, to: 356, keptTo: 336 },
      { from: 336, to: 356, keptTo: 356 },
    ]);
    expect(dayHorizons({ ...season, opens: 8, from: 8 }, 8).slice(0, 2)).toEqual([
      { from: 8, to: 24, keptTo: 24 },
      { from: 24, to: 48, keptTo: 48 },
    ]);
  });

  test('with rolling foresight none looks past the next plan', () => {
    const found = dayHorizons({ ...season, ...wholeDays(153, 10, 17), foresight: 'rolling' }, 10 * DAY);
    expect(found).toEqual([...closing(10, 12), one(12), ...closing(13, 17)]);
  });

  test('with rolling foresight none looks into a day on which a load changes', () => {
    // changed in the hours of day 13, planned anew on day 14
    const found = dayHorizons(
      {
        ...season,
        ...wholeDays(153, 12, 17),
        foresight: 'rolling',
        replanDays: Int32Array.of(0, 5, 12, 14, 19),
        changeDays: Int32Array.of(14),
      },
      12 * DAY,
    );
    expect(found).toEqual([all(12, 1), all(13, 1), ...closing(14, 17)]);
  });
});

const one = (day: number): DayHorizon => ({ from: day * DAY, to: day * DAY + 84, keptTo: (day + 1) * DAY });
/** Days that each look to the end, the last of them by itself. */
const closing = (first: number, end: number): DayHorizon[] =>
  Array.from({ length: end - first }, (_, at) => ({
    ...all(first + at, end - first - at),
    keptTo: (first + at + 1) * DAY,
  }));
const all = (day: number, days: number): DayHorizon => ({
  from: day * DAY,
  to: (day + days) * DAY,
  keptTo: (day + days) * DAY,
});

/** Three days of the tiny case, with a battery and exports that may not move fast. */
function threeDays(): Case {
  const c = tinyCase(30);
  const times = (table: Float64Array, rows: number): Float64Array =>
    Float64Array.from(
      { length: rows * 3 * DAY },
      (_, at) => table[Math.floor(at / (3 * DAY)) * DAY + (at % DAY)] + ((at % (3 * DAY)) % 7),
    );
  const daily = (table: Float64Array): Float64Array =>
    Float64Array.from({ length: table.length * 3 }, (_, at) => table[Math.floor(at / (3 * DAY)) * DAY]);
  return {
    ...c,
    ...wholeDays(3),
    zones: { ...c.zones, load: times(c.zones.load, 2), interruptibleLoad: times(c.zones.interruptibleLoad, 1) },
    stations: {
      ...c.stations,
      capacity: daily(c.stations.capacity),
      storageLimit: daily(c.stations.storageLimit),
      inflow: daily(c.stations.inflow),
      normalInflow: daily(c.stations.normalInflow),
      minRelease: Float64Array.of(5, 0),
    },
    aggregated: { ...c.aggregated, ratio: daily(c.aggregated.ratio), normalRatio: daily(c.aggregated.normalRatio) },
    sections: { ...c.sections, limit: daily(c.sections.limit) },
    exports: {
      ...c.exports,
      contract: times(c.exports.contract, 1),
      most: times(c.exports.most, 1),
      ramp: Float64Array.of(10),
    },
    thermal: { ...c.thermal, mustRun: daily(c.thermal.mustRun) },
    storages: {
      ids: ['battery'],
      zone: Int32Array.of(0),
      power: Float64Array.of(10),
      energy: Float64Array.of(20),
      efficiency: Float64Array.of(0.9),
      fromHour: Int32Array.of(c.start),
      toHour: Int32Array.of(c.start + 3 * DAY),
    },
  };
}

function guided(c: Case, day: number, days: number, hour = 24): HorizonProgram {
  const n = c.stations.ids.length;
  const end = {
    mode: 'guided' as const,
    target: Float64Array.of(5, 0),
    value: Float64Array.of(100, 0),
    transit: null,
    ...(days > 1 ? { path: new Float64Array(n * (days - 1)).fill(5) } : {}),
  };
  const water = { storage: Float64Array.of(5, 0), releaseBefore: new Float64Array(n * 48).fill(70) };
  const span = { from: day * DAY, to: (day + days - 1) * DAY + hour };
  return buildHorizonProgram(
    { ...c, to: span.to },
    { span, water, heads: new Float64Array(n * days).fill(5), end, interruptible: c.zones.interruptibleLoad, scale: 1 },
  );
}

describe('a day of a longer program', () => {
  const c = threeDays();
  const all = guided(c, 0, 3);
  const sameHour = (name: string): string => name.replace(/h(\d+)$/, (_, hour: string) => `h${Number(hour) % DAY}`);

  test.each([0, 1, 2])(
    'day %i has the rows of a program of its own, in its order: balances, water, releases, battery, ramps',
    (day) => {
      const alone = guided(c, day, 1);
      const names = Array.from(rowsOfDay(all, day), (row) => sameHour(all.program.rowName(row)));
      expect(names).toEqual(
        Array.from({ length: alone.program.rows }, (_, row) => sameHour(alone.program.rowName(row))),
      );
      for (const kind of ['balance_', 'water_', 'release_', 'storage_', 'ramp_'])
        expect(names.filter((name) => name.startsWith(kind)).length, kind).toBeGreaterThan(DAY / 2);
    },
  );

  test('the battery is empty at every midnight', () => {
    const levels = Array.from({ length: all.program.columns }, (_, j) => j).filter((j) =>
      all.program.columnName(j).startsWith('level_'),
    );
    expect(levels.map((j) => all.program.columnUpper[j])).toEqual(
      Array.from({ length: 3 * DAY }, (_, t) => (t % DAY === 23 ? 0 : 20)),
    );
  });

  test('a last day of eighteen hours leaves the days before as they are, and ends with them', () => {
    const part = guided(c, 0, 3, 18);
    expect(part.hours).toBe(66);
    for (const day of [0, 1]) {
      expect(Array.from(rowsOfDay(part, day), (row) => part.program.rowName(row))).toEqual(
        Array.from(rowsOfDay(all, day), (row) => all.program.rowName(row)),
      );
    }
    const names = Array.from({ length: part.program.columns }, (_, j) => part.program.columnName(j));
    expect(names).toContain('storage_upper_h65');
    expect(names).not.toContain('storage_upper_h66');
    expect(part.known.length).toBe(c.stations.ids.length * 66);
    expect(part.columnsFrom[3] - part.columnsFrom[2]).toBe(((part.columnsFrom[2] - part.columnsFrom[1]) * 18) / 24);
  });

  test('the next search begins with what both programs look at', () => {
    const { columnsFrom, program } = all;
    const x = Float64Array.from({ length: program.columns }, (_, j) => j);
    const near = nextStart(
      all,
      { x, rowDual: new Float64Array(program.rows), status: 'optimal', message: '', objective: 0, iterations: 1 },
      2,
    );
    expect(near.x.subarray(0, columnsFrom[1])).toEqual(x.subarray(columnsFrom[2], columnsFrom[3]));
    expect(near.x.subarray(columnsFrom[1])).toEqual(x.subarray(columnsFrom[1]));
  });
});

/**
 * The optimum of what the lower bound speaks of: any schedule with the factors of this one that leaves its reservoirs
 * as full.
 */
function refereed(c: Case, o: Outcome): number {
  const { steps } = o.timeline;
  const end = { mode: 'free' as const, target: new Float64Array(0), value: new Float64Array(0), transit: null };
  const { program, storage } = buildHorizonProgram(c, {
    span: c,
    water: { storage: o.firstStorage, releaseBefore: o.releaseBefore },
    heads: standingHeads(c, o),
    end,
    interruptible: c.zones.interruptibleLoad,
    scale: 0,
  });
  c.stations.ids.forEach((_, i) => {
    const column = storage[(i + 1) * steps - 1];
    if (column >= 0) program.columnLower[column] = program.columnUpper[column] = o.storage[(i + 1) * steps - 1];
  });
  const best = highs(program, { want: 'vertex' });
  expect(best.status).toBe('optimal');
  return best.objective;
}

/**
 * The toy with so many hours from its upper station, whose reservoir is carried from week to week and whose head falls
 * with it.
 */
function withTravel(travel: number): Model {
  const stations = toy.tables.stations.map((row) =>
    row.downstream === undefined
      ? row
      : {
          ...row,
          travel_time_h: travel,
          regulation: 'weekly' as const,
          dead_level_factor: 0.7,
          usable_storage_hm3: 12,
          min_release_m3s: 30,
        },
  );
  return { ...toy, tables: { ...toy.tables, stations } };
}

/** The toy with a station below that makes twice as much, so many hours from a small reservoir above it. */
function withWorthBelow(travel: number): Model {
  const stations = toy.tables.stations.map((row) =>
    row.downstream === undefined
      ? { ...row, production_mw_per_m3s: 1, capacity_mw: 120 }
      : { ...row, travel_time_h: travel, usable_storage_hm3: 2 },
  );
  return { ...toy, tables: { ...toy.tables, stations } };
}

describe('a week of the toy', () => {
  test.each([0.8, 1, 1.3].flatMap((water) => ([0, 3, 20] as const).map((travel) => [water, travel] as const)))(
    'water x %d, %i h of travel: books close, the optimum lies between the bounds',
    (water, travel) => {
      const scenario = { ...scenarios[0], water: { ...scenarios[0].water, factor: water } };
      const c = window(scenario, 4, 7, 'perfect', [], withTravel(travel));
      const o = runCase(c, highs, none);
      const ledger = createLedger(c, o);
      expect(ledger.waterResidualHm3).toBeLessThan(1e-9);
      expect(ledger.energyResidualMwh).toBeLessThan(1e-3);
      const best = refereed(c, o);
      expect(best).toBeGreaterThanOrEqual(o.lowerBound - 1e-6 * o.absoluteCost);
      expect(best).toBeLessThanOrEqual(o.upperBound + 1e-6 * o.absoluteCost);
    },
  );

  // A flat head and little storage leave the bound next to the optimum, and a strong station below makes water on its
  // way worth much: counted twice, it lifted the bound by 2 to 4 % of absolute cost.
  test.each([
    [48, 0],
    [48, 7],
    [20, 19],
    [20, 0],
  ] as const)(
    'water that is %i h on its way when the window begins, at hour %i, is counted once in the bound',
    (travel, hour) => {
      const scenario = { ...scenarios[0], water: { ...scenarios[0].water, factor: 0.5 } };
      const c = window(scenario, 4 + hour / DAY, 7, 'perfect', [], withWorthBelow(travel));
      const o = runCase(c, highs, none);
      const best = refereed(c, o);
      expect(best).toBeGreaterThanOrEqual(o.lowerBound - 1e-6 * o.absoluteCost);
      expect(best).toBeLessThanOrEqual(o.lowerBound + 1e-3 * o.absoluteCost);
    },
  );

  test.each([0, 14])(
    'with rolling foresight a removal inside it, at %i:00, changes nothing on the days before',
    (hour) => {
      const { start } = compileCase(toy, scenarios[1], {});
      const worlds = scenarios.map((scenario) => ({
        ...scenario,
        water: { ...scenario.water, factor: 0.6 },
        measures: scenario.measures.map((measure) =>
          measure.type === 'remove-load'
            ? { ...measure, start: `2021-06-09T${String(hour).padStart(2, '0')}:00+08:00` }
            : measure,
        ),
      }));
      const [kept, gone] = worlds.map((scenario) =>
        runCase(window(scenario, 4, 7, 'rolling', [start + 8 * DAY + hour], withTravel(3)), highs, none),
      );
      const steps = kept.timeline.steps;
      for (const name of ['turbined', 'storage', 'exported', 'thermal'] as const) {
        for (let row = 0; row < kept[name].length; row += steps)
          expect(gone[name].slice(row, row + 4 * DAY), name).toEqual(kept[name].slice(row, row + 4 * DAY));
      }
      expect(gone.turbined).not.toEqual(kept.turbined);
    },
  );
});
