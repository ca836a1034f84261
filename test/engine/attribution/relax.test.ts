import { beforeAll, describe, expect, it } from 'vitest';
import { CAUSES, relax } from '../../../src/engine/attribution/relax.ts';
import { productionAt } from '../../../src/engine/cascade/topology.ts';
import type { Case } from '../../../src/engine/case/case.ts';
import { cachedModels } from '../../../src/io/files/cached-models.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { compileCase } from '../../support/from-words.ts';

let c: Case;

beforeAll(async () => {
  const model = orThrow(await cachedModels('models').model('sichuan'));
  c = compileCase(model, orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml')), {
    level: 'screen',
    foresight: 'perfect',
  });
}, 30_000);

const masks = Array.from({ length: 1 << CAUSES.length }, (_, mask) => mask);
const lifts = (mask: number, cause: (typeof CAUSES)[number]): boolean => (mask & (1 << CAUSES.indexOf(cause))) !== 0;

describe('limits lifted further', () => {
  it('differ only where exports or storage are lifted, and every case has a name of its own', () => {
    for (const mask of masks) {
      const same = relax(c, mask).hash === relax(c, mask, 'further').hash;
      expect(same).toBe(!lifts(mask, 'exports') && !lifts(mask, 'storage'));
    }
    expect(new Set(masks.flatMap((mask) => [relax(c, mask).hash, relax(c, mask, 'further').hash])).size).toBe(16 + 12);
  });

  it('add a tenth of volume and leave the head at any volume held before as it was', () => {
    const storage = 1 << CAUSES.indexOf('storage');
    const [stated, further] = [relax(c, storage), relax(c, storage, 'further')];
    c.stations.ids.forEach((_, i) => {
      const full = c.stations.storage[i];
      expect(stated.stations.storageLimit[i * c.hours]).toBe(full);
      expect(further.stations.storageLimit[i * c.hours]).toBeCloseTo(1.1 * full, 9);
      if (c.stations.seasonal[i] === 1)
        for (const share of [0, 0.3, 1])
          expect(productionAt(further, i, share * full)).toBeCloseTo(productionAt(c, i, share * full), 9);
      else
        expect(productionAt(further, i, further.stations.storage[i] / 2)).toBeCloseTo(productionAt(c, i, full / 2), 9);
    });
  });

  it('let lines in service take whatever comes, and no other', () => {
    const exports = 1 << CAUSES.indexOf('exports');
    const [stated, further] = [relax(c, exports), relax(c, exports, 'further')];
    c.exports.most.forEach((most, at) => {
      if (most === 0) expect([stated.exports.most[at], further.exports.most[at]]).toEqual([0, 0]);
      else expect(further.exports.most[at]).toBeGreaterThan(stated.exports.most[at]);
    });
    expect(further.exports.contract).toBe(c.exports.contract);
  });
});
