import { beforeAll, describe, expect, test } from 'vitest';
import { leaveOutText } from '../../src/app/cli/tables/leave-out-text.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { boundedReach } from '../../src/study/calibration/bounded-reach.ts';
import { leaveOut } from '../../src/study/calibration/leave-out.ts';
import type { LeftOutResult } from '../../src/study/calibration/left-out-result.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { InvalidInput, orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const Z90 = 1.6449;

describe('how far numbers may go', () => {
  const wide = { lower: [-100, -100], upper: [100, 100] };
  test('without bounds: the radius times the standard error of the figure', () => {
    // JᵀJ = diag(4, 1): standard errors 0.5 and 1. With slopes 2 and 1 the figure has variance 4 x 0.25 + 1 = 2, so it
    // moves by sqrt 2; each number by C g / sqrt 2 = (0.5, 1) / sqrt 2.
    const move = boundedReach(
      { information: Float64Array.of(4, 0, 0, 1), slope: [2, 1], point: [0, 0], ...wide },
      1,
      1,
    );
    expect(move).toEqual([expect.closeTo(0.5 / Math.SQRT2, 12), expect.closeTo(1 / Math.SQRT2, 12)]);
    expect(
      boundedReach({ information: Float64Array.of(4, 0, 0, 1), slope: [2, 1], point: [0, 0], ...wide }, 1, -1),
    ).toEqual(move.map((value) => -value));
  });

  test('a number that no fact holds goes as far as its bound, and the others with what is left', () => {
    // The second number costs (by / 10)^2: left to itself it would go about 10 sqrt 2 away; its bound stops it at 3,
    // which costs 0.09. What is left of 1 moves the first: sqrt(0.91) x 0.5 = 0.47697.
    const move = boundedReach(
      { information: Float64Array.of(4, 0, 0, 0.01), slope: [2, 1], point: [0, 0], lower: [-100, -3], upper: [100, 3] },
      1,
      1,
    );
    expect(move).toEqual([expect.closeTo(0.5 * Math.sqrt(0.91), 12), 3]);
  });

  test('numbers that go together follow one that is held', () => {
    // JᵀJ = [[2, -1], [-1, 2]]; the figure is the second number. With the first held at 0.1 the other costs least at
    // 0.05: 2 b^2 - 0.2 b + 0.02 = 1 gives b = 0.05 + sqrt(0.0025 + 0.49) = 0.75178.
    const move = boundedReach(
      { information: Float64Array.of(2, -1, -1, 2), slope: [0, 1], point: [0, 0], lower: [-1, -1], upper: [0.1, 1] },
      1,
      1,
    );
    expect(move).toEqual([0.1, expect.closeTo(0.05 + Math.sqrt(0.4925), 12)]);
  });

  test('a number at its bound stays', () => {
    expect(
      boundedReach({ information: Float64Array.of(1), slope: [1], point: [2], lower: [0], upper: [2] }, 1, 1),
    ).toEqual([0]);
    expect(
      boundedReach({ information: Float64Array.of(1), slope: [1], point: [2], lower: [0], upper: [2] }, 1, -1),
    ).toEqual([-1]);
  });
});

/** The toy in June with one fitted number, the factor of its water. */
let model: Model;
let june: Scenario;
let deps: (of: Model) => StudyDeps;
let result: LeftOutResult;

const fact = (
  id: string,
  quantity: Row<'calibration_facts'>['quantity'],
  series: string,
  period: string,
  sigma: number,
  more: Partial<Row<'calibration_facts'>> = {},
): Row<'calibration_facts'> => ({
  id,
  step: 'fit',
  quantity,
  series,
  period,
  unit: 'GWh',
  sigma,
  ...provenance,
  ...more,
});

/**
 * GWh a unit of the factor where all water is turbined: at 40 % of its water the toy spills nothing, and 168 MW at
 * factor 1 over the 720 h of June are 120.96 GWh.
 */
const perFactor = 120.96;
const hydro = 0.4 * perFactor;

