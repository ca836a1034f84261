import { expect, it } from 'vitest';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { checkScenario } from '../support/from-words.ts';

it('a window is at most as long as inflow that a scenario can state', async () => {
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const scenario = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
  const until = (end: string): string[] =>
    checkScenario({ ...scenario, window: { start: '2021-01-01', end } }, model).map(
      ({ code, path }) => `${code} ${path}`,
    );
  expect(until('2031-12-15')).not.toContain('window-too-long window.end');
  expect(until('2031-12-16')).toContain('window-too-long window.end');
  expect(until('9999-12-31')).toEqual(['window-too-long window.end']);
});
