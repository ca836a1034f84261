import { expect, test } from 'vitest';
import { exportHorizon } from '../../src/engine/dispatch/rolling/export-program.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { parseInstant } from '../../src/system/words/calendar.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { compileCase } from '../support/from-words.ts';

// Two days in July, when reservoirs rise: the first night's head is worth something in the exported program.
test('Sichuan, two days: HiGHS on the exported program lies between the bounds of level exact, a millionth apart at most', async () => {
  const [highs, model, scenario] = [
    await loadHighs(),
    orThrow(await cachedModels('models').model('sichuan')),
    orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml')),
  ];
  const window = { start: parseInstant('2021-07-05')!, end: parseInstant('2021-07-07')! };
  const c = compileCase(model, scenario, { level: 'exact', foresight: 'perfect', window });
  const { lowerBound, upperBound, absoluteCost, stages } = runCase(c, highs, () => undefined);
  const { program, storage, hours } = exportHorizon(c);
  const worth = c.stations.ids.filter(
    (_, i) => storage[i * hours + 23] >= 0 && program.cost[storage[i * hours + 23]] < 0,
  );
  expect(worth.length).toBeGreaterThan(3);
  const found = highs(program, { want: 'interior' });
  expect(found.status).toBe('optimal');
  expect(upperBound - lowerBound).toBeLessThanOrEqual(1e-6 * absoluteCost);
  expect(found.objective).toBeGreaterThanOrEqual(lowerBound);
  expect(found.objective).toBeLessThanOrEqual(upperBound);
  expect(stages[0].tolerance).toMatch(
    /^bounds \d\.\de-\d+ of absolute cost apart; the schedule gives \d\.\de-\d+ to later stages$/,
  );
}, 240_000);
