import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ofSample, writeCalibration } from '../../src/io/files/calibration-files.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { calibrate, calibrationYears } from '../../src/study/calibration/calibrate.ts';
import { guessSpread } from '../../src/study/calibration/calibration-step.ts';
import type { CalibrationResult } from '../../src/study/calibration/calibration-result.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import { withFittedValues } from '../../src/system/model/calibrated-model.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { InvalidInput, orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import { calibratedModel } from '../support/from-words.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const number = (
  parameter: string,
  kind: Row<'calibration'>['kind'],
  target: string,
  unit: '1' | 'MW',
  [start, lower, upper]: readonly number[],
): Row<'calibration'> => ({
  parameter,
  step: 'fit',
  kind,
  target,
  unit,
  start,
  lower,
  upper,
  value: start,
  ...provenance,
});
const fact = (
  quantity: Row<'calibration_facts'>['quantity'],
  series: string,
  sigma: number,
): Row<'calibration_facts'> => ({
  id: `${quantity.replaceAll('_', '-')}-2021-06`,
  step: 'fit',
  quantity,
  series,
  period: '2021-06',
  unit: 'GWh',
  sigma,
  ...provenance,
});
const TRUTH = new Map([
  ['june', 0.82],
  ['valley', 44],
]);

/** The toy, with the June of known numbers for published figures; the guesses lie elsewhere. */
let model: Model;
let june: Scenario;
let depsOf: (model: Model) => StudyDeps;
let result: CalibrationResult;
const folder = mkdtempSync(join(tmpdir(), 'spillway-calibration-'));
afterAll(() => rmSync(folder, { recursive: true }));

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
  const series = (
    quantity: Row<'reported_series'>['quantity'],
    covers: Row<'reported_series'>['covers'],
  ): Row<'reported_series'> => ({
    quantity,
    series: 'toy',
    covers,
    comparable: 'yes',
    fitted_years: '2021',
    basis_en: 'toy',
    basis_zh: '示例',
    ...provenance,
  });
  const bare: Model = {
    ...toy,
    tables: {
      ...toy.tables,
      backcast_years: [{ year: 2021, scenario: june.id, ...provenance }],
      reported_series: [series('curtailment', 'statistic'), series('hydro_generation', 'all-hydro')],
      calibration: [
        number('june', 'water-factor', 'normal:6', '1', [1, 0.5, 1.5]),
        number('valley', 'section-limit', 'valley', 'MW', [50, 30, 60]),
      ],
      calibration_facts: [
        fact('curtailment', 'toy', 0.5),
        fact('hydro_generation', 'toy', 0.5),
        fact('thermal_generation', 'plants', 0.5),
      ],
      structures: [
        {
          variant: 'narrow',
          name_en: 'Narrow',
          name_zh: '窄',
          table: 'calibration',
          key: 'valley',
          column: 'upper',
          value: '50',
          ...provenance,
        },
        {
          variant: 'narrow',
          name_en: 'Narrow',
          name_zh: '窄',
          table: 'dispatch',
          key: 'sharing',
          column: 'weight',
          value: '0.5',
          ...provenance,
        },
      ],
    },
  };
  const { result: truth } = await runScenario(
    depsOf(withFittedValues(bare, TRUTH)),
    june,
    { foresight: 'perfect', level: 'screen' },
    {},
  );
  const published = (quantity: string, name: string, value: number): Row<'reported'> => ({
    period: '2021-06',
    series: name,
    quantity,
    unit: 'GWh',
    value,
    ...provenance,
  });
  model = {
    ...bare,
    tables: {
      ...bare.tables,
      reported: [
        published('curtailment', 'toy', truth.curtailed_gwh),
        published('hydro_generation', 'toy', truth.all_hydro.generated_gwh),
        published('thermal_generation', 'plants', truth.energy_gwh.thermal),
      ],
    },
  };
  result = await calibrate(
    depsOf(model),
    { model: model.id, scenarios: [{ year: 2021, scenario: june }], variants: true },
    {},
  );
}, 60_000);

