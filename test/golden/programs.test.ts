import { beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../src/engine/case/case.ts';
import { compileCase } from '../../src/engine/compile-case/compile-case.ts';
import { buildExactProgram, guidedEnd } from '../../src/engine/dispatch/rolling/exact-program.ts';
import { openingState } from '../../src/engine/dispatch/plan/opening.ts';
import { perfectPlanning, rulePath, type SeasonPlan } from '../../src/engine/dispatch/plan/season-plan.ts';
import { buildSeasonProgram } from '../../src/engine/dispatch/programs/season-program.ts';
import { buildHorizonProgram } from '../../src/engine/dispatch/programs/horizon-program.ts';
import type { LinearProgram } from '../../src/engine/solver/program/linear-program.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { programToLp } from '../../src/io/export/program-text.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { resolveScenario } from '../../src/system/scenario/resolve-scenario.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';

const DAY = 24;
let model: Model;
let scenario: Scenario;

beforeAll(async () => {
  model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  scenario = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
});

const toy = (): Case => compileCase(model, resolveScenario(scenario), { level: 'standard' });

/**
 * The toy with what it has none of: a reservoir that carries water, whose head falls with it and which has a rule curve
 * and hours of travel below it; a battery; lines that ramp slowly; a season of 25 days.
 */
function reservoir(window?: { readonly start: number; readonly end: number }): Case {
  const [source, confidence] = ['assumed: toy figure', 'assumed'] as const;
  const stations = model.tables.stations.map((row) =>
    row.downstream === undefined
      ? row
      : { ...row, travel_time_h: 3, regulation: 'weekly' as const, dead_level_factor: 0.7, usable_storage_hm3: 12 },
  );
  const rule_curves = [
    { station: 'upper', day: '06-01', storage_share: 0.5, source, confidence },
    { station: 'upper', day: '06-30', storage_share: 0.75, source, confidence },
  ];
  const exports = model.tables.exports.map((row) => ({ ...row, ramp_mw_per_h: 5 }));
  const longer = { ...scenario, window: { start: '2021-06-01T00:00+08:00', end: '2021-06-26T00:00+08:00' } };
  const c = compileCase({ ...model, tables: { ...model.tables, stations, rule_curves, exports } }, resolveScenario(longer), {
    level: 'standard',
    window,
  });
  const battery = {
    ids: ['battery'],
    zone: Int32Array.of(0),
    power: Float64Array.of(10),
    energy: Float64Array.of(20),
    efficiency: Float64Array.of(0.9),
    fromHour: Int32Array.of(c.start),
    toHour: Int32Array.of(c.start + c.hours),
  };
  return { ...c, storages: battery };
}

/** Heads of the operators' rule: no solver has a part in the text. */
function seasonProgram(c: Case) {
  const { line, storage, outlook, interruptible } = perfectPlanning(c);
  return buildSeasonProgram(c, { line, storage, outlook, interruptible, heads: rulePath(c) });
}

/** A plan of round numbers: every column at half of what it may be, 100 yuan/hm3 and 50 m3/s at every station. */
function roundPlan(c: Case): SeasonPlan {
  const program = seasonProgram(c);
  const { columnLower, columnUpper } = program.program;
  const x = columnUpper.map((upper, j) => (columnLower[j] + upper) / 2);
  const table = (value: number): Float64Array => new Float64Array(c.stations.ids.length * c.days).fill(value);
  const rowDual = new Float64Array(program.program.rows);
  return {
    program,
    solution: { x, rowDual, status: 'optimal', message: '', objective: 0, iterations: 0 },
    opening: c.stations.startStorage,
    heads: rulePath(c),
    storage: rulePath(c),
    waterValue: table(100),
    release: table(50),
  };
}

function dayProgram(c: Case, first: number, days: number): LinearProgram {
  const span = { from: first * DAY, to: (first + days) * DAY };
  const water = openingState(c);
  return buildHorizonProgram(c, {
    span,
    water,
    heads: Float64Array.from({ length: water.storage.length * days }, (_, at) => water.storage[Math.floor(at / days)]),
    end: guidedEnd(c, roundPlan(c), span),
    interruptible: c.zones.interruptibleLoad,
    scale: 1,
    exportedBefore: first === 0 ? null : Float64Array.from(c.exports.ids, () => 10),
  }).program;
}

/** So many days within the season, whose plan goes by single days. */
function within(days: number): Case {
  const { start } = toy();
  return reservoir({ start: start + 4 * DAY, end: start + (4 + days) * DAY });
}

/** The cost stage of one day, pinned to the plan at its end. */
function exactDay(): LinearProgram {
  const c = within(1);
  return buildExactProgram(c, roundPlan(c), openingState(c), 0).program;
}

describe('the programs of the two-plant cascade, as text', () => {
  it.each<[string, () => LinearProgram]>([
    ['two_plant_cascade_season', () => seasonProgram(toy()).program],
    ['two_plant_cascade_day', () => dayProgram(toy(), 0, 1)],
    ['reservoir_season', () => seasonProgram(reservoir()).program],
    ['reservoir_day', () => dayProgram(reservoir(), 4, 1)],
    ['reservoir_two_days', () => dayProgram(within(2), 4, 2)],
    ['reservoir_exact_day', exactDay],
  ])('%s is unchanged', async (id, program) => {
    await expect(programToLp(program())).toMatchFileSnapshot(new URL(`${id}.lp`, import.meta.url).pathname);
  });
});
