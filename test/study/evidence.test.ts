import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { evidence, type EvidenceAsked } from '../../src/study/inputs/evidence.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { InvalidInput, orThrow } from '../../src/system/words/problem.ts';

const plain: EvidenceAsked = { draws: 20_000, seed: 1 };
let model: Model;
beforeAll(async () => {
  model = orThrow(await cachedModels('models').model('sichuan'));
});

const tenths = (values: object): number[] =>
  (Object.values(values) as number[]).map((value) => Number(value.toFixed(1)));

describe('evidence', () => {
  test("the network's fall gives 2.4 / 3.2 / 4.1 GW and 155 J/TH, the article's 3.3 / 4.5 / 5.6 and 113", () => {
    const { estimates, upper_bound } = evidence(model, plain);
    expect(
      estimates.map((one) => [
        one.role,
        Number(one.hash_rate_lost_eh_per_s.toFixed(1)),
        tenths(one.implied_load_gw),
        Math.round(one.claim_needs_j_per_th),
      ]),
    ).toEqual([
      ['headline', 51.5, [2.4, 3.2, 4.1], 155],
      ['beside', 70.8, [3.3, 4.5, 5.6], 113],
    ]);
    expect(upper_bound).toBe(true);
    expect(estimates[1].note?.en).toContain('other provinces');
  });

  test('pool falls are listed and enter nothing; every figure has a source', () => {
    const result = evidence(model, plain);
    expect(result.not_places.map((one) => one.fall_percent)).toEqual([36.64, 25.58, 22.17, 8.05]);
    for (const one of [...result.estimates, ...result.not_places, ...Object.values(result.inputs)])
      expect(one.source).toBeTruthy();
  });

  test('P10, P50 and P90 are those of the triangle, and equal seeds give equal draws', () => {
    const [one] = evidence(model, { ...plain, hashRate: 100, efficiency: [40, 50, 80], pue: 1, share: 0.5 }).estimates;
    // Triangle 40-50-80: F(x) = (x - 40)^2 / 400 up to the mode, 1 - (80 - x)^2 / 1200 above it.
    const quantile = (p: number): number => (p < 0.25 ? 40 + Math.sqrt(400 * p) : 80 - Math.sqrt(1200 * (1 - p)));
    for (const [value, p] of [
      [one.distribution_gw.p10, 0.1],
      [one.distribution_gw.p50, 0.5],
      [one.distribution_gw.p90, 0.9],
    ])
      expect(Math.abs(value / (0.05 * quantile(p)) - 1)).toBeLessThan(0.01);
    expect(one.distribution_gw.mean).toBeCloseTo(0.05 * (170 / 3), 2);
    expect(evidence(model, plain)).toEqual(evidence(model, plain));
    expect(evidence(model, { ...plain, seed: 2 }).estimates[0].distribution_gw).not.toEqual(
      evidence(model, plain).estimates[0].distribution_gw,
    );
  });

  test("given figures replace the model's and carry no source", () => {
    const result = evidence(model, {
      ...plain,
      hashRate: 51.5,
      efficiency: [60, 60, 60],
      pue: 1,
      share: 0.5,
      claimMw: 4000,
    });
    expect(result.estimates[0]).toMatchObject({ role: 'given', source: null });
    expect(tenths(result.estimates[0].implied_load_gw)).toEqual([1.5, 1.5, 1.5]);
    expect(result.estimates[0].distribution_gw.p90).toBeCloseTo(1.545, 12);
    expect(result.estimates[0].claim_needs_j_per_th).toBeCloseTo(4000 / 25.75, 9);
    expect([result.upper_bound, result.inputs.share, result.inputs.claim_gw.value]).toEqual([
      false,
      { value: 0.5, source: null, confidence: null },
      4,
    ]);
  });

  test('a model without evidence is refused', async () => {
    const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
    expect(() => evidence(toy, plain)).toThrow(InvalidInput);
  });
});

test('evidence rows are checked', () => {
  const edit = (id: string, change: Partial<Row<'evidence'>>): string[] =>
    checkModel({
      ...model,
      tables: {
        ...model.tables,
        evidence: model.tables.evidence.map((row) => (row.id === id ? { ...row, ...change } : row)),
      },
    }).map((found) => `${found.code} ${found.path}`);
  expect(edit('network-fall', {})).toEqual([]);
  expect(edit('network-fall', { after: 140 })).toEqual(['range evidence.csv/network-fall.after']);
  expect(edit('article-fall', { role: 'headline' })).toEqual(['evidence-headline evidence.csv/network-fall.role']);
  expect(edit('machines', { value: 90, unit: 'MW' })).toEqual([
    'unit evidence.csv/machines.unit',
    'range evidence.csv/machines.value',
  ]);
  expect(edit('in-province', { value: 1.5 })).toEqual(['range evidence.csv/in-province.value']);
  expect(edit('overhead', { value: undefined, role: 'beside' })).toEqual([
    'missing evidence.csv/overhead.value',
    'evidence-headline evidence.csv',
  ]);
});
