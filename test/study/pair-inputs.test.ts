import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import { comparisonIdentity } from '../../src/study/ensemble/comparison-identity.ts';
import { ensembleIdentity } from '../../src/study/ensemble/ensemble-identity.ts';
import { packageIdentity } from '../../src/study/countermeasures/package-scenario.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { sweepIdentity } from '../../src/study/sweep/sweep-scenario.ts';
import { tornadoIdentity } from '../../src/study/tornado/tornado.ts';
import { InvalidInput, orThrow, type Problem } from '../../src/system/words/problem.ts';
import type { Measure } from '../../src/system/measures/measures.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

let deps: StudyDeps;
let base: Scenario;
let shutdown: Scenario;
let smelter: Scenario;
beforeAll(async () => {
  deps = { runner: inlineRunner(await loadHighs()), models: cachedModels('models'), clock: { now: () => 0 }, say };
  [base, shutdown, smelter] = await Promise.all(
    ['base', 'shutdown', 'measures/smelter'].map(async (name) =>
      orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    ),
  );
});

const problemsOf = (asked: Promise<unknown>): Promise<readonly Problem[]> =>
  asked.then(
    () => [],
    (error: unknown) => {
      if (error instanceof InvalidInput) return error.problems;
      throw error;
    },
  );
const codes = async (asked: Promise<unknown>): Promise<string[]> => (await problemsOf(asked)).map(({ code }) => code);
const own = (scenario: Scenario, ...flow_m3s: readonly number[]): Scenario => ({
  ...scenario,
  id: `${scenario.id}-own`,
  inflow: [{ station: 'upper', start: '2021-06-01', flow_m3s: [...flow_m3s] }],
});

/** Every question that is asked of a pair, of this one. */
const questions = (reference: Scenario, counterfactual: Scenario): Record<string, () => Promise<unknown>> => ({
  comparison: () => compareScenarios(deps, reference, counterfactual, { level: 'screen' }, {}),
  identity: () => comparisonIdentity(deps, reference, counterfactual, {}),
  ensemble: () => ensembleIdentity(deps, reference, counterfactual, {}, { draws: 2, seed: 1 }),
  sweep: () =>
    sweepIdentity(
      deps,
      counterfactual,
      reference,
      {
        axis: { measure: 'shutdown', field: 'size', type: 'remove-load', kind: 'power', values: [0, 30] },
        second: null,
        rules: false,
      },
      {},
    ),
  tornado: () => tornadoIdentity(deps, { reference, counterfactual, variants: [] }, {}),
  variant: () =>
    tornadoIdentity(deps, { reference: base, counterfactual: shutdown, variants: [{ reference, counterfactual }] }, {}),
  package: () =>
    packageIdentity(
      deps,
      reference,
      { with: [{ ...smelter, id: counterfactual.id, inflow: counterfactual.inflow }] },
      {},
    ),
});

describe('own inflow', () => {
  test.each(['comparison', 'identity', 'ensemble', 'sweep', 'tornado', 'variant', 'package'])(
    'in one of two scenarios is refused by name: %s',
    async (question) => {
      const pairs = [
        {
          pair: [own(base, 90, 110), shutdown] as const,
          says: '"two-plant-cascade-base-own" states its own inflow of upper, "two-plant-cascade-shutdown" does not',
        },
        {
          pair: [base, own(shutdown, 90, 110)] as const,
          says: '"two-plant-cascade-shutdown-own" states its own inflow of upper, "two-plant-cascade-base" does not',
        },
        {
          pair: [own(base, 90, 110), own(shutdown, 90, 111)] as const,
          says: '"two-plant-cascade-base-own" and "two-plant-cascade-shutdown-own" state different inflow of upper',
        },
      ];
      for (const { pair, says } of pairs) {
        expect((await problemsOf(questions(...pair)[question]())).map(({ code, message }) => [code, message])).toEqual([
          ['different-inflow', says],
        ]);
      }
      expect(await codes(questions(own(base, 90, 110), own(shutdown, 90, 110))[question]())).toEqual([]);
    },
  );

  test('that both state is their water, whatever each says of its source', async () => {
    const sourced = (scenario: Scenario): Scenario => ({
      ...scenario,
      inflow: scenario.inflow.map((one) => ({ ...one, source: scenario.id })),
    });
    const { result } = await compareScenarios(
      deps,
      sourced(own(base, 60, 60)),
      sourced(own(shutdown, 60, 60)),
      { level: 'screen' },
      {},
    );
    // 60 + 40 MW of the two stations and 8 of small hydro, of which 120 MW find a buyer with the factory: none is left
    // over. Without it 90 do.
    expect(result.curtailed_gwh.reference + result.outside_statistic_gwh.reference).toBeCloseTo(0, 6);
    expect(result.curtailed_gwh.counterfactual + result.outside_statistic_gwh.counterfactual).toBeCloseTo(
      (18 * 48) / 1000,
      6,
    );
  });
});

