import { beforeAll, describe, expect, test } from 'vitest';
import { waterFactorsText } from '../../src/app/cli/tables/water-factors-text.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { backcast, backcastIdentity } from '../../src/study/backcast/backcast.ts';
import type { BackcastResult } from '../../src/study/backcast/backcast-result.ts';
import type { Progress, StudyDeps } from '../../src/study/base/ports.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
/** GWh a unit of the factor: all water of June is turbined at 40 % and below, 168 MW at factor 1 over 720 h. */
const PER_FACTOR = 120.96;

let june: Scenario;
let model: Model;
let depsOf: (of: Model) => StudyDeps;
/** thermal generation at a factor of 0.4, GWh */
let coal: number;

const number = (parameter: string, step: 'fit' | 'infer', target: string, value: number): Row<'calibration'> => ({
  parameter,
  step,
  kind: 'water-factor',
  target,
  unit: '1',
  start: value,
  lower: 0.2,
  upper: 2,
  value,
  ...provenance,
});
const fact = (
  id: string,
  quantity: Row<'calibration_facts'>['quantity'],
  series: string,
  sigma: number,
  step: 'fit' | 'infer' = 'infer',
): Row<'calibration_facts'> => ({ id, step, quantity, series, period: '2021-06', unit: 'GWh', sigma, ...provenance });
const reported = (series: string, quantity: string, value: number): Row<'reported'> => ({
  period: '2021-06',
  series,
  quantity,
  unit: 'GWh',
  value,
  ...provenance,
});
const asked = () => ({ model: model.id, years: [2021], scenarios: [{ year: 2021, scenario: june }] });
const run = (of: Model, stages: Progress[] = []): Promise<BackcastResult> =>
  backcast(depsOf(of), asked(), {}, { onProgress: (progress) => stages.push(progress) });
const withFacts = (facts: readonly Row<'calibration_facts'>[], published: readonly Row<'reported'>[]): Model => ({
  ...model,
  tables: { ...model.tables, calibration_facts: facts, reported: published },
});

beforeAll(async () => {
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  june = { ...orThrow(await loadScenarioFile('test/fixtures/scenarios/toy.yaml')), id: 'toy-june' };
  const solve = await loadHighs();
  depsOf = (of) => ({
    runner: inlineRunner(solve),
    models: { model: async () => valid(of), listModels: async () => [] },
    clock: { now: () => Date.now() },
    say,
  });
  const series: Row<'reported_series'> = {
    quantity: 'hydro_generation',
    series: 'toy',
    covers: 'all-hydro',
    comparable: 'yes',
    basis_en: 'toy',
    basis_zh: '示例',
    ...provenance,
  };
  // June was inferred as 0.4; the fitted year has 0.3.
  model = {
    ...toy,
    tables: {
      ...toy.tables,
      backcast_years: [{ year: 2021, scenario: june.id, ...provenance }],
      reported_series: [series],
      water_years: [
        ...toy.tables.water_years,
        { ...toy.tables.water_years[0], water_year: '2020', gauge: 'all', month: 6, factor: 1 },
      ],
      calibration: [number('june', 'infer', 'normal:6', 0.4), number('june-2020', 'fit', '2020:6', 0.3)],
      calibration_facts: [],
      reported: [reported('toy', 'hydro_generation', 60)],
    },
  };
  const bare = await run(model);
  expect(bare.factors!.map(({ held_by: held }) => held?.facts)).toEqual(bare.factors!.map(() => []));
  coal =
    100 +
    (
      await run(
        withFacts([fact('coal', 'thermal_generation', 'plants', 1)], [reported('plants', 'thermal_generation', 100)]),
      )
    ).factors![0].held_by!.facts[0].residual;
}, 60_000);

