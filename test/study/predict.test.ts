import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { findFit } from '../../src/io/files/calibration-files.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { readPredictions, writePrediction } from '../../src/io/files/prediction-files.ts';
import { readSamples, writeSample } from '../../src/io/files/sample-files.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { backcast } from '../../src/study/backcast/backcast.ts';
import { predict, type PredictionAsked } from '../../src/study/calibration/predict.ts';
import type { PredictedRow, PredictionResult } from '../../src/study/base/prediction-result.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import type { SampleResult } from '../../src/study/base/sample-result.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import { say } from '../../src/app/words/messages.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
/** Draws of one number, June's water. */
const sampleOf = (values: readonly number[], weights: readonly number[]): SampleResult => ({
  schema: 'spillway/sample@1',
  model: { id: 'toy', version: '1' },
  year: 2021,
  scenario: 'toy-june',
  settings: { level: 'screen', foresight: 'perfect', export_rule: 'all-fixed', engine_version: 'toy' },
  draws: values.length,
  seed: 1,
  effective_draws: values.length,
  rounds: [],
  quantities: [
    { name: 'june', unit: '1', stated: 1, how: 'toy', source: 'toy', p05: 0, p50: 0, p95: 0, shipped: null },
  ],
  facts: [],
  values: values.map((one) => [one]),
  misfits: values.map(() => 0),
  weights,
  runs: 0,
  timing_ms: { startup: 0, load: 0, total: 0 },
});
const sample = sampleOf([0.9, 0.95, 1, 1.05, 1.1], [0.2, 0.2, 0.2, 0.2, 0.2]);
const folder = mkdtempSync(join(tmpdir(), 'spillway-prediction-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The toy in June 2021: its water is inferred from hydro generation; one month outside is assumed. */
let deps: StudyDeps;
let asked: PredictionAsked;
let made: PredictionResult;

beforeAll(async () => {
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  const scenario = { ...orThrow(await loadScenarioFile('test/fixtures/scenarios/toy.yaml')), id: 'toy-june' };
  const series: Row<'reported_series'> = {
    quantity: 'curtailment',
    series: 'toy',
    covers: 'statistic',
    comparable: 'yes',
    basis_en: 'toy',
    basis_zh: '示例',
    ...provenance,
  };
  const model: Model = {
    ...toy,
    tables: {
      ...toy.tables,
      backcast_years: [{ year: 2021, scenario: scenario.id, ...provenance }],
      reported_series: [series],
      structures: [
        {
          variant: 'wet',
          name_en: 'wet',
          name_zh: '丰',
          table: 'calibration',
          key: 'june',
          column: 'start',
          value: '1.3',
          ...provenance,
        },
      ],
      calibration: [
        {
          parameter: 'june',
          step: 'infer',
          kind: 'water-factor',
          target: `${2021}:6`,
          unit: '1',
          start: 1,
          lower: 0.5,
          upper: 1.5,
          value: 1,
          ...provenance,
        },
      ],
      water_years: [
        ...toy.tables.water_years,
        ...toy.tables.water_years
          .filter((row) => row.water_year === 'normal')
          .map((row) => ({ ...row, water_year: '2021' })),
      ],
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
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: { model: async () => valid(model), listModels: async () => [] },
    clock: { now: () => Date.UTC(2026, 0, 31, 20) },
    say,
  };
  asked = {
    model: model.id,
    year: { year: 2021, scenario: { ...scenario, water: { water_year: '2021', factor: 1 } } },
    draws: 12,
    seed: 3,
    sample,
    fit: null,
  };
  made = await predict(deps, asked, {});
}, 60_000);

const row = (period: string): PredictedRow => made.rows.find((one) => one.period === period)!;

test('quantiles of every period that is modelled or declared, around the figure as stated', () => {
  expect(made.rows.map((one) => one.period)).toEqual(['2021Q2', '2021-06']);
  expect(made).toMatchObject({
    year: 2021,
    draws: 12,
    seed: 3,
    made: '2026-02-01',
    published_figures: 0,
    structures: [],
    sample: { draws: 5, effective_draws: 5, engine_version: 'toy' },
  });
  const [quarter, june] = [row('2021Q2'), row('2021-06')];
  expect(quarter.assumed_gwh).toEqual({ low: 0, central: 2, high: 8 });
  expect(quarter.central - june.central).toBeCloseTo(2, 9);
  for (const one of [quarter, june]) {
    const { p05, p10, p50, p90, p95 } = one;
    expect([p05, p10, p50, p90, p95]).toEqual([p05, p10, p50, p90, p95].sort((a, b) => a - b));
    expect(p95).toBeGreaterThan(p05);
  }
  expect(quarter.p95 - quarter.p05).toBeGreaterThan(0);
});

test('the same seed gives the same figures, another seed others, known water a narrower range', async () => {
  const again = await predict(deps, asked, {});
  expect({ ...again, timing_ms: null }).toEqual({ ...made, timing_ms: null });
  expect((await predict(deps, { ...asked, seed: 4 }, {})).rows).not.toEqual(made.rows);
  const sure = await predict(deps, { ...asked, sample: sampleOf([1, 1.3], [1, 0]) }, {});
  const width = (of: PredictionResult): number => {
    const { p90, p10 } = of.rows.find((one) => one.period === '2021-06')!;
    return p90 - p10;
  };
  expect(width(made)).toBeGreaterThan(1);
  expect(width(sure)).toBe(0);
});

test('draws are taken as often as they weigh: the wet one three times in four', async () => {
  const wet = await predict(deps, { ...asked, draws: 8, sample: sampleOf([1, 1.3], [0.25, 0.75]) }, {});
  const [plain, more] = await Promise.all(
    [
      [1, 1.3],
      [1.3, 1],
    ].map(
      async (values) =>
        (await predict(deps, { ...asked, draws: 2, sample: sampleOf(values, [1, 0]) }, {})).rows.find(
          (one) => one.period === '2021-06',
        )!.mean,
    ),
  );
  expect(wet.rows.find((one) => one.period === '2021-06')!.mean).toBeCloseTo(0.25 * plain + 0.75 * more, 6);
});

test('structures take turns, as far from their own values as the draw lies from those of the model', async () => {
  const turns = { structures: { variants: [{ variant: 'wet', values: { june: 1.3 } }] }, inferred: null };
  const of = async (values: readonly number[], fit: typeof turns | null) =>
    await predict(deps, { ...asked, draws: 4, sample: sampleOf(values, [1, 0]), fit }, {});
  const both = await of([1.05, 1], turns);
  expect(both.structures).toEqual(['as-fitted', 'wet']);
  // Of four draws two are of the model, at 1.05, and two of the other, at 1.3 + 0.05.
  const mean = ({ rows }: PredictionResult): number => rows.find((one) => one.period === '2021-06')!.mean;
  expect(mean(both)).toBeCloseTo((mean(await of([1.05, 1], null)) + mean(await of([1.35, 1], null))) / 2, 6);
});

test('is stored with the model, read back, and set beside a backcast', async () => {
  await writePrediction(folder, made);
  const [stored] = await readPredictions(folder);
  expect({ ...stored, timing_ms: null }).toEqual({ ...made, timing_ms: null });
  const source = { ...deps, models: { ...deps.models, predictions: async () => [stored] } };
  const beside = await backcast(source, { model: asked.model, years: [2021], scenarios: [asked.year] }, {}, {});
  expect(beside.predictions).toMatchObject([{ year: 2021, made: '2026-02-01', same_case: true }]);
  expect(beside.rows.find((one) => one.period === '2021-06' || one.period === '2021Q2')!.predicted).toMatchObject({
    p25: row('2021Q2').p25,
    p50: row('2021Q2').p50,
    p75: row('2021Q2').p75,
  });
});

test('a year that the fit has seen, bad numbers, and files that are none are refused', async () => {
  const fact: Row<'calibration_facts'> = {
    id: 'seen',
    step: 'fit',
    quantity: 'curtailment',
    series: 'toy',
    period: '2021-06',
    unit: 'GWh',
    sigma: 1,
    ...provenance,
  };
  const model = orThrow(await deps.models.model(asked.model));
  const seen = {
    ...deps,
    models: {
      ...deps.models,
      model: async () => valid({ ...model, tables: { ...model.tables, calibration_facts: [fact] } }),
    },
  };
  await expect(predict(seen, { ...asked, draws: 1.5, seed: -1 }, {})).rejects.toMatchObject({
    problems: [{ path: 'draws' }, { path: 'seed' }, { code: 'not-held-out' }],
  });
  const bare = mkdtempSync(join(folder, 'bare-'));
  writeFileSync(join(bare, 'fit.json'), '{}');
  await expect(findFit(bare)).rejects.toMatchObject({ problems: [{ code: 'bad-fit' }] });
  expect(await readSamples(bare)).toEqual([]);
  await writeSample(bare, sample);
  expect((await readSamples(bare))[0]).toEqual(sample);
  // A draw without its weight.
  await writeSample(bare, { ...sample, weights: [1] });
  await expect(readSamples(bare)).rejects.toMatchObject({ problems: [{ code: 'bad-sample' }] });
  writeFileSync(join(bare, 'prediction_2021.json'), 'not json');
  await expect(readPredictions(bare)).rejects.toMatchObject({ problems: [{ code: 'bad-prediction' }] });
});
