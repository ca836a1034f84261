import { cpSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cachedModels, sharedModels } from '../../src/io/files/cached-models.ts';

it('reads a model once, and again after a file has changed', async () => {
  const root = mkdtempSync(join(tmpdir(), 'spillway-models-'));
  cpSync('models/two-plant-cascade', join(root, 'two-plant-cascade'), { recursive: true });
  const models = cachedModels(root);
  const first = await models.model('two-plant-cascade');
  expect(first.ok).toBe(true);
  expect(await models.model('two-plant-cascade')).toBe(first);
  utimesSync(join(root, 'two-plant-cascade', 'stations.csv'), 1e9, 1e9);
  expect(await models.model('two-plant-cascade')).not.toBe(first);
  expect((await models.model('../two-plant-cascade')).ok).toBe(false);
  rmSync(root, { recursive: true, force: true });
});

it('is one source for all that read a folder, another for another', async () => {
  expect(sharedModels('models')).toBe(sharedModels('models'));
  expect(sharedModels('models')).not.toBe(sharedModels('elsewhere/models'));
  const [one, other] = await Promise.all([
    sharedModels('models').model('two-plant-cascade'),
    sharedModels('models').model('two-plant-cascade'),
  ]);
  expect(other).toBe(one);
});
