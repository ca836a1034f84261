import { beforeAll, describe, expect, test } from 'vitest';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import { spillReasons } from '../../src/engine/accounting/spill-reasons.ts';
import { relax } from '../../src/engine/attribution/relax.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { rulePath } from '../../src/engine/dispatch/plan/season-plan.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Measure } from '../../src/system/measures/measures.ts';
import type { Foresight, Level, Scenario } from '../../src/system/scenario/scenario.ts';
import { compileCase } from '../support/from-words.ts';

let toy: Model;
let june: Scenario;
let solve: Solve;

/**
 * June, with an upper reservoir of 86.4 hm3 (1 m3/s over 24,000 h), full at first, half full at the end; turbines for
 * 150 m3/s above and 200 below. The line takes 200 MW of surplus at 150 yuan/MWh. From 21 June on another 100 MW are
 * drawn in the mountains, for which coal at 300 has to run.
 */
beforeAll(async () => {
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const { tables } = model;
  toy = {
    ...model,
    tables: {
      ...tables,
      stations: tables.stations.map((row) =>
        row.id === 'upper'
          ? {
              ...row,
              regulation: 'seasonal' as const,
              usable_storage_hm3: 86.4,
              storage_start_share: 1,
              storage_end_share: 0.5,
              capacity_mw: 150,
              rated_flow_m3s: 150,
            }
          : { ...row, capacity_mw: 100, rated_flow_m3s: 200 },
      ),
      exports: tables.exports.map((row) => ({ ...row, rated_mw: 200, ramp_mw_per_h: 200, surplus_yuan_per_mwh: 150 })),
      export_schedule: tables.export_schedule.map((row) => ({ ...row, mean_mw: 200, contract_share: 0 })),
    },
  };
  const late: Measure = {
    id: 'late',
    type: 'add-load',
    zone: 'mountain',
    size: '100 MW',
    interruption_yuan_per_mwh: 10_000,
    start: '2021-06-21T00:00+08:00',
  };
  june = {
    ...orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml')),
    window: { start: '2021-06-01T00:00+08:00', end: '2021-07-01T00:00+08:00' },
    foresight: { mode: 'rolling', terminal: 'water-value' },
    export_rule: 'contract-fixed-surplus-free',
    measures: [late],
  };
  solve = await loadHighs();
}, 60_000);

const point = (day: string, storage_share: number): Row<'rule_curves'> => ({
  station: 'upper',
  day,
  storage_share,
  source: 'test',
  confidence: 'assumed',
});
/** Half of the water is out by 20 June, before the floods. */
const CURVE = [point('05-31', 1), point('06-20', 0.5), point('06-30', 0.5)];
const following = (curve: Row<'rule_curves'>[], limits: Row<'flood_limits'>[] = []): Model => ({
  ...toy,
  tables: { ...toy.tables, rule_curves: curve, flood_limits: limits },
});

const ruleOn = (c: Case, day: number): number =>
  c.stations.ruleStorage![c.stations.ids.indexOf('upper') * c.hours + day * 24 + 23];
const stepsOf = (o: Outcome, day: number): number[] =>
  Array.from({ length: o.timeline.steps }, (_, t) => t).filter(
    (t) =>
      o.timeline.firstHour[t] - (o.timeline.firstHour[t] % 24) <= day * 24 &&
      day * 24 < o.timeline.hoursFrom[o.timeline.period[t] + 1],
  );
const storedAfter = (o: Outcome, day: number): number => o.storage[o.timeline.steps + stepsOf(o, day).at(-1)!];
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const run = (model: Model, level: Level, foresight: Foresight): { c: Case; o: Outcome } => {
  const c = compileCase(model, june, { level, foresight });
  const o = runCase(c, solve, () => undefined);
  const ledger = createLedger(c, o);
  expect(ledger.waterResidualHm3).toBeLessThan(1e-9);
  expect(spillReasons(c, o).could_wait).toBeLessThan(1e-6);
  return { c, o };
};

describe('the curve of a case', () => {
  test('is straight between its points and closes over the new year', () => {
    const c = compileCase(following(CURVE), june);
    // 43.2 hm3 in 20 days: 2.16 a day. From 31 May full, 10 June 64.8, 20 June and later 43.2.
    expect([0, 9, 19, 24, 29].map((day) => ruleOn(c, day))).toEqual(
      [84.24, 64.8, 43.2, 43.2, 43.2].map((hm3) => expect.closeTo(hm3, 9) as number),
    );
    expect([...c.stations.ruleStorage!.subarray(0, c.hours)].every((hm3) => hm3 === -1)).toBe(true);
    // From 31 December (1) to 31 January (0) of the next year a leap year has 31 days: 15 January lies 15 days on.
    const year = compileCase(following([point('01-31', 0), point('12-31', 1)]), {
      ...june,
      window: { start: '2021-01-01T00:00+08:00', end: '2021-02-01T00:00+08:00' },
      measures: [],
    });
    expect(ruleOn(year, 14)).toBeCloseTo(86.4 * (1 - 15 / 31), 9);
  });

  test('gives way to a lower flood limit, and tells the storage at the end of the season and for first heads', () => {
    const limit: Row<'flood_limits'> = {
      station: 'upper',
      from: '06-21',
      to: '06-30',
      max_storage_share: 0.4,
      source: 'test',
      confidence: 'assumed',
    };
    const c = compileCase(following(CURVE, [limit]), june);
    // The limit holds from the first hour of 21 June, and storage is drawn towards it by a fifteenth of full a day: at
    // the end of 19 June it may be 0.4 + 1/15, but the curve is lower, on the way from 1 to 0.5.
    expect([18, 19, 20, 29].map((day) => ruleOn(c, day) / 86.4)).toEqual(
      [0.4 + 1 / 15, 0.4, 0.4, 0.4].map((share) => expect.closeTo(share, 9) as number),
    );
    expect(c.stations.endStorage[1] / 86.4).toBeCloseTo(0.4, 9);
    expect(rulePath(c).subarray(c.days)).toEqual(Float64Array.from({ length: c.days }, (_, day) => ruleOn(c, day)));
  });

  test('is a limit of storage: where those are lifted it is gone', () => {
    const c = compileCase(following(CURVE), june);
    expect(relax(c, 8).stations.ruleStorage).toBeUndefined();
    expect(relax(c, 1).stations.ruleStorage).toBe(c.stations.ruleStorage);
  });

  test('a model without curves compiles as it did', () => {
    expect('ruleStorage' in compileCase(toy, june).stations).toBe(false);
    expect(compileCase(following([]), june).hash).toBe(compileCase(toy, june).hash);
  });
});