describe('what both worlds of a pair share', () => {
  const other = (change: Partial<Scenario>): Scenario => ({ ...shutdown, ...change });
  const wetter: Measure = { id: 'wet', type: 'inflow-year', water_year: 'normal', factor: 1.2 };
  const cases: Record<string, [string, () => Scenario]> = {
    'its water': ['different-water', () => other({ water: { water_year: 'normal', factor: 1.1 } })],
    'a change of its water': ['different-water', () => other({ measures: [...shutdown.measures, wetter] })],
    'its demand': ['different-demand', () => other({ demand: { year: 2021, factor: 1.1 } })],
    'its basis': ['different-basis', () => other({ basis: 'ex-ante' })],
    'its rule for exports': ['different-export-rules', () => other({ export_rule: 'all-free' })],
    'its foresight': ['different-foresight', () => other({ foresight: { mode: 'rolling', terminal: 'target' } })],
    'its end': ['different-foresight', () => other({ foresight: { mode: 'perfect', terminal: 'water-value' } })],
    'its window': ['different-windows', () => other({ window: { start: '2021-06-01', end: '2021-06-04' } })],
    'any field that a scenario may come to have': [
      'different-tide-table',
      () => other({ tide_table: [1] } as Partial<Scenario>),
    ],
    'the place of its load': [
      'different-loads',
      () =>
        other({
          loads: shutdown.loads.map((load) => ({
            ...load,
            connection: { grid: 0.5, consumption_zone: 0.5, direct: 0 },
          })),
        }),
    ],
    'a load that only one has': [
      'different-loads',
      () => other({ loads: [...shutdown.loads, { ...shutdown.loads[0], id: 'mill' }] }),
    ],
  };
  test.each(Object.keys(cases))('%s', async (name) => {
    const [code, counterfactual] = cases[name];
    const problems = await problemsOf(comparisonIdentity(deps, base, counterfactual(), {}));
    expect([...new Set(problems.map((found) => found.code))]).toEqual([code]);
    for (const { message, hint } of problems) {
      expect(message).toContain('"two-plant-cascade-base"');
      expect(message).toContain('"two-plant-cascade-shutdown"');
      expect(hint).not.toBe('');
    }
  });

  test('is told all at once', async () => {
    const wrong = other({
      water: { water_year: 'normal', factor: 1.1 },
      demand: { year: 2021, factor: 1.1 },
      export_rule: 'all-free',
      inflow: own(shutdown, 1, 2).inflow,
    });
    expect(await codes(comparisonIdentity(deps, base, wrong, {}))).toEqual([
      'different-water',
      'different-demand',
      'different-export-rules',
      'different-inflow',
    ]);
  });

  test('is not what the question decides: foresight asked for, and the size that is removed', async () => {
    expect(
      await codes(
        comparisonIdentity(deps, base, other({ foresight: { mode: 'rolling', terminal: 'target' } }), {
          foresight: 'perfect',
        }),
      ),
    ).toEqual([]);
    expect(
      await codes(
        comparisonIdentity(
          deps,
          base,
          other({ measures: shutdown.measures.map((m) => ({ ...m, size: '10 MW' }) as Measure) }),
          {},
        ),
      ),
    ).toEqual([]);
    expect(
      await codes(
        comparisonIdentity(
          deps,
          base,
          other({ loads: shutdown.loads.map((load) => ({ ...load, name: { en: 'Works', zh: '厂' } })) }),
          {},
        ),
      ),
    ).toEqual([]);
  });

  test('and any measure of one world alone still closes its books', async () => {
    const measures: Measure[] = [
      { id: 'm', type: 'section-limit', section: 'valley', limit: '60 MW' },
      { id: 'm', type: 'outage', station: 'upper', capacity: '40 MW' },
      { id: 'm', type: 'flood-limit', station: 'upper', max_storage_share: 0.7 },
      { id: 'm', type: 'minimum-output', thermal: 'city-coal', output: '10 MW' },
      { id: 'm', type: 'add-load', zone: 'city', size: '5 MW', interruption_yuan_per_mwh: 10000 },
      { id: 'm', type: 'add-storage', zone: 'city', power: '5 MW', energy: '20 MWh', efficiency: 0.75 },
      { id: 'm', type: 'growth', factor: 1.05 },
    ];
    for (const measure of measures) {
      const { result } = await compareScenarios(
        deps,
        base,
        other({ measures: [...shutdown.measures, measure] }),
        {},
        {},
      );
      expect(Math.abs(result.disposition.residual_gwh), measure.type).toBeLessThan(1e-6);
    }
  });
});
