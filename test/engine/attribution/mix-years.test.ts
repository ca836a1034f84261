import { beforeAll, expect, test } from 'vitest';
import { DRIVERS, mixYears } from '../../../src/engine/attribution/mix-years.ts';
import type { Case } from '../../../src/engine/case/case.ts';
import { cachedModels } from '../../../src/io/files/cached-models.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../../src/io/runner/inline-runner.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { yearOnYear } from '../../../src/study/backcast/year-on-year.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { say } from '../../../src/app/words/messages.ts';
import { compileCase } from '../../support/from-words.ts';

let earlier: Case;
let later: Case;

beforeAll(async () => {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const compiled = async (path: string): Promise<Case> =>
    compileCase(model, orThrow(await loadScenarioFile(path)), { level: 'screen' });
  earlier = await compiled('scenarios/sichuan-2020/base.yaml');
  later = await compiled('scenarios/sichuan-2021/shutdown-8gw.yaml');
});

test('no driver is the earlier year itself; all drivers are the later year but for its calendar', () => {
  expect(mixYears(earlier, later, 0)).toBe(earlier);
  const all = mixYears(earlier, later, (1 << DRIVERS.length) - 1);
  const calendar = [
    'id',
    'hash',
    'commonHash',
    'start',
    'cuts',
    'monthKeys',
    'monthOfDay',
    'replanDays',
    'changeDays',
    'waterYear',
    'flags',
    'removedEnergy',
    'foresight',
    'setBy',
  ];
  for (const key of Object.keys(later) as (keyof Case)[]) {
    if (!calendar.includes(key)) expect(all[key], key).toEqual(later[key]);
  }
});

test('each driver takes its own part alone', () => {
  const water = mixYears(earlier, later, 1);
  expect(water.stations.inflow).toBe(later.stations.inflow);
  expect(water.stations.capacity).toBe(earlier.stations.capacity);
  expect(water.zones.load).toBe(earlier.zones.load);
  const load = mixYears(earlier, later, 1 << DRIVERS.indexOf('removed_load'));
  expect(load.zones.interruptibleLoad).toBe(later.zones.interruptibleLoad);
  expect(load.zones.load).toBe(earlier.zones.load);
  expect(new Set([0, 1, 2, 4, 8, 16, 32].map((mask) => mixYears(earlier, later, mask).hash)).size).toBe(7);
});

test('one year alone has no change to explain', async () => {
  const deps = {
    runner: inlineRunner(await loadHighs()),
    models: cachedModels('models'),
    clock: { now: () => 0 },
    say,
  };
  const scenario = orThrow(await loadScenarioFile('scenarios/sichuan-2020/base.yaml'));
  await expect(yearOnYear(deps, { model: 'sichuan', years: [{ year: 2020, scenario }] }, {})).rejects.toThrow(
    /needs two years/,
  );
});
