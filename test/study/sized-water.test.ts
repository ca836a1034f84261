import { beforeAll, describe, expect, test } from 'vitest';
import { energyByMonth } from '../../src/engine/accounting/breakdown.ts';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { calibrate } from '../../src/study/calibration/calibrate.ts';
import { crossing } from '../../src/study/calibration/sized-water.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { withFittedValues } from '../../src/system/model/calibrated-model.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import { calibratedModel, compileCase } from '../support/from-words.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const sized = (size_mw: number, shift = 0, parameter = 'june'): Row<'water_by_size'> => ({
  parameter,
  load: 'mine',
  size_mw,
  shift,
  ...provenance,
});
const ofSize = (scenario: Scenario, mw: number): Scenario => ({
  ...scenario,
  measures: scenario.measures.map((measure) =>
    measure.type === 'remove-load' ? { ...measure, size: `${mw} MW` } : measure,
  ),
});
/** Less water than load: hydro of 67 MW at two fifths of the mean flow, so that coal in the city follows the water. */
const SHORT = 0.4;

let solve: Solve;
let model: Model;
/** a mine of 20 MW that goes on 16 June */
let halfway: Scenario;

beforeAll(async () => {
  solve = await loadHighs();
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  const stated = orThrow(await loadScenarioFile('test/fixtures/scenarios/toy.yaml'));
  halfway = {
    ...stated,
    id: 'halfway',
    loads: stated.loads.map((load) => ({ ...load, metered_until: '2021-06-01T00:00+08:00' })),
    measures: [
      { type: 'remove-load', id: 'gone', load: 'mine', size: '20 MW', start: '2021-06-16T00:00+08:00', persistence: 1 },
    ],
  };
  const fact: Row<'calibration_facts'> = {
    id: 'coal',
    step: 'infer',
    quantity: 'thermal_generation',
    series: 'plants',
    period: '2021-06',
    unit: 'GWh',
    sigma: 0.5,
    ...provenance,
  };
  const free: Row<'calibration'> = {
    parameter: 'june',
    step: 'infer',
    kind: 'water-factor',
    target: 'normal:6',
    unit: '1',
    start: 0.5,
    lower: 0.2,
    upper: 1,
    value: SHORT,
    ...provenance,
  };
  // Bounded to one value: a fit that leaves nothing to fit, so that the step of inference is all there is.
  const fixed: Row<'calibration'> = {
    parameter: 'valley',
    step: 'fit',
    kind: 'section-limit',
    target: 'valley',
    unit: 'MW',
    start: 50,
    lower: 50,
    upper: 50,
    value: 50,
    ...provenance,
  };
  model = {
    ...toy,
    tables: {
      ...toy.tables,
      calibration: [free, fixed],
      backcast_years: [{ year: 2021, scenario: 'halfway', ...provenance }],
      calibration_facts: [fact, { ...fact, id: 'coal-again', step: 'fit' }],
    },
  };
  const reported = {
    period: '2021-06',
    series: 'plants',
    quantity: 'thermal_generation',
    unit: 'GWh',
    value: coal(20, SHORT),
    ...provenance,
  };
  model = {
    ...model,
    tables: {
      ...model.tables,
      reported: [reported],
      // The output of coal is a fact of its own: no series of the statistic covers it.
      reported_series: [],
      water_by_size: [sized(0), sized(20), sized(40)],
    },
  };
}, 60_000);

/** Thermal generation of June, GWh, with a mine of so many MW until 16 June and so much water. */
function coal(mw: number, factor: number, by: readonly Row<'water_by_size'>[] = []): number {
  const given = withFittedValues(
    { ...model, tables: { ...model.tables, water_by_size: by } },
    new Map([['june', factor]]),
  );
  const c = compileCase(given, ofSize(halfway, mw), { level: 'screen', foresight: 'perfect' });
  const ledger = createLedger(
    c,
    runCase(c, solve, () => {}),
  );
  return energyByMonth(ledger, ledger.outcome.thermal)[0].mwh / 1000;
}

