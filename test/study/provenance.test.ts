import { beforeAll, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import { figureOf, figurePaths } from '../../src/study/provenance/figure-path.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { provenance } from '../../src/study/provenance/provenance.ts';
import { rowsOfCase } from '../../src/study/provenance/provenance-rows.ts';
import { touchesOf } from '../../src/study/provenance/provenance-touch.ts';
import { withClassDefaults } from '../../src/system/model/regulation-classes.ts';
import { InvalidInput, orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import { ASSUMPTION_IDS } from '../../src/system/model/assumption-kinds.ts';
import { inNumbers, preparePair } from '../support/from-words.ts';

const OPTIONS = { level: 'screen' } as const;
let deps: StudyDeps;
let scenarios: [Scenario, Scenario];
let result: ComparisonResult;

beforeAll(async () => {
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: cachedModels('models'),
    clock: { now: () => Date.now() },
    say,
  };
  const read = async (name: string): Promise<Scenario> =>
    orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`));
  scenarios = [await read('base'), await read('shutdown')];
  result = (await compareScenarios(deps, ...scenarios, { ...OPTIONS, ensemble: { draws: 4, seed: 1 } }, {})).result;
}, 60_000);

const of = (figure: string, from: StudyDeps = deps) =>
  provenance(from, { result, scenarios, options: OPTIONS }, figure);
const tables = (list: readonly { readonly table: string }[]): string[] => list.map((one) => one.table);

test('every number of a result has a path, and what has none is refused with the nearest', () => {
  const paths = figurePaths(result);
  expect(paths).toEqual(
    expect.arrayContaining([
      'curtailed_gwh.delta',
      'by_month[2021-06]',
      'disposition.export_gwh',
      'ensemble.delta_gwh.p50',
      'utilisation_rate.reference',
    ]),
  );
  expect(figureOf(result, 'by_month[2021-06]').value).toBe(result.by_month[0].delta_gwh);
  expect(figureOf(result, 'by_month[2021-06].reference_gwh').value).toBe(result.by_month[0].reference_gwh);
  for (const path of paths) expect(figureOf(result, path).value).not.toBeUndefined();
  for (const wrong of [
    'curtailed_gwh.delte',
    'by_month[1999-01]',
    'timing_ms.total',
    '../etc',
    'constructor.name',
    'curtailed_gwh',
  ])
    expect(() => figureOf(result, wrong)).toThrow(InvalidInput);
});

test('a figure names the rows it adds up, those it was solved with, and the hashes of both worlds', async () => {
  const found = await of('curtailed_gwh.delta');
  expect(found).toMatchObject({
    value: result.curtailed_gwh.delta,
    current: true,
    engine_version: result.settings.engine_version,
  });
  expect(found.worlds.map((world) => world.hash)).toEqual([result.reference.hash, result.counterfactual.hash]);
  expect(found.touches.find((one) => one.table === 'stations')).toMatchObject({ rows: 2, keys: ['lower', 'upper'] });
  expect(tables(found.solved_with)).toEqual(expect.arrayContaining(['zones', 'corridors', 'load_months']));
  expect(tables([...found.touches, ...found.solved_with])).not.toContain('reported');
  expect(found.scenario_inputs.map((one) => one.path)).toContain('measures[shutdown]');
  expect(found.scenario_inputs.find((one) => one.path === 'loads[factory].size')?.source).toBe(
    'assumed: toy figure chosen for hand arithmetic',
  );
  expect(found.matters_most?.map((one) => one.input)).toContain('demand');
  const all = [...found.touches, ...found.solved_with].reduce(
    (sum, one) => sum + Object.values(one.by_confidence).reduce((a, b) => a + b, 0),
    0,
  );
  expect(Object.values(found.by_confidence).reduce((a, b) => a + b, 0)).toBe(all);
});

test('prices and habits that a model leaves to the program are rows like others, graded assumed', async () => {
  const { solved_with: rest } = await of('curtailed_gwh.delta');
  const own = rest.find(({ table }) => table === 'assumptions');
  expect(own?.keys).toEqual(ASSUMPTION_IDS);
  expect(own?.by_confidence).toMatchObject({ assumed: ASSUMPTION_IDS.length });
  expect(own?.assumed[0].source).toMatch(/^assumed: the program's own figure; /);
});

test('other figures touch other rows', async () => {
  expect(tables((await of('disposition.thermal_gwh')).touches)).toEqual(['thermal']);
  expect(tables((await of('removed_energy_gwh')).touches)).toEqual(
    expect.arrayContaining(['prefectures', 'load_months']),
  );
  expect(tables((await of('ensemble.delta_gwh.p50')).touches)).toContain('uncertainty');
  expect((await of('balance.water_residual_hm3')).touches).toEqual([]);
  expect(tables((await of('outside_statistic_gwh.delta')).touches)).not.toContain('stations');
});

test('a model that has changed since is named as such, and its rows have other hashes', async () => {
  const model = orThrow(await deps.models.model('two-plant-cascade'));
  const stations = model.tables.stations.map((row) =>
    row.id === 'upper' ? { ...row, capacity_mw: row.capacity_mw + 1 } : row,
  );
  const now = await of('curtailed_gwh.delta', {
    ...deps,
    models: { ...deps.models, model: async () => valid({ ...model, tables: { ...model.tables, stations } }) },
  });
  expect(now.current).toBe(false);
  const hash = (found: typeof now): string => found.touches.find((one) => one.table === 'stations')!.hash;
  expect(hash(now)).not.toBe(hash(await of('curtailed_gwh.delta')));
});

test('in the province, a section touches what lies behind it and a month the schedules of that month', async () => {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const [base, shutdown] = await Promise.all(
    ['base', 'shutdown-8gw'].map(async (name) =>
      orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`)),
    ),
  );
  const {
    reference: { case: c },
  } = await preparePair(
    { models: { model: async () => valid(model), listModels: async () => [] }, say },
    base,
    shutdown,
    OPTIONS,
  );
  const rows = rowsOfCase(model, [base, shutdown].map(inNumbers), c, false);
  const ids = (
    root: string,
    key: string | null,
    parts: string[],
    table: 'stations' | 'sections' | 'export_schedule',
  ): string[] => {
    const touches = touchesOf({ path: '', root, key, parts, value: 0 }, model.tables, c);
    return rows
      .get(table)!
      .filter((row) => touches(table, row))
      .map((row) => {
        const { id, month } = row as { id?: string; month?: number };
        return id ?? String(month);
      });
  };
  expect(ids('by_section', 'dadu', [], 'sections')).toEqual(['dadu']);
  expect(ids('by_section', 'dadu', [], 'stations')).toContain('pubugou');
  expect(ids('by_section', 'dadu', [], 'stations')).not.toContain('ertan');
  expect(ids('by_basin', 'yalong', [], 'stations')).toContain('jinping1');
  expect(new Set(ids('export_by_month', '2021-07', [], 'export_schedule'))).toEqual(new Set(['7']));
  expect(rows.get('export_schedule')!.every((row) => (row as { year: number }).year === 2021)).toBe(true);
});

