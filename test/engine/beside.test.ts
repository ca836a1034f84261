import { beforeAll, describe, expect, test } from 'vitest';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import { compileCase } from '../../src/engine/compile-case/compile-case.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { pointBeside } from '../../src/engine/dispatch/plan/warm-start.ts';
import type { SeasonPlan } from '../../src/engine/dispatch/plan/season-plan.ts';
import { runCase, seasonPlanOf } from '../../src/engine/run/run-case.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { withRemovedSize } from '../../src/system/scenario/measure.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { resolveScenario } from '../../src/system/scenario/resolve-scenario.ts';

const solve = createInteriorPoint();
let sized: (mw: number) => Case;
let beside: SeasonPlan;

beforeAll(async () => {
  const [model, scenario] = await Promise.all([
    loadModelFolder('models/sichuan'),
    loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml'),
  ]);
  sized = (mw) =>
    compileCase(orThrow(model), withRemovedSize(resolveScenario(orThrow(scenario)), mw), {
      level: 'screen',
      foresight: 'perfect',
    });
  beside = seasonPlanOf(sized(8000), solve);
}, 120_000);

describe('a run beside the plan of another size of the load', () => {
  // Plans are accurate to 1e-11 of all costs, some hundred billion yuan: ten thousandths of a GWh of worthless water.
  test.each([0.5, 3400, 12000])(
    '%d MW: the figures of a fresh run',
    (mw) => {
      const c = sized(mw);
      const [fresh, moved] = [{}, { beside }].map((known) =>
        createLedger(
          c,
          runCase(c, solve, () => undefined, known),
        ),
      );
      const total = (of: 'curtailed' | 'forced' | 'generated', { byPlant }: typeof fresh): number =>
        byPlant.reduce((sum, plant) => sum + plant[of], 0) / 1000;
      for (const of of ['curtailed', 'forced', 'generated'] as const)
        expect(Math.abs(total(of, moved) - total(of, fresh))).toBeLessThan(1e-3);
      expect(Math.abs(moved.outcome.upperBound - fresh.outcome.upperBound)).toBeLessThan(
        1e-10 * fresh.outcome.absoluteCost,
      );
    },
    120_000,
  );

  test('takes at most two thirds of the iterations', () => {
    const c = sized(3400);
    const iterations = (plan: SeasonPlan): number => plan.solution.iterations + plan.coarse!.solution.iterations;
    const [fresh, moved] = [undefined, beside].map((known) => iterations(seasonPlanOf(c, solve, known)));
    expect(moved).toBeLessThan((fresh * 2) / 3);
  }, 120_000);

  test('depends on that plan alone, not on what was solved in between', () => {
    const [first, second] = [3400, 3400].map((mw) => {
      const run = runCase(sized(mw), solve, () => undefined, { beside });
      runCase(sized(1000), solve, () => undefined, { beside });
      return run;
    });
    expect(second).toEqual(first);
  }, 120_000);

  test('a plan with other periods is no start', () => {
    const { program, coarse } = beside;
    expect(pointBeside(beside, program)?.closely).toBe(true);
    expect(pointBeside(coarse!, program)).toBeUndefined();
  }, 120_000);
});