describe('a factor outside those of other years', () => {
  test('is held by the fact that would be missed at the end of the range; one that would be met better pulls back', async () => {
    // Put back from 0.4 to 0.3, hydro falls by a tenth of 120.96 GWh and coal rises by as much. Coal, published as the
    // run has it at 0.4, would be missed by 12.096 / 4 = 3.0 spreads. Hydro, published as at 0.3, is missed by 12.096 /
    // 6 = 2.0 spreads now and would be met.
    const both = withFacts(
      [fact('coal', 'thermal_generation', 'plants', 4), fact('hydro', 'hydro_generation', 'toy', 6)],
      [reported('plants', 'thermal_generation', coal), reported('toy', 'hydro_generation', 0.3 * PER_FACTOR)],
    );
    expect(checkModel(both)).toEqual([]);
    const stages: Progress[] = [];
    const { factors, guards } = await run(both, stages);
    const [one] = factors!;
    expect(one).toMatchObject({
      month: '2021-06',
      factor: 0.4,
      others: [{ water_year: '2020', factor: 0.3 }],
      low: 0.3,
      high: 0.3,
      outside: 'above',
    });
    expect(one.held_by).toMatchObject({
      parameter: 'june',
      factor: 0.3,
      prior: null,
      unexplained: false,
      nearest: null,
      misfit_change: { prior: null },
    });
    const [held, back] = one.held_by!.facts;
    expect([held.fact, held.pull, back.fact, back.pull]).toEqual(['coal', 'holds', 'hydro', 'back']);
    expect([held.residual, held.residual_at_end, back.residual, back.residual_at_end]).toEqual(
      [0, 3.024, 2.016, 0].map((value) => expect.closeTo(value, 2)),
    );
    // 3.024^2 - 2.016^2
    expect(one.held_by!.misfit_change.facts).toBeCloseTo(5.08, 1);
    const said = guards.find(({ code }) => code === 'water-beyond-other-years')!;
    expect(said.message_en).toMatch(
      /factor 0\.40, other fitted years have 0\.30 to 0\.30; held by coal \(0\.0 spreads off, 3\.0 at 0\.30\); pulled back by hydro \(2\.0 spreads off, 0\.0 at 0\.30\)$/,
    );
    expect(said.message_zh).toMatch(/由coal（偏离0\.0倍离差，系数为0\.30时3\.0倍）所定；反向的有hydro/);
    expect(stages.some(({ stage }) => stage === 'facts')).toBe(true);
  });

  test('is unexplained where no fact would be missed by a spread more, and the nearest is named', async () => {
    const weak = withFacts(
      [fact('coal', 'thermal_generation', 'plants', 24)],
      [reported('plants', 'thermal_generation', coal)],
    );
    const result = await run(weak);
    // 12.096 / 24 = 0.5 of a spread.
    expect(result.factors![0].held_by).toMatchObject({
      unexplained: true,
      facts: [],
      nearest: { fact: 'coal', residual_at_end: expect.closeTo(0.504, 2) },
      misfit_change: { facts: expect.closeTo(0.254, 2) },
    });
    const [en, zh] = [waterFactorsText(result, 'en'), waterFactorsText(result, 'zh')];
    expect(en).toMatch(/2021-06 +\S+ +0\.400 +0\.300 +above/);
    expect(en).toMatch(
      /unexplained: no fact would be missed by more than one spread more at 0\.30, coal \(0\.0 spreads off, 0\.5 at 0\.30\) the most; squared misses there: facts \+0\.3/,
    );
    expect(zh).toMatch(/未解释：系数为0\.30时没有依据多偏离一倍离差/);
  });

  test('a fact beyond the reach of plentiful water is measured from what that water reaches', async () => {
    // No water brings coal to 0: units run at their floor. Misses are counted from there, and still rise by 12.096 / 4
    // spreads.
    const beyond = withFacts(
      [fact('coal', 'thermal_generation', 'plants', 4)],
      [reported('plants', 'thermal_generation', 0)],
    );
    const [{ residual, residual_at_end: end }] = (await run(beyond)).factors![0].held_by!.facts;
    expect(end - residual).toBeCloseTo(3.024, 2);
    expect(residual).toBeLessThan(coal / 4 - 1);
  });

  test('inside the range, or of a fitted year, none is looked into', async () => {
    const inside = {
      ...model,
      tables: {
        ...model.tables,
        calibration: [number('june', 'infer', 'normal:6', 0.3), number('june-2020', 'fit', '2020:6', 0.3)],
      },
    };
    const result = await run(inside);
    expect(result.factors!.map(({ outside, held_by: held }) => [outside, held])).toEqual(
      result.factors!.map(() => [null, null]),
    );
    expect(result.guards.filter(({ code }) => code === 'water-beyond-other-years')).toEqual([]);
    expect(waterFactorsText({ ...result, factors: [] }, 'en')).toBe('');
    const fitted = { ...model, tables: { ...model.tables, calibration: [number('june', 'fit', 'normal:6', 0.4)] } };
    expect((await run(fitted)).factors).toEqual([]);
  });

  test('the identity of a backcast follows its facts', async () => {
    const [one, other] = [1, 2].map((sigma) =>
      withFacts([fact('coal', 'thermal_generation', 'plants', sigma)], [reported('plants', 'thermal_generation', 1)]),
    );
    expect(await backcastIdentity(depsOf(one), asked(), {})).not.toBe(
      await backcastIdentity(depsOf(other), asked(), {}),
    );
  });
});
