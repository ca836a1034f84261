import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishedSweep } from '../../support/finished-sweep.ts';
import { openStore, type Store } from '../../../src/io/store/store.ts';
import type { SweepResult } from '../../../src/study/sweep/sweep-result.ts';
import type { Scenario } from '../../../src/system/scenario/scenario.ts';

let folder: string;
let now: number;
let store: Store;
const open = (): Store => openStore(folder, () => now);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-store-'));
  now = 1000;
  store = open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const sweep = (scenario: string): SweepResult => ({
  schema: 'spillway/sweep@1',
  scenario,
  measure: 'shutdown',
  field: 'size',
  unit: 'GW',
  slope_unit: 'MWh/MW',
  measure2: null,
  field2: null,
  unit2: null,
  window: { start: 'a', end: 'b' },
  points: [],
  monotone: true,
  turns: [],
  ranges: [],
  rules: null,
  settings: {
    foresight: 'perfect',
    level: 'exact',
    export_rule: 'all-fixed',
    water_year: 'normal',
    solver: 'x',
    engine_version: '1',
    replans: [],
  },
  timing_ms: { startup: 0, load: 0, total: 0 },
});
const queue = (id: string) =>
  store.jobs.enqueue({ id, kind: 'sweep', identity: `hash-${id}`, request: { n: 1 }, done: false });

describe('results', () => {
  it('returns series bit for bit, also from another connection', async () => {
    const data = Float32Array.from({ length: 48 }, (_, i) => Math.sin(i) * 1e4);
    const worlds = [
      {
        world: 'run' as const,
        series: { start: 7, hours: 24, entries: [{ quantity: 'hydro_mw' as const, ids: ['a', 'b'], data }] },
      },
    ];
    await store.results.save({ ...finishedSweep('x', sweep('s')), worlds });
    const other = open();
    const read = await other.results.series('x', 'run', 'hydro_mw');
    expect(read).toEqual({ start: 7, hours: 24, entry: { quantity: 'hydro_mw', ids: ['a', 'b'], data } });
    expect(await other.results.quantities('x', 'run')).toEqual(['hydro_mw']);
    expect(await other.result('x')).toEqual(sweep('s'));
    expect(await other.result('y')).toBeNull();
    await other.close();
  });
});

describe('scenarios', () => {
  const document = { schema: 'spillway/scenario@1', id: 'mine' } as Scenario;
  it('counts revisions and refuses a second of the same id or a stale write', async () => {
    expect(await store.scenarios.create(document)).toBe(true);
    expect(await store.scenarios.create(document)).toBe(false);
    expect(await store.scenarios.replace(document, 1)).toBe(true);
    expect(await store.scenarios.replace(document, 1)).toBe(false);
    expect((await store.scenarios.find('mine'))?.revision).toBe(2);
    expect(await store.scenarios.remove('mine')).toBe(true);
    expect(await store.scenarios.remove('mine')).toBe(false);
  });
});

describe('jobs', () => {
  it('gives each job to one owner, oldest first', async () => {
    await queue('a');
    now += 1;
    await queue('b');
    const other = open();
    const [one, two] = [await store.jobs.claim('p1', 100), await other.jobs.claim('p2', 100)];
    expect([one?.id, two?.id, await store.jobs.claim('p1', 100)]).toEqual(['a', 'b', null]);
    await other.close();
  });

  it('hands a job of a killed process to the next, and fences the late write of the first', async () => {
    await queue('a');
    const first = await store.jobs.claim('p1', 100);
    now += 101;
    const second = await store.jobs.claim('p2', 100);
    expect(second).toMatchObject({ id: 'a', attempt: 2, owner: 'p2' });
    expect(
      await store.jobs.finish(
        { id: 'a', owner: 'p1', attempt: first!.attempt },
        finishedSweep('hash-a', sweep('late')),
      ),
    ).toBe(false);
    expect(await store.result('hash-a')).toBeNull();
    expect(await store.jobs.finish({ id: 'a', owner: 'p2', attempt: 2 }, finishedSweep('hash-a', sweep('kept')))).toBe(
      true,
    );
    expect(await store.result('hash-a')).toEqual(sweep('kept'));
    expect(await store.jobs.find('sweep', 'a')).toMatchObject({ state: 'done', progress: 1 });
  });

  it('keeps a finished job as it is when it is submitted again, and requeues a cancelled one', async () => {
    await queue('a');
    expect(await store.jobs.cancel('sweep', 'a')).toBe(true);
    expect(await store.jobs.cancel('sweep', 'a')).toBe(false);
    await queue('a');
    expect((await store.jobs.find('sweep', 'a'))?.state).toBe('queued');
    const job = await store.jobs.claim('p1', 100);
    await store.jobs.finish({ id: 'a', owner: 'p1', attempt: job!.attempt }, finishedSweep('hash-a', sweep('s')));
    await queue('a');
    expect((await store.jobs.find('sweep', 'a'))?.state).toBe('done');
  });

  it('tells a worker that its job was cancelled', async () => {
    await queue('a');
    const job = await store.jobs.claim('p1', 100);
    const claim = { id: 'a', owner: 'p1', attempt: job!.attempt };
    expect(await store.jobs.advance(claim, { progress: 0.5, stage: 'season', eta_s: 3, slower: null }, 100)).toBe(true);
    await store.jobs.cancel('sweep', 'a');
    expect(await store.jobs.advance(claim, { progress: 0.6, stage: 'season', eta_s: 2, slower: null }, 100)).toBe(
      false,
    );
  });

  it('pages newest first', async () => {
    for (const id of ['a', 'b', 'c']) {
      await queue(id);
      now += 1;
    }
    const page = await store.jobs.list('sweep', 2, null);
    expect(page.map((job) => job.id)).toEqual(['c', 'b']);
    const last = page[1];
    expect((await store.jobs.list('sweep', 2, { created: last.created, id: last.id })).map((job) => job.id)).toEqual([
      'a',
    ]);
    expect(await store.jobs.counts()).toEqual({ queued: 3 });
  });
});
