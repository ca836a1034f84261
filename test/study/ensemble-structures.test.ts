import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { workerRunner } from '../../src/io/runner/worker-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { Ensemble } from '../../src/study/ensemble/ensemble-result.ts';
import { ensembleIdentity } from '../../src/study/ensemble/ensemble-identity.ts';
import type { EnsembleOptions, Runner, StudyDeps } from '../../src/study/base/ports.ts';
import { runEnsemble } from '../../src/study/ensemble/run-ensemble.ts';
import type { StoredFit } from '../../src/study/base/stored-fit.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const headline = (delta: number) => ({ counterfactual: 'toy-shutdown', curtailed_gwh: { delta } });
const RUNNERS: Runner[] = [];

/**
 * The toy with thrice the demand, its section fitted; under a second structure the section was fitted so wide that
 * nothing is spilled.
 */
let deps: StudyDeps;
let pair: [Scenario, Scenario];
let fit: StoredFit;
let plain: Model;

beforeAll(async () => {
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  const limit: Row<'calibration'> = {
    parameter: 'valley',
    step: 'fit',
    kind: 'section-limit',
    target: 'valley',
    unit: 'MW',
    start: 50,
    lower: 20,
    upper: 900,
    value: 50,
    ...provenance,
  };
  const structures: Row<'structures'>[] = ['wide', 'unfitted'].map((variant) => ({
    variant,
    name_en: variant,
    name_zh: variant,
    table: 'stations',
    key: '*',
    column: 'dead_level_factor',
    value: '1',
    ...provenance,
  }));
  const uncertainty: Row<'uncertainty'>[] = [
    ...toy.tables.uncertainty,
    { input: 'structure', distribution: 'structures', unit: '1', drawn: 'always', ...provenance },
  ];
  plain = { ...toy, tables: { ...toy.tables, calibration: [limit], structures, uncertainty } };
  const read = async (name: string): Promise<Scenario> => ({
    ...orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    demand: { year: 2021, factor: 3 },
  });
  pair = [await read('base'), await read('shutdown')];
  fit = {
    inferred: null,
    headline: { fitted: { ...headline(1.4), counterfactual: pair[1].id } },
    structures: { variants: [{ variant: 'wide', values: { valley: 400, gone: 1 }, headline: null }] },
  };
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: { model: async () => valid(plain), fit: async () => fit, listModels: async () => [] },
    clock: { now: () => Date.now() },
    say,
  };
}, 60_000);
afterAll(async () => {
  await Promise.all(RUNNERS.map((runner) => runner.close()));
});

const ensemble = async (options: EnsembleOptions, more: Partial<StudyDeps> = {}): Promise<Ensemble> =>
  (await runEnsemble({ ...deps, ...more }, ...pair, {}, options, {})).ensemble;
const workers = (count: number): Runner => {
  const runner = workerRunner({ workers: count });
  RUNNERS.push(runner);
  return runner;
};
const share = ({ groups }: Ensemble, group: string): number | null =>
  groups.find((one) => one.group === group)!.share_of_variance;

describe('structures among what is drawn', () => {
  test('each takes half of the draws in whole mirrored pairs, and theirs is nearly all of the spread', async () => {
    const found = await ensemble({ draws: 40, seed: 1 });
    const [own, wide] = found.by_structure;
    expect(found.by_structure.map(({ structure, draws }) => [structure, draws])).toEqual([
      ['as-fitted', 20],
      ['wide', 20],
    ]);
    expect(own.mean_gwh).toBeGreaterThan(wide.mean_gwh + 0.5);
    expect([own.as_stated_gwh, wide.as_stated_gwh]).toEqual([1.4, null]);
    expect(own.as_stated_quantile).toBeGreaterThan(0);
    expect(found.delta_gwh.p025).toBeLessThanOrEqual(found.delta_gwh.p10);
    expect(found.delta_gwh.p975).toBeGreaterThanOrEqual(found.delta_gwh.p90);
    expect(share(found, 'structure')).toBeGreaterThan(0.6);
    expect(
      found.groups.map(({ share_of_variance }) => share_of_variance ?? 0).reduce((sum, one) => sum + one, 0),
    ).toBeCloseTo(1, 9);
    expect([share(found, 'size'), share(found, 'place')]).toEqual([null, null]);
    expect(found.inputs.find(({ input }) => input === 'structure')).toMatchObject({
      drawn: true,
      rank_correlation: null,
      confidence: 'assumed',
    });
    const isWide = (gwh: number): boolean => Math.abs(gwh - wide.mean_gwh) < Math.abs(gwh - own.mean_gwh);
    for (let draw = 0; draw < 40; draw += 2)
      expect(isWide(found.by_draw_gwh[draw])).toBe(isWide(found.by_draw_gwh[draw + 1]));
  }, 60_000);

  test('the same bits on one worker, on two, and in this thread, hourly draws included', async () => {
    const asked = { draws: 12, seed: 2, control: 4 };
    const here = await ensemble(asked);
    expect(await ensemble(asked, { runner: workers(1) })).toEqual(here);
    expect(await ensemble(asked, { runner: workers(2) })).toEqual(here);
  }, 60_000);

  test('are left aside where no other is calibrated, and are part of the name of the answer', async () => {
    const bare = await ensemble({ draws: 4, seed: 1 }, { models: { ...deps.models, fit: async () => null } });
    expect(bare.by_structure).toEqual([]);
    expect(bare.inputs.find(({ input }) => input === 'structure')).toMatchObject({ drawn: false });
    const named = (of: StoredFit): Promise<string> =>
      ensembleIdentity(
        { ...deps, models: { ...deps.models, fit: async () => of } },
        ...pair,
        {},
        { draws: 4, seed: 1 },
      );
    const other = { ...fit, structures: { variants: [{ variant: 'wide', values: { valley: 401 } }] } };
    expect(await named(fit)).toBe(await named({ ...fit }));
    expect(await named(other)).not.toBe(await named(fit));
  }, 60_000);
});

describe('places among what is drawn', () => {
  const at = (id: string, shares: Readonly<Record<string, number>>): Scenario => ({
    ...pair[0],
    id,
    loads: pair[0].loads.map((load) => ({ ...load, shares })),
  });

  test('the load sits behind the section or beyond it, the same in both worlds', async () => {
    const places = [at('hills', { 'hill-county': 1 }), at('city', { 'city-county': 1 })];
    const found = await ensemble({ draws: 40, seed: 1, places }, { models: { ...deps.models, fit: async () => null } });
    expect(share(found, 'place')).toBeGreaterThan(0.6);
    expect(found.inputs.find(({ input }) => input === 'place')).toMatchObject({
      drawn: true,
      distribution: 'scenarios',
      source: expect.stringContaining('hills, city') as string,
    });
    expect(found.removed_energy_gwh.p025).toBeCloseTo(found.removed_energy_gwh.p975, 9);
  }, 60_000);

  test('one place, a place without the load, and a place that the model does not know are refused', async () => {
    await expect(ensemble({ draws: 4, seed: 1, places: [at('city', { 'city-county': 1 })] })).rejects.toMatchObject({
      problems: [{ path: 'places', limit: '2 to 20 scenarios' }],
    });
    const places = [at('moon', { moon: 1 }), { ...pair[0], loads: [] }];
    await expect(ensemble({ draws: 4, seed: 1, places })).rejects.toMatchObject({
      problems: [{ path: 'places[0].loads[0].shares.moon' }, { code: 'no-such-load', path: 'places[1]' }],
    });
  });
});
