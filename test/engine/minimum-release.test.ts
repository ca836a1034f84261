import { beforeAll, describe, expect, test } from 'vitest';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import { leastRelease } from '../../src/engine/cascade/topology.ts';
import { withFlow } from '../../src/engine/compile-case/with-drawn-water.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { dayOfStep } from '../../src/engine/case/timeline.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Level, Scenario } from '../../src/system/scenario/scenario.ts';
import { compileCase, compileRiver, seasonOf } from '../support/from-words.ts';

let toy: Model;
let turn: Scenario;
let solve: Solve;
beforeAll(async () => {
  toy = orThrow(await loadModelFolder('models/two-plant-cascade'));
  // 30 June and 1 July: the month turns between the two days.
  turn = {
    ...orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml')),
    window: { start: '2021-06-30T00:00+08:00', end: '2021-07-02T00:00+08:00' },
    foresight: { mode: 'perfect', terminal: 'water-value' },
  };
  solve = await loadHighs();
}, 60_000);

const asked = (month: number, min_release_m3s: number, station = 'upper'): Row<'minimum_release'> => ({
  station,
  month,
  min_release_m3s,
  source: 'test',
  confidence: 'assumed',
});
const withMonths = (model: Model, ...minimum_release: Row<'minimum_release'>[]): Model => ({
  ...model,
  tables: { ...model.tables, minimum_release },
});

/**
 * The toy with an upper reservoir to fill (20 days of the river, empty at first, to be full at the end) and cheap coal.
 */
const filling = (): Model => ({
  ...toy,
  tables: {
    ...toy.tables,
    stations: toy.tables.stations.map((row) =>
      row.id === 'upper'
        ? {
            ...row,
            regulation: 'seasonal' as const,
            usable_storage_hm3: 172.8,
            storage_start_share: 0,
            storage_end_share: 1,
          }
        : row,
    ),
    thermal: toy.tables.thermal.map((row) => ({ ...row, yuan_per_mwh: 200 })),
  },
});

/** Release of the upper station on a day of the season: least and mean over the steps, m3/s. */
function released(o: Outcome, day: number): { least: number; mean: number } {
  const at = Array.from({ length: o.timeline.steps }, (_, t) => t)
    .filter((t) => dayOfStep(o.timeline, t) === day)
    .map((t) => o.timeline.steps + t);
  const flows = at.map((t) => o.turbined[t] + o.turbinableSpill[t] + o.forcedSpill[t]);
  return { least: Math.min(...flows), mean: flows.reduce((sum, flow) => sum + flow, 0) / flows.length };
}

describe('least release by month', () => {
  test("a month of its own takes the place of the station's number, as it is written, whatever the river brings", () => {
    // The river brings 100 m3/s, 50 with half the water. The station's own number is 10.
    const days = (model: Model, factor = 1): number[] => {
      const c = compileCase(model, { ...turn, water: { water_year: 'normal', factor } });
      return [0, 1].map((day) => leastRelease(c, c.stations.ids.indexOf('upper'), day));
    };
    expect(days(toy)).toEqual([10, 10]);
    expect(days(withMonths(toy, asked(7, 60)))).toEqual([10, 60]);
    expect(days(withMonths(toy, asked(6, 0), asked(7, 90)))).toEqual([0, 90]);
    expect(days(withMonths(toy, asked(7, 60)), 0.5)).toEqual([10, 60]);
    expect(days(withMonths(toy, asked(7, 60, 'lower')))).toEqual([10, 10]);
  });

  test('other water over the same case asks for the same', () => {
    const model = withMonths(toy, asked(7, 60));
    const season = seasonOf(turn);
    const half = withFlow(
      compileCase(model, turn),
      compileRiver(model, turn, season),
      { at: (mean) => mean / 2, daily: true },
      'half',
    );
    expect([...half.stations.minReleaseByDay!]).toEqual([0, 0, 10, 60]);
  });

  test('months that do not lie in the season, and no months at all, change nothing', () => {
    const [without, other] = [compileCase(toy, turn), compileCase(withMonths(toy, asked(1, 60)), turn)];
    expect('minReleaseByDay' in without.stations).toBe(false);
    expect([...other.stations.minReleaseByDay!]).toEqual([0, 0, 10, 10]);
  });

  test.each(['screen', 'standard'] as const)(
    '%s: July asks for 60 m3/s where the plan would keep all but 21.3',
    (level: Level) => {
      // Stored water is worth 300 yuan/MWh, coal costs 200: all 100 MW of coal run, 80 for the city and 20 for the
      // mountains, whose load and contract take 20 + 30 + 20 MW. A release q makes q at the upper plant and (q + 20) /
      // 2 below, small hydro makes 8: 1.5 q + 18 = 70 - 20, so q = 21.33 m3/s on 30 June. 60 m3/s in July make 60 + 40
      // + 8 = 108 MW: 38 reach the city, coal makes 42.
      const c = compileCase(withMonths(filling(), asked(7, 60)), turn, { level, foresight: 'perfect' });
      const o = runCase(c, solve, () => undefined);
      const ledger = createLedger(c, o);
      expect(ledger.waterResidualHm3).toBeLessThan(1e-9);
      // Hourly, the first hour still gets the 100 m3/s sent before the season, and the last hour's water counts below
      // only tomorrow.
      expect(Math.abs(released(o, 0).mean - 21.33)).toBeLessThan(level === 'screen' ? 0.1 : 1.5);
      expect(released(o, 1).least).toBeGreaterThan(60 - 1e-3);
      expect(released(o, 1).mean).toBeLessThan(60.2);
      const coal = Array.from({ length: o.timeline.steps }, (_, t) => t)
        .filter((t) => dayOfStep(o.timeline, t) === 1)
        .map((t) => o.thermal[t]);
      expect(Math.abs(Math.max(...coal.slice(1)) - 42)).toBeLessThan(0.2);
      const without = runCase(compileCase(filling(), turn, { level, foresight: 'perfect' }), solve, () => undefined);
      expect(Math.abs(released(without, 1).mean - 21.33)).toBeLessThan(level === 'screen' ? 0.1 : 1.5);
    },
  );
});
