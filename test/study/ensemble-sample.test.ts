import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import type { Ensemble } from '../../src/study/ensemble/ensemble-result.ts';
import { ensembleIdentity } from '../../src/study/ensemble/ensemble-identity.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { runEnsemble } from '../../src/study/ensemble/run-ensemble.ts';
import type { SampleResult } from '../../src/study/base/sample-result.ts';
import type { StoredFit } from '../../src/study/base/stored-fit.ts';
import { drawnModel } from '../../src/system/model/drawn-model.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const number = (
  parameter: string,
  step: 'fit' | 'infer',
  kind: 'section-limit' | 'water-factor',
  target: string,
  value: number,
): Row<'calibration'> => ({
  parameter,
  step,
  kind,
  target,
  unit: '1',
  start: value,
  lower: value / 10,
  upper: value * 10,
  value,
  ...provenance,
});

/**
 * The toy in June 2021 with a section fitted and June's water inferred; nothing but the sample and the size can be
 * drawn.
 */
let deps: StudyDeps;
let pair: [Scenario, Scenario];
let model: Model;

beforeAll(async () => {
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  const year = toy.tables.water_years
    .filter((row) => row.water_year === 'normal')
    .map((row) => ({ ...row, water_year: '2021' }));
  const wide: Row<'structures'> = {
    variant: 'wide',
    name_en: 'wide',
    name_zh: '宽',
    table: 'stations',
    key: '*',
    column: 'dead_level_factor',
    value: '1',
    ...provenance,
  };
  const structure: Row<'uncertainty'> = {
    input: 'structure',
    distribution: 'structures',
    unit: '1',
    drawn: 'always',
    ...provenance,
  };
  model = {
    ...toy,
    tables: {
      ...toy.tables,
      water_years: [...toy.tables.water_years, ...year],
      structures: [wide],
      calibration: [
        number('valley', 'fit', 'section-limit', 'valley', 50),
        number('june', 'infer', 'water-factor', '2021:6', 1),
      ],
      uncertainty: [...toy.tables.uncertainty.filter(({ input }) => input !== 'demand'), structure],
    },
  };
  const read = async (name: string): Promise<Scenario> => ({
    ...orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    water: { water_year: '2021', factor: 1 },
    demand: { year: 2021, factor: 3 },
  });
  pair = [await read('base'), await read('shutdown')];
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: { model: async () => valid(model), listModels: async () => [] },
    clock: { now: () => Date.now() },
    say,
  };
}, 60_000);

const sampleOf = (rows: readonly (readonly number[])[], weights: readonly number[]): SampleResult => ({
  schema: 'spillway/sample@1',
  model: { id: 'toy', version: '1' },
  year: 2021,
  scenario: 'toy',
  settings: { level: 'screen', foresight: 'perfect', export_rule: 'all-fixed', engine_version: 'toy' },
  draws: rows.length,
  seed: 1,
  effective_draws: 1.5,
  rounds: [],
  quantities: ['june', 'valley'].map((name) => ({
    name,
    unit: '1',
    stated: 1,
    how: 'toy',
    source: 'toy',
    p05: 0,
    p50: 0,
    p95: 0,
    shipped: null,
  })),
  facts: [],
  values: rows,
  misfits: rows.map(() => 0),
  weights,
  runs: 0,
  timing_ms: { startup: 0, load: 0, total: 0 },
});
const having = (sample: SampleResult, fit: StoredFit | null = null): StudyDeps => ({
  ...deps,
  models: { ...deps.models, samples: async () => [sample], fit: async () => fit },
});
const ensemble = async (own: StudyDeps, draws = 4, scenarios = pair): Promise<Ensemble> =>
  (await runEnsemble(own, ...scenarios, {}, { draws, seed: 1 }, {})).ensemble;
