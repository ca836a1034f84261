import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileCase, type CompileOptions } from '../../src/engine/compile-case/compile-case.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { isRemoval, withRemovedSize } from '../../src/system/scenario/measure.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { resolveMeasure, type ResolvedMeasure } from '../../src/system/measures/measures.ts';
import { resolveScenario } from '../../src/system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../../src/system/scenario/resolved-scenario.ts';
import { instantOf } from '../../src/system/schema/stated-number.ts';

const OPTIONS: CompileOptions = { level: 'screen', foresight: 'perfect', cutHours: [], replanHours: [] };
let model: Model;
let scenario: ResolvedScenario;
let stated: Case;

beforeAll(async () => {
  model = orThrow(await loadModelFolder('models/sichuan'));
  scenario = resolveScenario(orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml')));
  stated = compileCase(model, scenario, OPTIONS);
}, 60_000);

/** Every field of two cases is the same to the bit, the lazy one included. */
const same = (a: Case, b: Case): boolean => isDeepStrictEqual({ ...a }, { ...b });
const outage: ResolvedMeasure = resolveMeasure(
  { id: 'out', type: 'outage', station: 'ertan', capacity: '1100 MW', start: '2021-07-01T00:00+08:00' },
  { start: 0, end: 0 },
);

describe('a case compiled like another', () => {
  test.each([0, 0.5, 3400, 8000])('%d MW removed: the same case, its rivers and lines taken over', (mw) => {
    const other = withRemovedSize(scenario, mw);
    const taken = compileCase(model, other, OPTIONS, stated);
    expect(same(taken, compileCase(model, other, OPTIONS))).toBe(true);
    expect(taken.stations).toBe(stated.stations);
    expect(taken.exports).toBe(stated.exports);
  });
  test('other texts and another date of removal: all taken over', () => {
    const told: ResolvedScenario = {
      ...scenario,
      id: 'told-otherwise',
      title: { en: 'Told otherwise', zh: '另述' },
      why: 'another text',
      window: { ...scenario.window, given: { start: '2021-05-31T16:00Z', end: scenario.window.given.end } },
      measures: scenario.measures.map((m) => (isRemoval(m) ? { ...m, start: m.start + 240 } : m)),
    };
    const taken = compileCase(model, told, OPTIONS, stated);
    expect(taken.stations).toBe(stated.stations);
    expect(same(taken, compileCase(model, told, OPTIONS))).toBe(true);
  });
  // Above 8 GW the fitted water of June is another: nothing may be taken over.
  test('12 GW removed: water of its own', () => {
    const other = withRemovedSize(scenario, 12000);
    const fresh = compileCase(model, other, OPTIONS);
    expect(isDeepStrictEqual(fresh.stations.inflow, stated.stations.inflow)).toBe(false);
    expect(same(compileCase(model, other, OPTIONS, stated), fresh)).toBe(true);
  });
  const others: [string, (s: ResolvedScenario) => ResolvedScenario, CompileOptions][] = [
    ['a measure that is no removal', (s) => ({ ...s, measures: [...s.measures, outage] }), OPTIONS],
    ['other water', (s) => ({ ...s, water: { ...s.water, water_year: '2020' } }), OPTIONS],
    ['another export rule', (s) => ({ ...s, export_rule: 'all-free' }), OPTIONS],
    ['another level', (s) => s, { ...OPTIONS, level: 'standard' }],
    ['another foresight', (s) => s, { ...OPTIONS, foresight: 'rolling' }],
    [
      'part of the season',
      (s) => s,
      { ...OPTIONS, window: { start: instantOf('2021-07-01T00:00+08:00'), end: instantOf('2021-07-11T00:00+08:00') } },
    ],
  ];
  test.each(others)('%s: compiled from nothing', (_, change, options) => {
    const other = change(scenario);
    const fresh = compileCase(model, other, options);
    expect(fresh.hash).not.toBe(stated.hash);
    expect(same(compileCase(model, other, options, stated), fresh)).toBe(true);
  });
  test('another model of the same id: compiled from nothing', () => {
    const wetter: Model = {
      ...model,
      tables: {
        ...model.tables,
        stations: model.tables.stations.map((row) => ({ ...row, capacity_mw: row.capacity_mw / 2 })),
      },
    };
    expect(same(compileCase(wetter, scenario, OPTIONS, stated), compileCase(wetter, scenario, OPTIONS))).toBe(true);
  });
});
