import { beforeAll, describe, expect, test } from 'vitest';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import { LedgerError } from '../../src/engine/accounting/ledger-error.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { STREAMS, uniform } from '../../src/engine/hydrology/standard-normal.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { compileCase } from '../support/from-words.ts';

const SYSTEMS = 6;
let toy: Model;
let scenario: Scenario;
let solve: Solve;

beforeAll(async () => {
  toy = orThrow(await loadModelFolder('models/two-plant-cascade'));
  scenario = {
    ...orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml')),
    window: { start: '2021-06-01T00:00+08:00', end: '2021-06-06T00:00+08:00' },
  };
  solve = await loadHighs();
}, 60_000);

/**
 * The toy with other storages, turbines, travel times, releases, limits and load: seeded, so that a system that fails
 * can be looked at.
 */
function system(seed: number): Model {
  let at = 0;
  const between = (low: number, high: number): number => low + (high - low) * uniform(seed, STREAMS.monthly, 0, at++);
  const stations = toy.tables.stations.map((row) => {
    const scale = between(0.6, 1.4);
    return {
      ...row,
      capacity_mw: row.capacity_mw * scale,
      rated_flow_m3s: row.rated_flow_m3s * scale,
      usable_storage_hm3: row.usable_storage_hm3 * between(0.2, 3),
      travel_time_h: row.downstream === undefined ? 0 : Math.round(between(0, 20)),
      min_release_m3s: between(0, 40),
      dead_level_factor: row.usable_storage_hm3 > 0 ? between(0.7, 1) : 1,
    };
  });
  const sections = toy.tables.sections.map((row) => ({ ...row, limit_mw: between(30, 120) }));
  const load_years = toy.tables.load_years.map((row) => ({
    ...row,
    max_load_mw: row.max_load_mw * between(1, 1.5),
    min_load_mw: row.min_load_mw * between(0.5, 1),
  }));
  const load_shape = toy.tables.load_shape.map((row) => ({
    ...row,
    relative_load: 1 + 0.3 * Math.sin((2 * Math.PI * row.hour_of_year) / 24),
  }));
  return { ...toy, tables: { ...toy.tables, stations, sections, load_years, load_shape } };
}

const run = (seed: number, level: 'screen' | 'standard'): { readonly c: Case; readonly o: Outcome } => {
  const model = system(seed);
  expect(checkModel(model)).toEqual([]);
  const c = compileCase(
    model,
    { ...scenario, water: { ...scenario.water, factor: 0.6 + 0.2 * (seed % 5) } },
    { level },
  );
  return { c, o: runCase(c, solve, () => undefined) };
};

describe.each(Array.from({ length: SYSTEMS }, (_, seed) => seed))('random system %i', (seed) => {
  test.each(['screen', 'standard'] as const)('%s: water and energy close, reservoirs keep their bounds', (level) => {
    const { c, o } = run(seed, level);
    const ledger = createLedger(c, o);
    expect(ledger.waterResidualHm3).toBeLessThan(1e-6);
    o.storage.forEach((hm3, at) => {
      const station = Math.floor(at / o.timeline.steps);
      expect(hm3).toBeGreaterThanOrEqual(-1e-6);
      expect(hm3).toBeLessThanOrEqual(c.stations.storage[station] + 1e-6);
    });
  });
});

test('a jump of a reservoir, a lost drop, or one reservoir above its rim is refused in any draw', () => {
  const { c, o } = run(0, 'standard');
  const changed = (table: Float64Array, at: number, by: number): Float64Array =>
    table.map((value, n) => (n === at ? value + by : value));
  const upper = c.stations.ids.indexOf('upper');
  const at = upper * o.timeline.steps + 7;
  expect(() => createLedger(c, { ...o, storage: changed(o.storage, at, 0.01) })).toThrow(LedgerError);
  expect(() => createLedger(c, { ...o, forcedSpill: changed(o.forcedSpill, at, 1) })).toThrow(LedgerError);
  expect(() => createLedger(c, { ...o, storage: changed(o.storage, at, 2 * c.stations.storage[upper]) })).toThrow(
    /more than it can|does not close/,
  );
});
