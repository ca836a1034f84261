import { expect, test } from 'vitest';
import { createLedger } from '../../../src/engine/accounting/ledger.ts';
import { withDrawnWater } from '../../../src/engine/compile-case/with-drawn-water.ts';
import { waterDraws } from '../../../src/engine/hydrology/water-draws.ts';
import { runCase } from '../../../src/engine/run/run-case.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { compileCase, compileRiver, seasonOf } from '../../support/from-words.ts';

test('a drawn year is dispatched and its books close; more water is more energy', async () => {
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const scenario = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
  const solve = await loadHighs();
  const compiled = compileCase(model, scenario);
  const season = seasonOf(scenario);
  const river = compileRiver(model, scenario, season);
  const draws = waterDraws(model, 3, season);
  const found = [0, 1].map((draw) => {
    const c = withDrawnWater(compiled, river, draws.year(draw));
    const ledger = createLedger(
      c,
      runCase(c, solve, () => undefined),
    );
    const water = c.stations.inflow.reduce((sum, v) => sum + v, 0) / 24;
    const spilled = [...ledger.outcome.turbinableSpill, ...ledger.outcome.forcedSpill].reduce((sum, v) => sum + v, 0);
    return { water, spilled };
  });
  // mirrored draws: one above normal, one below
  const [wet, dry] = found[0].water > found[1].water ? found : [found[1], found[0]];
  expect(wet.water).toBeGreaterThan(240);
  expect(dry.water).toBeLessThan(240);
  expect(wet.spilled).toBeGreaterThan(dry.spilled);
});