beforeAll(async () => {
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  june = { ...orThrow(await loadScenarioFile('test/fixtures/scenarios/toy.yaml')), id: 'toy-june' };
  const solve = await loadHighs();
  deps = (of) => ({
    runner: inlineRunner(solve),
    models: { model: async () => valid(of), listModels: async () => [] },
    clock: { now: () => Date.now() },
    say,
  });
  const series = (
    quantity: Row<'reported_series'>['quantity'],
    name: string,
    covers: Row<'reported_series'>['covers'],
  ): Row<'reported_series'> => ({
    quantity,
    series: name,
    covers,
    comparable: 'yes',
    fitted_years: '2021',
    basis_en: 'toy',
    basis_zh: '示例',
    ...provenance,
  });
  const reported = (period: string, name: string, quantity: string, value: number): Row<'reported'> => ({
    period,
    series: name,
    quantity,
    unit: 'GWh',
    value,
    ...provenance,
  });
  model = {
    ...toy,
    tables: {
      ...toy.tables,
      backcast_years: [{ year: 2021, scenario: june.id, ...provenance }],
      reported_series: [
        series('hydro_generation', 'toy', 'all-hydro'),
        series('hydro_generation', 'other', 'all-hydro'),
        series('curtailment', 'toy', 'statistic'),
      ],
      calibration: [
        {
          parameter: 'june',
          step: 'fit',
          kind: 'water-factor',
          target: 'normal:6',
          unit: '1',
          start: 0.4,
          lower: 0.2,
          upper: 0.6,
          value: 0.45,
          ...provenance,
        },
      ],
      calibration_facts: [
        fact('hydro', 'hydro_generation', 'toy', '2021-06', 2),
        fact('other', 'hydro_generation', 'other', '2021-06', 3),
        fact('spill', 'curtailment', 'toy', '2021-06', 1),
      ],
      reported: [
        reported('2021-06', 'toy', 'hydro_generation', hydro),
        reported('2021-06', 'other', 'hydro_generation', hydro + 8),
        reported('2021-06', 'toy', 'curtailment', 0),
        reported('2021', 'other', 'hydro_generation', 500),
      ],
    },
  };
  result = await leaveOut(
    deps(model),
    { model: model.id, scenarios: [{ year: 2021, scenario: june }], facts: 'other' },
    {},
  );
}, 60_000);

describe('a fit that leaves facts out', () => {
  test('says of them what is known by hand', () => {
    expect(checkModel(model)).toEqual([]);
    // The guess and the fact both say 0.4, so that is the fit, and the figure left out is predicted as 48.384 GWh. A
    // unit of the factor is 120.96 GWh or 60.48 spreads of the fact; the guess counts half of its range, 0.2, as one:
    // JᵀJ = 60.48^2 + 5^2 = 3682.8, a standard error of 0.016478, of which the figure has 120.96: 1.9932 GWh. 90 %:
    // 1.6449 times it, alone; with the spread of 3 GWh 1.6449 sqrt(1.9932^2 + 3^2) = 5.925.
    const [one] = result.left_out;
    expect(one).toMatchObject({
      fact: 'other',
      period: '2021-06',
      unit: 'GWh',
      published: hydro + 8,
      spread: 3,
      inside: false,
      from: [{ parameter: 'june', share: 1 }],
    });
    const numbers = (Z90 * perFactor) / Math.sqrt((perFactor / 2) ** 2 + 25);
    expect(one.predicted).toBeCloseTo(hydro, 1);
    expect([one.numbers_low! - one.predicted!, one.numbers_high! - one.predicted!]).toEqual([
      expect.closeTo(-numbers, 1),
      expect.closeTo(numbers, 1),
    ]);
    expect([one.p05! - one.predicted!, one.p95! - one.predicted!]).toEqual([
      expect.closeTo(-5.925, 1),
      expect.closeTo(5.925, 1),
    ]);
    // The model is straight here: straight lines alone say the same.
    expect([one.straight_low, one.straight_high]).toEqual([
      expect.closeTo(one.numbers_low!, 1),
      expect.closeTo(one.numbers_high!, 1),
    ]);
    // The shipped number, 0.45, has its own answer.
    expect(one.stored).toBeCloseTo(0.45 * perFactor, 1);
    expect(result.fit.facts.map(({ fact: id }) => id)).toEqual(['hydro', 'spill']);
    expect(result.shipped).toEqual([{ parameter: 'june', value: 0.45 }]);
  });

  test('does not see them: another published figure changes nothing but the verdict', async () => {
    const nearer = {
      ...model,
      tables: {
        ...model.tables,
        reported: model.tables.reported.map((row) =>
          row.series === 'other' && row.period === '2021-06' ? { ...row, value: hydro + 4 } : row,
        ),
      },
    };
    const again = await leaveOut(
      deps(nearer),
      { model: model.id, scenarios: [{ year: 2021, scenario: june }], facts: 'other' },
      {},
    );
    expect(again.fit).toEqual(result.fit);
    expect(again.left_out[0]).toEqual({
      ...result.left_out[0],
      published: hydro + 4,
      inside: true,
      error: expect.any(Number),
    });
  });

  const bounded = (lower: number, upper: number): Model => ({
    ...model,
    tables: { ...model.tables, calibration: model.tables.calibration.map((row) => ({ ...row, lower, upper })) },
  });
  test('what nothing holds is bounded by its range', async () => {
    // Without the fact of hydro, curtailment of 0 says nothing at this water: the guess alone holds the factor, half of
    // its range as one, and 90 % would be 0.4 -+ 0.16. The bounds end it at 0.3 and 0.5: 12.096 GWh to either side.
    const tight = bounded(0.3, 0.5);
    const loose = await leaveOut(
      deps(tight),
      { model: model.id, scenarios: [{ year: 2021, scenario: june }], facts: 'hydro, other' },
      {},
    );
    const [one] = loose.left_out;
    expect([one.numbers_low! - one.predicted!, one.numbers_high! - one.predicted!]).toEqual([
      expect.closeTo(-0.1 * perFactor, 1),
      expect.closeTo(0.1 * perFactor, 1),
    ]);
    expect(loose.left_out.map(({ fact: id }) => id)).toEqual(['hydro', 'other']);
  });

  test('a limit that slopes do not see ends the interval all the same', async () => {
    // Straight lines see no spill at 0.4 and go up to a factor of 1.2. The grid takes 92 MW of hydro, 66.24 GWh, so the
    // toy spills from 92 / 168 = 0.55 on. Published is no spill, and 1 GWh counts as a spread: the way ends there.
    const [one] = (
      await leaveOut(
        deps(bounded(0.2, 1.2)),
        { model: model.id, scenarios: [{ year: 2021, scenario: june }], facts: 'hydro,other' },
        {},
      )
    ).left_out;
    expect(one.straight_high!).toBeGreaterThan(110);
    expect(one.numbers_high!).toBeGreaterThan(64);
    expect(one.numbers_high!).toBeLessThan(66.3);
  });

  test('is told in both languages', () => {
    const [en, zh] = [leaveOutText(result, 'en'), leaveOutText(result, 'zh')];
    expect(en).toMatch(/other +2021-06 +GWh +48\.4 +42\.\d +54\.\d +56\.4 +-14\.2 % +no/);
    expect(en).toContain('Left open by: other: june 100 %');
    expect(zh).toMatch(/other +2021-06 .* 否 /);
  });
});