describe('a curve that forces storage to be drawn before the flood season', () => {
  test('screen: half of the water goes out at 150 yuan/MWh where the plan would keep it for 300', () => {
    // Held over 20 June, the end of a ten-day period, water gains 300 - 150 = 150 yuan/MWh and costs 10 * 18 = 180: the
    // curve is met. 43.2 hm3 in 20 days are 25 m3/s beside the inflow of 100. 1-20 June: 125 + (125 + 20) / 2 + 8 =
    // 205.5 MW of hydro; 50 serve the mountains, the section lets 50 to the city, 105.5 are sold; coal makes the other
    // 30 of the city. 21-30 June: 100 + 60 + 8 = 168 MW; the mountains take 150, 18 go to the city, nothing is sold;
    // coal makes 62.
    const { c, o } = run(following(CURVE), 'screen', 'perfect');
    expect(storedAfter(o, 9)).toBeCloseTo(64.8, 2);
    expect(storedAfter(o, 19)).toBeCloseTo(43.2, 2);
    expect(storedAfter(o, 29)).toBeCloseTo(43.2, 2);
    for (const [day, sold, coal] of [
      [5, 105.5, 30],
      [15, 105.5, 30],
      [25, 0, 62],
    ]) {
      expect(mean(stepsOf(o, day).map((t) => o.exported[t])), `sold on ${day}`).toBeCloseTo(sold, 1);
      expect(mean(stepsOf(o, day).map((t) => o.thermal[t])), `coal on ${day}`).toBeCloseTo(coal, 1);
    }
    expect(c.stations.seasonal[1]).toBe(1);
    // Without the curve the section is full in the last ten days and coal makes the 30 MW that it lacks: 32 MW more
    // hydro, 21.33 m3/s more, 18.432 hm3 kept beyond the 43.2 of the end.
    const free = run(toy, 'screen', 'perfect').o;
    expect(storedAfter(free, 19)).toBeGreaterThan(43.2 + 18.43 - 0.01);
    expect(mean(stepsOf(free, 25).map((t) => free.thermal[t]))).toBeCloseTo(30, 1);
  });

  test('standard, rolling: guided days keep to it within a hundredth of full', () => {
    const { c, o } = run(following(CURVE), 'standard', 'rolling');
    expect(o.lowerBound).toBeLessThanOrEqual(o.upperBound);
    for (let day = 0; day < 30; day++)
      expect(Math.abs(storedAfter(o, day) - ruleOn(c, day)) / 86.4, `day ${day}`).toBeLessThan(0.01);
  });

  /**
   * The curve asks for a full reservoir all June; it holds a fifth, and the river brings a fifth of its water: 20 m3/s
   * above, 4 more below.
   */
  function dry(changes: (row: Row<'stations'>) => Row<'stations'>, loads: Scenario['loads'], level: Level): number[] {
    const full = following([point('05-31', 1), point('06-30', 1)]);
    const stations = full.tables.stations.map((row) =>
      changes(row.id === 'upper' ? { ...row, storage_start_share: 0.2 } : row),
    );
    const c = compileCase(
      { ...full, tables: { ...full.tables, stations } },
      { ...june, loads, measures: [], water: { water_year: 'normal', factor: 0.2 } },
      { level },
    );
    const o = runCase(c, solve, () => undefined);
    return Array.from({ length: o.timeline.steps }, (_, t) => o.timeline.steps + t).map(
      (at) => o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at],
    );
  }

  test('is left for a shortage', () => {
    // The factory, 30 MW, is worth 2,000 yuan/MWh, a month off the curve 30 * 18 = 540. Coal makes 100 MW, 20 beyond
    // the city's 80; small hydro 1.6. q + (q + 4) / 2 + 1.6 + 20 = 50 in the mountains: q = 17.6 m3/s, and the other
    // 2.4 are stored.
    for (const flow of dry((row) => row, june.loads, 'screen')) expect(flow).toBeCloseTo(17.6, 1);
  });

  test.each(['screen', 'standard'] as const)(
    '%s: never keeps back a least release, whatever the water could make further down',
    (level) => {
      // With 5 MW per m3/s below, a month off the curve costs 540 * 6 = 3,240 yuan a MWh made above, a release missed
      // 2,500 and as much again as the curve could pay.
      for (const flow of dry(
        (row) => (row.id === 'lower' ? { ...row, production_mw_per_m3s: 5, capacity_mw: 1000 } : row),
        [],
        level,
      ))
        expect(flow).toBeCloseTo(10, 2);
    },
  );
});
