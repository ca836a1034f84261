import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { backcast, backcastIdentity, type Backcast } from '../../src/study/backcast/backcast.ts';
import type { BackcastResult, BackcastRow } from '../../src/study/backcast/backcast-result.ts';
import { askedYears, backcastYears, knownYears } from '../../src/study/out-turns/backcast-years.ts';
import { parseYears } from '../../src/system/words/years.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { InvalidInput, orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const series = (
  quantity: Row<'reported_series'>['quantity'],
  name: string,
  more: Partial<Row<'reported_series'>>,
): Row<'reported_series'> => ({
  quantity,
  series: name,
  covers: 'none',
  comparable: 'yes',
  basis_en: `basis of ${name}`,
  basis_zh: '口径',
  ...provenance,
  ...more,
});
const reported = (period: string, name: string, quantity: string, value: number, unit = 'GWh'): Row<'reported'> => ({
  period,
  series: name,
  quantity,
  unit,
  value,
  ...provenance,
});

/** The toy in June 2021, with a few published figures beside it. */
let model: Model;
let deps: StudyDeps;
let june: Scenario;
let asked: Backcast;
let result: BackcastResult;

const row = (period: string, name: string, quantity = 'curtailment'): BackcastRow => {
  const found = result.rows.filter((one) => one.period === period && one.series === name && one.quantity === quantity);
  expect(found).toHaveLength(1);
  return found[0];
};

beforeAll(async () => {
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  june = { ...orThrow(await loadScenarioFile('test/fixtures/scenarios/toy.yaml')), id: 'toy-june' };
  const basin = toy.tables.basins[0].id;
  const [line] = toy.tables.exports;
  model = {
    ...toy,
    tables: {
      ...toy.tables,
      backcast_years: [{ year: 2021, scenario: 'toy-june', ...provenance }],
      reported_series: [
        series('curtailment', 'statistic', { covers: 'statistic', fitted_years: '2021' }),
        series('curtailment', 'river', { covers: 'basins', members: basin }),
        series('curtailment', 'other', {}),
        series('hydro_generation', 'wide', { covers: 'all-hydro', comparable: 'no' }),
        series('export', 'east', { covers: 'exports', members: line.id }),
        series('consumption', 'load', { covers: 'grid-load' }),
        series('peak_load', 'load', { covers: 'grid-load' }),
      ],
      reported: [
        reported('2021-06', 'statistic', 'curtailment', 20),
        reported('2021', 'statistic', 'curtailment', 50),
        reported('2018', 'other', 'curtailment', 7),
        reported('2021-06', 'other', 'curtailment', 7),
        reported('2021-06', 'wide', 'hydro_generation', 100),
        reported('2021-06', 'load', 'consumption', 72),
        reported('2021', 'load', 'peak_load', 100, 'MW'),
        ...['01', '02', '03'].map((month) => reported(`2021-${month}`, 'east', 'export', 10)),
      ],
    },
  };
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: { model: async () => valid(model), listModels: async () => [] },
    clock: { now: () => Date.now() },
    say,
  };
  const years = parseYears('2018,2021')!;
  asked = {
    model: model.id,
    years,
    scenarios: await backcastYears(model, years, async (id) => (id === june.id ? june : null)),
  };
  result = await backcast(deps, asked, {}, {});
}, 60_000);

describe('backcast', () => {
  test('the month inside the window stands beside its figure, with error = model / published - 1', async () => {
    const { result: run } = await runScenario(deps, june, { foresight: 'perfect', level: 'screen' }, {});
    const { published, model: modelled, error, fitted, unit, reason } = row('2021-06', 'statistic');
    expect([published, unit, fitted, reason]).toEqual([20, 'GWh', true, null]);
    expect(modelled).toBeCloseTo(run.by_month[0].value_gwh, 9);
    expect(error).toBeCloseTo(run.by_month[0].value_gwh / 20 - 1, 12);
    expect(result.runs).toMatchObject([
      { year: 2021, scenario: 'toy-june', hash: run.hash, settings: { foresight: 'perfect', level: 'screen' } },
    ]);
  });

  test('a series of the statistic on one river, exports and load are told apart', () => {
    expect(row('2021-06', 'load', 'consumption').model).toBeGreaterThan(0);
    expect(row('2021Q2', 'river').model).toBeNull();
    expect(row('2021Q2', 'river').reason).toMatch(
      /nothing is published.*reaches outside the modelled 2021-06.*lower bound/,
    );
    expect(row('2021Q3', 'statistic').reason).toContain('no whole month');
  });

  test('different series and different coverage give no error', () => {
    expect(row('2021-06', 'other')).toMatchObject({
      published: 7,
      model: null,
      error: null,
      reason: 'another series: basis of other',
    });
    const wide = row('2021-06', 'wide', 'hydro_generation');
    expect(wide.model).toBeGreaterThan(0);
    expect([wide.error, wide.reason]).toEqual([null, 'not the same coverage, so no error: basis of wide']);
  });

  test('years, halves and quarters are all there, and a year outside the model says so', () => {
    for (const part of ['', 'H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4'])
      expect(row(`2021${part}`, 'statistic')).toMatchObject({
        model: null,
        error: null,
        published: part === '' ? 50 : null,
      });
    expect(row('2018', 'other')).toMatchObject({ published: 7, model: null, fitted: false });
    expect(result.rows.every((one) => one.reason !== null || one.error !== null)).toBe(true);
  });

  test('a quarter without a figure of its own takes the sum of its months', () => {
    expect(row('2021Q1', 'east', 'export')).toMatchObject({ published: 30, confidence: 'assumed' });
    expect(row('2021H1', 'east', 'export').published).toBeNull();
  });

  test('the toy load is flat: its highest hour is the first, in January, so the year has no peak to compare', () => {
    expect(row('2021', 'load', 'peak_load')).toMatchObject({ published: 100, model: null, unit: 'MW' });
  });

  test('the document loses no number and the identity follows what is compared', async () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    const identity = await backcastIdentity(deps, asked, {});
    expect(await backcastIdentity(deps, asked, { level: 'screen' })).toBe(identity);
    expect(await backcastIdentity(deps, { ...asked, years: [2021] }, {})).not.toBe(identity);
    expect(await backcastIdentity(deps, asked, { level: 'exact' })).not.toBe(identity);
  });
});

