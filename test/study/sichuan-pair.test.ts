import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';

const SEASON_MS = 300_000;
let deps: StudyDeps;
let base: Scenario;
let shutdown: Scenario;

beforeAll(async () => {
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: cachedModels('models'),
    clock: { now: () => Date.now() },
    say,
  };
  base = orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml'));
  shutdown = orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml'));
});

const sized = (size: string): Scenario => ({
  ...shutdown,
  measures: shutdown.measures.map((m) => (m.type === 'remove-load' ? { ...m, size } : m)),
});
const compare = async (size: string): Promise<ComparisonResult> =>
  (await compareScenarios(deps, base, sized(size), { level: 'screen' }, {})).result;

describe('8 GW removed from Sichuan on 20 June 2021', () => {
  test(
    'removed energy is 8 GW for the 3,216 hours to the end of October, and the effect stays under both ceilings',
    async () => {
      const result = await compare('8 GW');
      // 11 days of June, then 31 + 31 + 30 + 31: 134 days of 24 hours = 3,216 h; 8 GW * 3,216 h = 25,728 GWh
      expect(result.removed_energy_gwh).toBeCloseTo(25_728, 6);
      expect(result.curtailed_gwh.delta).toBeGreaterThan(0);
      // With the water known the kept world curtails nothing, and then the effect is its ceiling.
      expect(result.curtailed_gwh.delta).toBeLessThanOrEqual(
        Math.min(result.ceilings_gwh.arithmetic, result.ceilings_gwh.model),
      );
      expect(result.balance.water_residual_hm3).toBeLessThan(1e-6);
      expect(result.balance.energy_residual_mwh).toBeLessThan(1e-3);
      expect(Math.abs(result.disposition.residual_gwh)).toBeLessThan(1e-3);
      expect(result.common_hash.equal).toBe(true);
    },
    SEASON_MS,
  );

  test(
    'no load removed is no change, to the bit; the first megawatts count alike',
    async () => {
      const nothing = await compare('0 GW');
      expect(nothing.curtailed_gwh.delta).toBe(0);
      expect(Object.values(nothing.disposition).every((term) => term === 0)).toBe(true);
      // With the water known: under a forecast a plan that is made anew goes by small jumps, which megawatts cannot be
      // told from. How spill is split between the statistic, the rest and forced spill costs next to nothing, so all of
      // it is counted: 2,853 MWh a megawatt at 0.5, 1 and 2 MW, 2,831, 2,840 and 2,758 at 0.5, 1 and 2 GW.
      const perMw = async (mw: number): Promise<number> => {
        const { curtailed_gwh, outside_statistic_gwh, forced_spill_gwh } = (
          await compareScenarios(deps, base, sized(`${mw} MW`), { level: 'screen', foresight: 'perfect' }, {})
        ).result;
        return (curtailed_gwh.delta + outside_statistic_gwh.delta + forced_spill_gwh.delta) / mw;
      };
      for (const [sizes, apart] of [
        [[0.5, 1, 2], 0.01],
        [[500, 1000, 2000], 0.03],
      ] as const) {
        const found: number[] = [];
        for (const mw of sizes) found.push(await perMw(mw));
        expect(Math.max(...found) / Math.min(...found) - 1).toBeLessThan(apart);
      }
    },
    SEASON_MS,
  );

  test(
    'not knowing the water costs something in both worlds, against what the pair with known water gives',
    async () => {
      const { result } = await compareScenarios(
        deps,
        base,
        shutdown,
        { level: 'screen', foresight: 'rolling', priceOfForesight: true },
        {},
      );
      const { price_of_foresight_yuan: price, known_water_curtailed_gwh: curtailed } = result.optimality;
      expect(price.reference).toBeGreaterThan(0);
      expect(price.counterfactual).toBeGreaterThan(0);
      expect(curtailed).toEqual(
        (await compareScenarios(deps, base, shutdown, { level: 'screen', foresight: 'perfect' }, {})).result
          .curtailed_gwh,
      );
      expect(curtailed!.delta).not.toBeCloseTo(result.curtailed_gwh.delta, 0);
    },
    SEASON_MS,
  );

  test(
    'a removal that nobody foresees changes nothing before its date',
    async () => {
      const { result } = await compareScenarios(deps, base, shutdown, { level: 'screen', foresight: 'rolling' }, {});
      const { reference, counterfactual } = result.curtailed_by_day_gwh;
      // 1 June is day 0, 20 June day 19
      expect(counterfactual.slice(0, 19)).toEqual(reference.slice(0, 19));
      expect(counterfactual).not.toEqual(reference);
      expect(result.optimality).toMatchObject({
        price_of_foresight_yuan: { reference: null, counterfactual: null },
        known_water_curtailed_gwh: null,
      });
    },
    SEASON_MS,
  );
});

test(
  '2020: the full modelled fleet makes 215 TWh within 5 %, and curtails as much as published, in order',
  async () => {
    const { result } = await runScenario(
      deps,
      orThrow(await loadScenarioFile('scenarios/sichuan-2020/base.yaml')),
      { level: 'screen' },
      {},
    );
    expect(Math.abs(result.all_hydro.generated_gwh / 215_000 - 1)).toBeLessThan(0.05);
    // 20.2 TWh in the year, 13.93 of them July to September
    expect(result.curtailed_gwh).toBeGreaterThan(10_000);
    expect(result.curtailed_gwh).toBeLessThan(25_000);
  },
  SEASON_MS,
);
