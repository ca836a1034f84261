import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { readSamples, sampleName, writeSample } from '../../src/io/files/sample-files.ts';
import {
  assimilatedFact,
  assimilatedFacts,
  assimilatedFigure,
  withAssimilated,
} from '../../src/study/out-turns/assimilated-facts.ts';
import { factsOf } from '../../src/study/calibration/calibration-facts.ts';
import type { SampleResult } from '../../src/study/base/sample-result.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
const series: Row<'reported_series'> = {
  quantity: 'curtailment',
  series: 'toy',
  covers: 'statistic',
  comparable: 'yes',
  basis_en: 'toy',
  basis_zh: '示例',
  ...provenance,
};
const published = (period: string, value: number): Row<'reported'> => ({
  period,
  series: 'toy',
  quantity: 'curtailment',
  unit: 'GWh',
  value,
  ...provenance,
});
const outside = (month: number, central_gwh: number): Row<'outside_season'> => ({
  series: 'toy',
  year: 2021,
  month,
  low_gwh: 0,
  central_gwh,
  high_gwh: 9,
  ...provenance,
});

/** June to October are modelled; the months about them are stated. */
const model: Model = {
  ...toy,
  tables: {
    ...toy.tables,
    reported_series: [series],
    outside_season: [1, 2, 3, 4, 5, 11, 12].map((month) => outside(month, month)),
    reported: [
      published('2021', 200),
      published('2021H1', 40),
      published('2021Q1', 6),
      published('2021Q3', 100),
      published('2021H2', 160),
      published('2021Q4', 60),
      published('2020Q3', 7),
    ],
  },
};

test('halves and quarters that overlap no shorter period; not the year, not what lies outside the modelled months', () => {
  const facts = assimilatedFacts(model, 2021);
  // The first half stands though its first quarter is published: that one lies outside the modelled months and says
  // nothing. The second half is its quarters again.
  expect(facts.map(({ period, sigma, outside_gwh }) => [period, sigma, outside_gwh])).toEqual([
    ['2021Q3', 5, undefined],
    ['2021Q4', 3, 23],
    ['2021H1', 2, 15],
  ]);
  expect(facts.map((row) => assimilatedFact(model, row))[1]).toEqual({
    period: '2021Q4',
    months: ['2021-10'],
    published_gwh: 60,
    sigma_gwh: 3,
    outside_gwh: 23,
  });
  expect(assimilatedFacts(model, 2022)).toEqual([]);
});

test('the part outside is no spread: a figure is met within a twentieth of itself', () => {
  const [, fourth] = factsOf(withAssimilated(model, assimilatedFacts(model, 2021)), 'infer').filter(
    (fact) => fact.row.quantity === 'curtailment',
  );
  expect([fourth.published, fourth.outside, fourth.spread]).toEqual([60, 23, 3]);
});

test('what a world says of a figure: its months and the part outside', () => {
  const [, fourth, half] = assimilatedFacts(model, 2021).map((row) => assimilatedFact(model, row));
  // Q4: 31 of October + 23 for November and December; H1: 25 of June + 15 for January to May.
  const byMonth = new Map([
    ['2021-06', 25],
    ['2021-10', 31],
  ]);
  expect([fourth, half].map((fact) => assimilatedFigure(fact, byMonth))).toEqual([54, 40]);
});

test('draws that know the figures are stored beside those that do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-assimilated-'));
  const blind: SampleResult = {
    schema: 'spillway/sample@1',
    model: { id: 'toy', version: '1' },
    year: 2021,
    scenario: 'toy',
    settings: { level: 'screen', foresight: 'perfect', export_rule: 'all-fixed', engine_version: 'toy' },
    draws: 2,
    seed: 1,
    effective_draws: 2,
    rounds: [],
    quantities: [
      { name: 'june', unit: '1', stated: 1, how: 'toy', source: 'toy', p05: 0, p50: 0, p95: 0, shipped: null },
    ],
    facts: [],
    values: [[1], [2]],
    misfits: [0, 1],
    weights: [0.5, 0.5],
    runs: 0,
    timing_ms: { startup: 0, load: 0, total: 0 },
  };
  const knowing: SampleResult = {
    ...blind,
    assimilated: { facts: assimilatedFacts(model, 2021).map((row) => assimilatedFact(model, row)), misfits: [0.5, 2] },
  };
  try {
    await writeSample(folder, blind);
    await writeSample(folder, knowing);
    expect([sampleName(blind), sampleName(knowing)]).toEqual(['sample_2021.json', 'assimilated_2021.json']);
    expect(await readSamples(folder)).toEqual([knowing, blind]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