describe('years', () => {
  test.each([
    ['2016..2020', [2016, 2017, 2018, 2019, 2020]],
    ['2021, 2019', [2019, 2021]],
    ['2020', [2020]],
    ['2020..2019', null],
    ['20', null],
    ['', null],
    ['2016-2020', null],
  ])('%s', (text, years) => {
    expect(parseYears(text)).toEqual(years);
  });

  const problemsOf = async (years: readonly number[], found: Scenario | null) => {
    const error = await backcastYears(model, years, async () => found).then(
      () => null,
      (e: unknown) => e,
    );
    return error instanceof InvalidInput ? error.problems.map((one) => one.code) : [];
  };
  test('what does not fit is told, all at once', async () => {
    expect(knownYears(model)).toEqual([2018, 2021]);
    expect(askedYears(model, undefined)).toEqual([2021]);
    expect(await problemsOf([1990, 2021, 2050], null)).toEqual([
      'year-outside-model',
      'year-outside-model',
      'unknown-scenario',
    ]);
    expect(
      await problemsOf([2021], {
        ...june,
        model: 'sichuan',
        demand: { year: 2020, factor: 1 },
        window: { start: '2020-06-01', end: '2020-07-01' },
      }),
    ).toEqual(['different-models', 'other-year', 'other-year']);
    expect(await problemsOf([], june)).toEqual(['no-years']);
  });
});

describe('a part outside the modelled months', () => {
  const outside = (month: number, central: number): Row<'outside_season'> => ({
    series: 'statistic',
    year: 2021,
    month,
    low_gwh: central / 2,
    central_gwh: central,
    high_gwh: 2 * central,
    ...provenance,
  });
  const declaring = (rows: readonly Row<'outside_season'>[]): Model => ({
    ...model,
    tables: { ...model.tables, outside_season: rows },
  });
  const months = [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12];

  test('is added where every month of it is declared, with its range, and named', async () => {
    const source = {
      ...deps,
      models: { ...deps.models, model: async () => valid(declaring(months.map((month) => outside(month, 2)))) },
    };
    const { rows } = await backcast(source, asked, {}, {});
    const of = (period: string): BackcastRow =>
      rows.find((one) => one.period === period && one.series === 'statistic')!;
    const modelled = row('2021-06', 'statistic').model!;
    expect(of('2021')).toMatchObject({
      assumed_gwh: 22,
      reason: 'assumed, not modelled: 22 GWh (11 to 44) of it for 2021-01 to 2021-05 and 2021-07 to 2021-12',
    });
    expect([of('2021').model, of('2021').model_low, of('2021').model_high].map((value) => value! - modelled)).toEqual(
      [22, 11, 44].map((value) => expect.closeTo(value, 9)),
    );
    expect(of('2021').error).toBeCloseTo((modelled + 22) / 50 - 1, 12);
    expect([of('2021Q1').model, of('2021-06').assumed_gwh, of('2021-06').model_low]).toEqual([6, null, null]);
    expect(await backcastIdentity(source, asked, {})).not.toBe(await backcastIdentity(deps, asked, {}));
  });

  test('is refused where it is out of order, of another series, not called assumed, or not what the fit took', () => {
    const fact: Row<'calibration_facts'> = {
      id: 'year',
      step: 'fit',
      quantity: 'curtailment',
      series: 'statistic',
      period: '2021',
      unit: 'GWh',
      sigma: 1,
      outside_low_gwh: 1,
      outside_gwh: 2,
      outside_high_gwh: 6,
      ...provenance,
    };
    const wrong = declaring([
      outside(1, 2),
      { ...outside(2, 2), series: 'other' },
      { ...outside(3, 2), low_gwh: 9 },
      { ...outside(4, 2), confidence: 'derived' },
    ]);
    expect(checkModel(wrong).map((found) => found.code)).toEqual([
      'unknown-series',
      'outside-range',
      'outside-confidence',
    ]);
    const fitted = declaring([outside(1, 2)]);
    expect(
      checkModel({ ...fitted, tables: { ...fitted.tables, calibration_facts: [fact] } }).map((found) => found.path),
    ).toEqual(['calibration_facts.csv/year.outside_high_gwh']);
  });
});

test('published series are checked against the model', () => {
  const wrong: Model = {
    ...model,
    tables: {
      ...model.tables,
      reported_series: [
        series('peak_load', 'load', { covers: 'statistic' }),
        series('export', 'east', { covers: 'exports' }),
        series('curtailment', 'river', { covers: 'basins', members: 'nile' }),
        series('consumption', 'load', { covers: 'none', members: 'x' }),
      ],
      reported: [
        reported('2021-13', 'river', 'curtailment', 1),
        reported('2021', 'nowhere', 'curtailment', 1),
        reported('2021', 'load', 'peak_load', 1),
        reported('1990-2000', 'any', 'context', 1, 'TWh'),
      ],
    },
  };
  expect(checkModel(model)).toEqual([]);
  expect(checkModel(wrong).map((found) => found.code)).toEqual([
    'series-coverage',
    'series-members',
    'unknown-member',
    'series-members',
    'period',
    'unknown-series',
    'unit',
  ]);
});