describe('calibrate', () => {
  test('the numbers behind the published figures are found again', () => {
    expect(checkModel(model)).toEqual([]);
    const [water, section] = result.fit!.parameters;
    // First guesses are weakly held, so the truth is met to a little of its distance from the guess.
    expect(Math.abs(water.value - 0.82)).toBeLessThan(0.01);
    expect(Math.abs(section.value - 44)).toBeLessThan(0.5);
    expect(result.fit!.facts_misfit).toBeLessThan(0.5);
    for (const one of result.fit!.parameters) {
      expect([one.at_bound, one.prior_share! < 0.1, one.profile.length]).toEqual([false, true, 2]);
      for (const away of one.profile) expect(away.misfit).toBeGreaterThan(result.fit!.misfit);
    }
    expect([result.inferred, result.headline]).toEqual([null, null]);
  });

  test('a structure is calibrated anew', () => {
    expect(result.structures!.variants).toMatchObject([{ variant: 'narrow', name: { zh: '窄' }, headline: null }]);
    expect(Math.abs(result.structures!.variants[0].values.valley - 44)).toBeLessThan(1);
  });

  test('the same model gives the same bits, whatever values it has stored', async () => {
    const stored = withFittedValues(model, new Map([['june', 1.2]]));
    const again = await calibrate(
      depsOf(stored),
      { model: model.id, scenarios: [{ year: 2021, scenario: june }], variants: true },
      {},
    );
    expect({ ...again, timing_ms: null }).toEqual({ ...result, timing_ms: null });
  });

  test('values and fit are written beside the model, without times', async () => {
    await writeCalibration(folder, model.tables, result);
    const [header, first] = readFileSync(join(folder, 'calibration.csv'), 'utf8').split('\n');
    expect(header).toBe('parameter,step,kind,target,unit,start,lower,upper,value,source,confidence');
    expect(first).toBe(`june,fit,water-factor,normal:6,1,1,0.5,1.5,${result.fit!.parameters[0].value},toy,assumed`);
    // a spread of one guess only leaves the other cells empty
    await writeCalibration(
      folder,
      {
        ...model.tables,
        calibration: model.tables.calibration.map((row, at) => (at === 1 ? { ...row, guess_spread: 0.25 } : row)),
      },
      result,
    );
    expect(
      readFileSync(join(folder, 'calibration.csv'), 'utf8')
        .split('\n')
        .slice(0, 3)
        .map((line) => line.split(',').slice(5, 8).join(',')),
    ).toEqual(['start,guess_spread,lower', '1,,0.5', expect.stringMatching(/,0\.25,/)]);
    const fit = JSON.parse(readFileSync(join(folder, 'fit.json'), 'utf8')) as CalibrationResult;
    expect([fit.schema, fit.timing_ms, fit.runs]).toEqual(['spillway/calibration@1', undefined, result.runs]);
  });

  test('a number that has the median of a stored sample keeps it; one that was set since is fitted', async () => {
    const [june] = model.tables.calibration;
    const sample = (shipped: number) => [{ quantities: [{ name: june.parameter, shipped }] } as never];
    const value = (): string => readFileSync(join(folder, 'calibration.csv'), 'utf8').split('\n')[1].split(',')[8];
    const kept = ofSample(model.tables.calibration, sample(june.value));
    await writeCalibration(folder, model.tables, result, kept);
    expect([...kept, value()]).toEqual([june.parameter, String(june.value)]);
    const other = ofSample(model.tables.calibration, sample(june.value + 0.1));
    await writeCalibration(folder, model.tables, result, other);
    expect([other.size, value()]).toEqual([0, String(result.fit!.parameters[0].value)]);
    expect(result.fit!.parameters[0].value).not.toBe(june.value);
  });

  test('a model with nothing to fit says what it lacks', () => {
    const empty = { ...model, tables: { ...model.tables, calibration: [], calibration_facts: [] } };
    expect(() => calibrationYears(empty)).toThrow(InvalidInput);
    expect(calibrationYears(model)).toEqual([2021]);
  });
});

