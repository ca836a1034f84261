import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { OPENING_FILE } from '../../../src/io/files/opening-file.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { modelFindings } from '../../../src/system/plausible/model-findings.ts';
import { scenarioFindings } from '../../../src/system/plausible/scenario-findings.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { resolveScenario } from '../../../src/system/scenario/resolve-scenario.ts';

const files = readdirSync('scenarios', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.yaml') && name !== OPENING_FILE,
);

test.each(['sichuan', 'two-plant-cascade'])('nothing in the shipped model %s is unlikely', async (id) => {
  expect(modelFindings(orThrow(await loadModelFolder(`models/${id}`)).tables)).toEqual([]);
});

test.each(files)('nothing in the shipped scenario %s is unlikely', async (file) => {
  const scenario = resolveScenario(orThrow(await loadScenarioFile(`scenarios/${file}`)));
  const model = orThrow(await loadModelFolder(`models/${scenario.model}`));
  expect(scenarioFindings(scenario, model.tables)).toEqual([]);
});