test('numbers from a class of regulation stand out as assumed, and releases by month and rule curves are among what spill rests on', async () => {
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const source = { source: 'test', confidence: 'derived' as const };
  const stated = model.tables.stations.map((row) =>
    row.id === 'upper' ? { ...row, ...source, regulation: 'weekly' as const, dead_level_factor: undefined } : row,
  );
  const tables = {
    ...model.tables,
    ...withClassDefaults(stated, []),
    minimum_release: [6, 12].map((month) => ({ station: 'upper', month, min_release_m3s: 20, ...source })),
    rule_curves: ['06-01', '07-01'].map((day) => ({ station: 'upper', day, storage_share: 0.5, ...source })),
  };
  const found = await of('curtailed_gwh.delta', {
    ...deps,
    models: { ...deps.models, model: async () => valid({ ...model, tables }) },
  });
  const touched = (table: string) => found.touches.find((one) => one.table === table);
  expect(touched('stations')?.assumed).toContainEqual({
    key: 'upper',
    source: 'test; assumed by class of regulation (weekly): dead_level_factor 0.95',
  });
  expect(found.solved_with.find((one) => one.table === 'regulation_classes')?.assumed.map((one) => one.key)).toEqual([
    'weekly',
  ]);
  expect([touched('minimum_release')?.keys, touched('rule_curves')?.keys]).toEqual([
    ['upper:6'],
    ['upper:06-01', 'upper:07-01'],
  ]);
});