describe('facts that cannot be left out', () => {
  const refused = async (of: Model, facts: string) => {
    const error = await leaveOut(
      deps(of),
      { model: of.id, scenarios: [{ year: 2021, scenario: june }], facts },
      {},
    ).then(
      () => null,
      (e: unknown) => e,
    );
    return error instanceof InvalidInput
      ? error.problems.map(({ code, path, value, limit }) => [code, path, value, limit])
      : [];
  };

  test('a name that is none, all at once with what is allowed', async () => {
    expect(await refused(model, 'other, others, x')).toEqual([
      ['unknown-fact', '--leave-out', 'others', 'one of hydro, other, spill'],
      ['unknown-fact', '--leave-out', 'x', 'one of hydro, other, spill'],
    ]);
    expect(await refused(model, ' , ')).toEqual([['no-fact', '--leave-out', ' , ', 'one of hydro, other, spill']]);
    expect(await refused(model, 'hydro,other,spill')).toEqual([
      ['no-fact-left', '--leave-out', 'hydro,other,spill', 'at least one fact left'],
    ]);
  });

  test('a figure that a longer period of its series holds goes only with it; a share of it stays and is named', async () => {
    const year = fact('year', 'hydro_generation', 'other', '2021', 9, {
      outside_low_gwh: 400,
      outside_gwh: 450,
      outside_high_gwh: 460,
    });
    const share = fact('share', 'hydro_generation', 'toy', '2021-06', 0.5, { of: 'other', unit: '1' });
    const longer = {
      ...model,
      tables: { ...model.tables, calibration_facts: [...model.tables.calibration_facts, year, share] },
    };
    expect(await refused(longer, 'other')).toEqual([['held-by-another-fact', '--leave-out', 'other', 'with year']]);
    const both = await leaveOut(
      deps(longer),
      { model: model.id, scenarios: [{ year: 2021, scenario: june }], facts: 'other,year' },
      {},
    );
    expect(both.kept_beside).toEqual(['other', 'year'].map((beside) => ({ fact: 'share', beside })));
    expect(leaveOutText(both, 'en')).toContain('holding part of a figure left out: share (other), share (year)');
    // The year is predicted with the part that is assumed outside the month.
    expect(both.left_out[1].predicted! - both.left_out[0].predicted!).toBeCloseTo(450, 1);
  });
});
