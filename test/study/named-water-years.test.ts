import { beforeAll, describe, expect, test } from 'vitest';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import type { Ensemble } from '../../src/study/ensemble/ensemble-result.ts';
import { ensembleIdentity } from '../../src/study/ensemble/ensemble-identity.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { runEnsemble } from '../../src/study/ensemble/run-ensemble.ts';
import { InvalidInput } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { IN_STATISTIC, toy, toyDeps } from '../field/toy.ts';

const MADE = { source: 'toy', confidence: 'assumed' } as const;
const YEARS = { 'past-1': 1, 'past-2': 0.6, 'past-3': 0.8 };
let deps: StudyDeps, pair: [Scenario, Scenario], found: Ensemble;
beforeAll(async () => {
  deps = await toyDeps(({ water_years: rows }) => ({
    water_years: [
      ...rows,
      ...Object.entries(YEARS).flatMap(([water_year, factor]) =>
        Array.from({ length: 12 }, (_, m) => ({ water_year, gauge: 'all', month: m + 1, factor, ...MADE })),
      ),
    ],
  }));
  pair = [await toy('base'), await toy('shutdown')];
  found = (await runEnsemble(deps, ...pair, {}, { draws: 0, seed: 1, waterYears: 'past' }, {})).ensemble;
});

describe('an ensemble of three water years', () => {
  // Hydropower makes 168 MW times the factor. Mountains, factory, line and section take 120 MW of it, 90 without the
  // factory; the rest is spilled.
  test('tells the effect of each by hand', () => {
    const spilled = (factor: number, taken: number): number => (Math.max(0, 168 * factor - taken) * 48) / 1000;
    expect(found.by_year.map(({ water_year }) => water_year)).toEqual(['past-1', 'past-2', 'past-3']);
    found.by_year.forEach((one) => {
      const factor = YEARS[one.water_year as keyof typeof YEARS];
      const [kept, removed] = [spilled(factor, 120), spilled(factor, 90)];
      expect(one.removed_energy_gwh).toBeCloseTo(1.44, 9);
      expect(one.all_spill_delta_gwh).toBeCloseTo(removed - kept, 6);
      expect([one.curtailed_gwh.reference, one.curtailed_gwh.counterfactual]).toEqual([
        expect.closeTo(IN_STATISTIC * kept, 4),
        expect.closeTo(IN_STATISTIC * removed, 4),
      ]);
      expect(one.delta_gwh).toBeCloseTo(one.curtailed_gwh.counterfactual - one.curtailed_gwh.reference, 9);
      expect(one.average_curtailment_factor).toBeCloseTo(one.delta_gwh / 1.44, 9);
    });
    expect([found.water, found.draws, found.draws_asked]).toEqual(['named-years', 3, 3]);
    expect(found.delta_gwh.mean).toBeCloseTo(found.by_year.reduce((sum, one) => sum + one.delta_gwh, 0) / 3, 12);
    expect([found.delta_gwh.ci95_low, found.unpaired_ci95, found.inputs.some(({ drawn }) => drawn)]).toEqual([
      null,
      null,
      false,
    ]);
  });

  test('each is the comparison of the pair with that water, to the bit', async () => {
    for (const one of found.by_year) {
      const water = { water_year: one.water_year, factor: 1 };
      const { result } = await compareScenarios(
        deps,
        { ...pair[0], water },
        { ...pair[1], water },
        { level: 'screen', foresight: 'perfect' },
        {},
      );
      expect([one.delta_gwh, one.curtailed_gwh.reference, one.average_curtailment_factor]).toEqual([
        result.curtailed_gwh.delta,
        result.curtailed_gwh.reference,
        result.average_curtailment_factor.statistic,
      ]);
    }
  });

  test('one year by its name; a name of none is refused with those there are; other years are another question', async () => {
    const asked = (waterYears: string) => ({ draws: 0, seed: 1, waterYears });
    expect((await runEnsemble(deps, ...pair, {}, asked('past-2'), {})).ensemble.by_year).toEqual([found.by_year[1]]);
    const error = await runEnsemble(deps, ...pair, {}, asked('pas'), {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as InvalidInput).problems.map(({ code, path, hint }) => [code, path, hint.includes('past')])).toEqual(
      [['unknown-water-year', 'water_years', true]],
    );
    const names = await Promise.all(
      [asked('past'), asked('past-2'), { draws: 3, seed: 1 }].map((options) =>
        ensembleIdentity(deps, ...pair, {}, options),
      ),
    );
    expect(new Set(names).size).toBe(3);
  });
});