describe('fitted numbers', () => {
  test('stand in for base figures: knots and the months between, sections, floors', () => {
    const knots = [
      number('a', 'water-factor', 'normal:6', '1', [0.6, 0, 2]),
      number('b', 'water-factor', 'normal:8', '1', [1, 0, 2]),
    ];
    const { tables } = calibratedModel(
      {
        ...model,
        tables: {
          ...model.tables,
          calibration: [
            ...knots,
            number('s', 'section-scale', 'others', '1', [0.5, 0, 1]),
            number('f', 'must-run', 'all', 'MW', [30, 0, 50]),
          ],
        },
      },
      june,
    );
    const factor = (month: number): number =>
      tables.water_years.find((row) => row.water_year === 'normal' && row.month === month)!.factor;
    expect([5, 6, 7, 8, 9].map(factor)).toEqual([1, 0.6, 0.8, 1, 1]);
    expect([tables.water_years.length, tables.sections[0].limit_mw, tables.thermal[0].must_run_mw]).toEqual([
      model.tables.water_years.length,
      25,
      30,
    ]);
    const bare = { ...model, tables: { ...model.tables, calibration: [] } };
    expect(calibratedModel(bare, june)).toBe(bare);
  });

  const codes = (tables: Partial<Model['tables']>): string[] =>
    checkModel({ ...model, tables: { ...model.tables, ...tables } }).map((found) => found.code);
  test('bad bounds, targets and units are refused, all at once', () => {
    const wrong = [
      number('a', 'water-factor', 'normal:13', '1', [1, 0.5, 1.5]),
      number('b', 'water-factor', '1900:6', '1', [1, 0.5, 1.5]),
      number('c', 'section-limit', 'nowhere', 'MW', [1, 0.5, 1.5]),
      number('d', 'must-run', 'all', '1', [1, 0.5, 1.5]),
      number('e', 'section-scale', 'others', '1', [2, 0.5, 1.5]),
      number('f', 'section-limit', 'valley', 'MW', [1, 2, 1]),
      number('g', 'section-limit', 'valley', 'MW', [1, 1, 1]),
    ];
    expect(codes({ calibration: wrong, structures: [] }).sort()).toEqual([
      'bounds',
      'bounds',
      'bounds',
      'duplicate-target',
      'unit',
      'unknown-section',
      'unknown-water-year',
      'water-target',
    ]);
  });

  test('more than ten free numbers are refused, fixed ones are not counted', () => {
    const many = Array.from({ length: 11 }, (_, k) =>
      number(`n${k}`, 'water-factor', `normal:${k + 1}`, '1', [1, 0.5, 1.5]),
    );
    expect(codes({ calibration: many, structures: [] })).toEqual(['too-many-fitted']);
    expect(
      codes({ calibration: many.map((row, k) => (k === 0 ? { ...row, lower: 1, upper: 1 } : row)), structures: [] }),
    ).toEqual([]);
  });

  test('facts need a published figure that their step may use', () => {
    const {
      calibration_facts: [curtailment, hydro],
    } = model.tables;
    expect(
      codes({
        calibration_facts: [
          { ...hydro, period: '2021-07' },
          { ...curtailment, step: 'infer' },
          { ...hydro, id: 'h', outside_gwh: 1 },
        ],
      }),
    ).toEqual(['unpublished', 'curtailment-inferred', 'outside-range']);
    expect(
      codes({ reported_series: model.tables.reported_series.map((row) => ({ ...row, fitted_years: '2020' })) }),
    ).toEqual(['not-for-fitting', 'not-for-fitting']);
  });

  test('structures change what exists to what it can hold', () => {
    const change = { variant: 'v', name_en: 'V', name_zh: '变', table: 'stations', key: '*', ...provenance };
    expect(
      codes({
        structures: [
          { ...change, table: 'station' },
          { ...change, key: 'nowhere' },
          { ...change, column: 'colour', value: 'red' },
          { ...change, column: 'capacity_mw', value: '-1' },
          { ...change, table: 'dispatch', key: 'sharing', value: '0' },
        ],
      }),
    ).toEqual(['unknown-table', 'unknown-row', 'unknown-column', 'bad-value', 'range']);
  });
});

test('a first guess is held by its own spread, else by half of the range', () => {
  expect(guessSpread({ lower: 0.5, upper: 1.7 })).toBeCloseTo(0.6, 12);
  expect(guessSpread({ lower: 0.5, upper: 1.7, guess_spread: 0.25 })).toBe(0.25);
});