describe('inferred water and the size of a load', () => {
  test('a larger load that ran until its removal asks for more water, a smaller one for less', async () => {
    // 20 MW over the 15 days before the removal are 7.2 GWh, which water gives instead of coal: 168 MW of hydro at
    // factor 1 give 121 GWh in June, so the factor rises by some 0.06.
    const deps: StudyDeps = {
      runner: inlineRunner(solve),
      models: { model: async () => valid(model), listModels: async () => [] },
      clock: { now: () => 0 },
      say,
    };
    const { by_size: found, inferred } = await calibrate(
      deps,
      { model: model.id, scenarios: [{ year: 2021, scenario: halfway }], variants: false, inferOnly: true },
      {},
    );
    const factor = inferred!.parameters[0].value;
    expect(factor).toBeCloseTo(SHORT, 1);
    expect(found.map(({ parameter, load, size_mw }) => [parameter, load, size_mw])).toEqual([
      ['june', 'mine', 0],
      ['june', 'mine', 20],
      ['june', 'mine', 40],
    ]);
    expect(found.map(({ shift }) => shift)).toEqual([expect.closeTo(-0.06, 1), 0, expect.closeTo(0.06, 1)]);
    expect(found[2].shift).toBeGreaterThan(0.03);
    // With the table filled in, coal burns as much at every size listed.
    const filled = found.map(({ size_mw, shift }) => sized(size_mw, shift!));
    for (const mw of [0, 40]) expect(coal(mw, factor, filled) / coal(20, factor)).toBeCloseTo(1, 2);
    expect(coal(40, factor) / coal(20, factor)).toBeGreaterThan(1.05);
  }, 60_000);

  test('stands on straight lines between sizes, ends with the last, and is that of 0 without the load', () => {
    const given: Model = {
      ...model,
      tables: { ...model.tables, water_by_size: [sized(0, -0.1), sized(20, 0), sized(40, 0.2)] },
    };
    const factor = (scenario: Scenario): number =>
      calibratedModel(given, scenario).tables.water_years.find((row) => row.water_year === 'normal' && row.month === 6)!
        .factor;
    expect([0, 10, 20, 30, 40, 60].map((mw) => factor(ofSize(halfway, mw)))).toEqual(
      [0.3, 0.35, 0.4, 0.5, 0.6, 0.6].map((value) => expect.closeTo(value, 12)),
    );
    expect(factor({ ...halfway, loads: [], measures: [] })).toBeCloseTo(0.3, 12);
    // The reference states the size of the load itself.
    expect(factor({ ...halfway, measures: [] })).toBeCloseTo(0.4, 12);
  });

  test('is none where generation does not follow the water, or only beyond the bounds of the number', async () => {
    const within = { low: -0.3, high: 0.6 };
    const found = (off: (at: number) => number): Promise<number | null> =>
      crossing(async (at) => off(at), 0.04, 1, within);
    expect(await found(() => 5)).toBeNull();
    expect(await found(() => 0.5)).toBe(0);
    expect(await found((at) => 50 - 100 * at)).toBeCloseTo(0.5, 2);
    expect(await found((at) => 90 - 100 * at)).toBeNull();
    // A curve: 40 e^-5x = 10 at 0.277.
    expect(Math.abs(40 * Math.exp(-5 * (await found((at) => 40 * Math.exp(-5 * at) - 10))!) - 10)).toBeLessThanOrEqual(
      1,
    );
  });

  test('is refused for what is not inferred water', () => {
    const codes = (rows: readonly Row<'water_by_size'>[]): string[] =>
      checkModel({ ...model, tables: { ...model.tables, water_by_size: rows } }).map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(codes([sized(0), sized(20, 0.1)])).toEqual([]);
    // No size leaves the number as it was inferred.
    expect(codes([sized(0, -0.1), sized(20, 0.1)])).toEqual([expect.stringMatching(/^no-size-of-inference .*shift/)]);
    expect(codes([sized(0, 0, 'valley'), sized(0, 0, 'nothing')])).toEqual([
      expect.stringMatching(/^unknown-inferred-water .*valley.*parameter/),
      expect.stringMatching(/^unknown-inferred-water .*nothing.*parameter/),
    ]);
  });
});
