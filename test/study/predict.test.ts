import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/cached-models.ts';
import { readFit } from '../../src/io/calibration-files.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { readPredictions, writePrediction } from '../../src/io/prediction-files.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/scenario-files.ts';
import { backcast } from '../../src/study/backcast.ts';
import { predict, type PredictionAsked } from '../../src/study/predict.ts';
import type { PredictedRow, PredictionResult } from '../../src/study/prediction-result.ts';
import type { StudyDeps } from '../../src/study/ports.ts';
import type { StoredFit } from '../../src/study/stored-fit.ts';
import type { Model, Row } from '../../src/system/model.ts';
import { orThrow, valid } from '../../src/system/problem.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const fit: StoredFit = { inferred: { parameters: [{ parameter: 'june', standard_error: 0.05 }] }, structures: null };
const folder = mkdtempSync(join(tmpdir(), 'spillway-prediction-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The toy in June 2021: its water is inferred from hydro generation; one month outside is assumed. */
let deps: StudyDeps;
let asked: PredictionAsked;
let made: PredictionResult;

beforeAll(async () => {
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  const scenario = { ...orThrow(await loadScenarioFile('test/fixtures/scenarios/toy.yaml')), id: 'toy-june' };
  const series: Row<'reported_series'> = { quantity: 'curtailment', series: 'toy', covers: 'statistic', comparable: 'yes', basis_en: 'toy', basis_zh: '示例', ...provenance };
  const model: Model = { ...toy, tables: {
    ...toy.tables, backcast_years: [{ year: 2021, scenario: scenario.id, ...provenance }], reported_series: [series],
    calibration: [{ parameter: 'june', step: 'infer', kind: 'water-factor', target: `${2021}:6`, unit: '1', start: 1, lower: 0.5, upper: 1.5, value: 1, ...provenance }],
    water_years: [...toy.tables.water_years, ...toy.tables.water_years.filter((row) => row.water_year === 'normal').map((row) => ({ ...row, water_year: '2021' }))],
    outside_season: [4, 5].map((month) => ({ series: 'toy', year: 2021, month, low_gwh: 0, central_gwh: 1, high_gwh: 4, ...provenance })),
  } };
  deps = { runner: inlineRunner(await loadHighs()), models: { model: async () => valid(model), listModels: async () => [] }, clock: { now: () => Date.UTC(2026, 0, 31, 20) } };
  asked = { model: model.id, year: { year: 2021, scenario: { ...scenario, water: { water_year: '2021', factor: 1 } } }, draws: 12, seed: 3, fit };
  made = await predict(deps, asked, {});
}, 60_000);

const row = (period: string): PredictedRow => made.rows.find((one) => one.period === period)!;

test('quantiles of every period that is modelled or declared, around the figure as stated', () => {
  expect(made.rows.map((one) => one.period)).toEqual(['2021Q2', '2021-06']);
  expect(made).toMatchObject({ year: 2021, draws: 12, seed: 3, made: '2026-02-01', published_figures: 0, structures: [] });
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
  const sure = await predict(deps, { ...asked, fit: { ...fit, inferred: { parameters: [{ parameter: 'june', standard_error: 1e-6 }] } } }, {});
  const width = (of: PredictionResult): number => { const { p90, p10 } = of.rows.find((one) => one.period === '2021-06')!; return p90 - p10; };
  expect(width(sure)).toBeLessThan(width(made));
});

test('structures take turns with the values of their own fit', async () => {
  const wet = await predict(deps, { ...asked, fit: { ...fit, structures: { variants: [{ variant: 'wet', values: { june: 1.3 } }] } } }, {});
  expect(wet.structures).toEqual(['wet']);
  expect(wet.rows.find((one) => one.period === '2021-06')!.p95).toBeGreaterThan(row('2021-06').p95);
});

test('is stored with the model, read back, and set beside a backcast', async () => {
  await writePrediction(folder, made);
  const [stored] = await readPredictions(folder);
  expect({ ...stored, timing_ms: null }).toEqual({ ...made, timing_ms: null });
  const source = { ...deps, models: { ...deps.models, predictions: async () => [stored] } };
  const beside = await backcast(source, { model: asked.model, years: [2021], scenarios: [asked.year] }, {}, {});
  expect(beside.predictions).toMatchObject([{ year: 2021, made: '2026-02-01', same_case: true }]);
  expect(beside.rows.find((one) => one.period === '2021-06' || one.period === '2021Q2')!.predicted).toMatchObject({ p50: row('2021Q2').p50 });
});

test('a year that the fit has seen, bad numbers, and a folder without a fit are refused', async () => {
  const fact: Row<'calibration_facts'> = { id: 'seen', step: 'fit', quantity: 'curtailment', series: 'toy', period: '2021-06', unit: 'GWh', sigma: 1, ...provenance };
  const model = orThrow(await deps.models.model(asked.model));
  const seen = { ...deps, models: { ...deps.models, model: async () => valid({ ...model, tables: { ...model.tables, calibration_facts: [fact] } }) } };
  await expect(predict(seen, { ...asked, draws: 1.5, seed: -1 }, {})).rejects.toMatchObject({ problems: [{ path: 'draws' }, { path: 'seed' }, { code: 'not-held-out' }] });
  const bare = mkdtempSync(join(folder, 'bare-'));
  await expect(readFit(bare)).rejects.toMatchObject({ problems: [{ code: 'no-fit' }] });
  writeFileSync(join(bare, 'fit.json'), '{}');
  await expect(readFit(bare)).rejects.toMatchObject({ problems: [{ code: 'bad-fit' }] });
  writeFileSync(join(bare, 'prediction_2021.json'), 'not json');
  await expect(readPredictions(bare)).rejects.toMatchObject({ problems: [{ code: 'bad-prediction' }] });
});
