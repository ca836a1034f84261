import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addedPower } from '../../src/engine/accounting/added-power.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { countermeasureOf } from '../../src/study/countermeasures/package-checks.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { say } from '../../src/app/words/messages.ts';
import { inNumbers, prepareRun } from '../support/from-words.ts';

const FOLDER = 'scenarios/sichuan-2021';
const names = readdirSync(`${FOLDER}/measures`).map((file) => file.replace('.yaml', ''));

describe('the counter-measures that ship', () => {
  it('each add power to the shutdown, name a source and a reason, and fit their file name', async () => {
    const deps = { models: cachedModels('models'), say };
    const shutdown = inNumbers(orThrow(await loadScenarioFile(`${FOLDER}/shutdown-8gw.yaml`)));
    const base = (await prepareRun(deps, shutdown, { level: 'screen' })).world.case;
    for (const name of names) {
      const scenario = inNumbers(orThrow(await loadScenarioFile(`${FOLDER}/measures/${name}.yaml`)));
      const { measures, source, why } = countermeasureOf(shutdown, scenario);
      expect([scenario.id, measures.length > 0, source.length > 0, why.length > 0], name).toEqual([
        `sichuan-2021-${name}`,
        true,
        true,
        true,
      ]);
      // A limit calibrated anew must not turn a reinforcement into the opposite.
      expect(
        addedPower(base, (await prepareRun(deps, scenario, { level: 'screen' })).world.case),
        name,
      ).toBeGreaterThan(100);
    }
  }, 60_000);
});
