import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EvidenceResult } from '../../src/study/inputs/evidence-result.ts';
import { ask, codes } from './ask.ts';
import { forget, startHarness, type Harness } from './plumbing.ts';

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
}, 30_000);
afterAll(async () => {
  await server.close();
  forget(server.folder);
});

const get = (query: string, model = 'sichuan') => ask(server.url, 'GET', `/api/v1/models/${model}/evidence${query}`);

it('estimates the size of the load from the figures of the model or those given', async () => {
  const own = (await get('')).json as unknown as EvidenceResult;
  expect(own.schema).toBe('spillway/evidence@1');
  expect(own.estimates[0].implied_load_gw.central).toBeCloseTo(3.24, 2);
  const given = (await get('?hash_rate=51.5&efficiency=45,60,75&pue=1.05&share=1&claim=8%20GW&seed=3&draws=1000'))
    .json as unknown as EvidenceResult;
  expect(given.estimates[0]).toMatchObject({ role: 'given', hash_rate_lost_eh_per_s: 51.5 });
  expect(given.estimates[0].claim_needs_j_per_th).toBeCloseTo(8000 / 51.5, 9);
  expect([given.seed, given.draws]).toEqual([3, 1000]);
});

it('refuses what is out of range with every problem listed', async () => {
  const wrong = await get('?hash_rate=-1&efficiency=75,60,45&pue=0.5&share=1.2&claim=8&draws=1&seed=a&size=8');
  expect(wrong.status).toBe(422);
  const paths = (wrong.json as unknown as { problems: { path: string }[] }).problems.map((found) => found.path);
  expect(paths.sort()).toEqual(['claim', 'draws', 'efficiency', 'hash_rate', 'pue', 'seed', 'share', 'size']);
  expect(codes(await get('', 'two-plant-cascade'))).toEqual(['no-evidence']);
  expect((await get('', 'atlantis')).status).toBe(404);
});