/** What a comparison says of the pair where the model has these numbers. */
const compared = async (june: number, valley: number): Promise<number> => {
  const own = drawnModel(model, 2021, new Map(Object.entries({ june, valley })));
  return (
    await compareScenarios(
      { ...deps, models: { ...deps.models, model: async () => valid(own) } },
      ...pair,
      { level: 'screen', foresight: 'perfect' },
      {},
    )
  ).result.curtailed_gwh.delta;
};

describe('draws of a stored sample', () => {
  test('each is the pair of the model with its numbers, as often as it weighs', async () => {
    const [dry, wide] = [await compared(0.8, 50), await compared(1, 400)];
    expect(Math.abs(dry - wide)).toBeGreaterThan(0.01);
    // Weights 1 : 3 take the first row for shares 0 and 1/8 of eight, the other for the rest.
    const found = await ensemble(
      having(
        sampleOf(
          [
            [0.8, 50],
            [1, 400],
          ],
          [0.25, 0.75],
        ),
      ),
      8,
    );
    found.by_draw_gwh.forEach((gwh, draw) => expect(gwh).toBeCloseTo([0, 4].includes(draw) ? dry : wide, 6));
    expect(found).toMatchObject({
      water: 'inferred-anew',
      sample: { year: 2021, draws: 2, effective_draws: 1.5, engine_version: 'toy' },
    });
    const drawn = found.inputs.filter((one) => one.drawn);
    expect(drawn.map(({ input, distribution }) => `${input} ${distribution}`).sort()).toEqual([
      'section_limit:valley sample',
      'water_error sample',
    ]);
  }, 60_000);

  test('structures take turns, as far from their own numbers as the draw lies from those of the model', async () => {
    const fit: StoredFit = {
      inferred: null,
      structures: { variants: [{ variant: 'wide', values: { valley: 400, june: 1 } }] },
    };
    const found = await ensemble(having(sampleOf([[0.8, 50]], [1]), fit));
    expect(found.by_structure.map(({ structure, draws }) => [structure, draws])).toEqual([
      ['as-fitted', 2],
      ['wide', 2],
    ]);
    // Heads of the toy do not move, so that the structure is its section of 400 MW.
    expect(found.by_structure[0].mean_gwh).toBeCloseTo(await compared(0.8, 50), 6);
    expect(found.by_structure[1].mean_gwh).toBeCloseTo(await compared(0.8, 400), 6);
  }, 60_000);

  test('those that know the published curtailment stand beside the others, of the model’s own structure', async () => {
    const fit: StoredFit = {
      inferred: null,
      structures: { variants: [{ variant: 'wide', values: { valley: 400, june: 1 } }] },
    };
    const june = pair.map((scenario) => ({
      ...scenario,
      window: { start: '2021-06-01T00:00+08:00', end: '2021-07-01T00:00+08:00' },
    })) as [Scenario, Scenario];
    const curtailed = async (valley: number): Promise<{ readonly counterfactual: number; readonly delta: number }> => {
      const own = drawnModel(model, 2021, new Map(Object.entries({ june: 0.8, valley })));
      return (
        await compareScenarios(
          { ...deps, models: { ...deps.models, model: async () => valid(own) } },
          ...june,
          { level: 'screen', foresight: 'perfect' },
          {},
        )
      ).result.curtailed_gwh;
    };
    const [narrow, wide] = [await curtailed(50), await curtailed(400)];
    const blind = sampleOf([[1, 50]], [1]);
    const value = narrow.counterfactual + 2;
    const sigma = Math.max(1, value / 20);
    expect(Math.abs(wide.delta - narrow.delta)).toBeGreaterThan(0.01);
    const fact = { period: '2021Q2', months: ['2021-06'], published_gwh: value, sigma_gwh: sigma, outside_gwh: 2 };
    const series: Row<'reported_series'> = {
      quantity: 'curtailment',
      series: 'toy',
      covers: 'statistic',
      comparable: 'yes',
      basis_en: 'toy',
      basis_zh: '示例',
      ...provenance,
    };
    const told: Model = {
      ...model,
      tables: {
        ...model.tables,
        reported_series: [series],
        reported: [{ period: '2021Q2', series: 'toy', quantity: 'curtailment', unit: 'GWh', value, ...provenance }],
        outside_season: [4, 5].map((month) => ({
          series: 'toy',
          year: 2021,
          month,
          low_gwh: 0,
          central_gwh: 1,
          high_gwh: 4,
          ...provenance,
        })),
      },
    };
    const knowing: SampleResult = {
      ...sampleOf([[0.8, 50]], [1]),
      effective_draws: 40,
      assimilated: { facts: [fact], misfits: [0] },
    };
    const with_ = (samples: readonly SampleResult[], of = told): StudyDeps => ({
      ...deps,
      models: { ...deps.models, model: async () => valid(of), samples: async () => samples, fit: async () => fit },
    });
    const { assimilated, delta_gwh, sample } = await ensemble(with_([knowing, blind]), 4, june);
    expect(sample!.effective_draws).toBe(1.5);
    expect(delta_gwh.p50).toBeCloseTo((await ensemble(having(blind, fit), 4, june)).delta_gwh.p50, 9);
    // Four draws of a sample that is worth 40: all of equal weight, none of the other structure.
    expect(assimilated).toMatchObject({
      draws: 4,
      effective_draws: 4,
      usable: false,
      published: [{ period: '2021Q2', published_gwh: value }],
    });
    expect(assimilated!.published[0].p50_gwh).toBeCloseTo(value, 6);
    expect(assimilated!.delta_gwh.mean).toBeCloseTo(narrow.delta, 5);
    expect(assimilated!.adjusted_gwh).toBeNull();
    expect((await ensemble(having(blind, fit), 4, june)).assimilated).toBeNull();
    // A figure that has changed since, or a world that is not the one it tells of.
    const changed: Model = {
      ...told,
      tables: { ...told.tables, reported: told.tables.reported.map((row) => ({ ...row, value: value + 1 })) },
    };
    expect((await ensemble(with_([knowing, blind], changed), 4, june)).assimilated).toBeNull();
    const short = june.map((scenario) => ({
      ...scenario,
      window: { ...scenario.window, end: '2021-06-30T00:00+08:00' },
    })) as [Scenario, Scenario];
    expect((await ensemble(with_([knowing, blind]), 4, short)).assimilated).toBeNull();
  }, 60_000);

  test('serve a world as it happened alone: not a view from before, not other water, not a model without the number', async () => {
    const own = having(sampleOf([[0.8, 50]], [1]));
    const changed = (change: Partial<Scenario>): [Scenario, Scenario] => [
      { ...pair[0], ...change },
      { ...pair[1], ...change },
    ];
    expect((await ensemble(own, 2)).sample).not.toBeNull();
    for (const change of [
      { basis: 'ex-ante' },
      { water: { water_year: '2021', factor: 1.1 } },
      { water: { water_year: 'normal', factor: 1 } },
    ] as const)
      expect((await ensemble(own, 2, changed(change))).sample).toBeNull();
    const { values, ...rest } = sampleOf([[0.8, 50]], [1]);
    expect(
      (
        await ensemble(
          having({ ...rest, values, quantities: rest.quantities.map((one) => ({ ...one, name: `${one.name}-gone` })) }),
          2,
        )
      ).sample,
    ).toBeNull();
  }, 60_000);

  test('are part of the name of the answer', async () => {
    const named = (own: StudyDeps): Promise<string> => ensembleIdentity(own, ...pair, {}, { draws: 4, seed: 1 });
    expect(await named(having(sampleOf([[0.8, 50]], [1])))).toBe(await named(having(sampleOf([[0.8, 50]], [1]))));
    expect(await named(having(sampleOf([[0.9, 50]], [1])))).not.toBe(await named(having(sampleOf([[0.8, 50]], [1]))));
  });
});
