import { expect, test } from 'vitest';
import { runCase } from '../../src/engine/run/run-case.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { compileCase } from '../support/from-words.ts';

test.each(['base', 'shutdown-8gw'])(
  'sichuan-2021/%s: the certificate of a season whose water is known is within one per cent',
  async (name) => {
    const model = orThrow(await cachedModels('models').model('sichuan'));
    const c = compileCase(model, orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`)), {
      level: 'standard',
      foresight: 'perfect',
    });
    const { lowerBound, upperBound, absoluteCost } = runCase(c, await loadHighs(), () => undefined);
    expect(upperBound).toBeGreaterThanOrEqual(lowerBound);
    expect((upperBound - lowerBound) / absoluteCost).toBeLessThan(0.01);
  },
  240_000,
);
