import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { JobService } from '../../../src/io/jobs/job-service.ts';
import type { JobRequest, Work } from '../../../src/io/jobs/work.ts';
import { jsonLog } from '../../../src/io/log/json-log.ts';
import { openStore, type Store } from '../../../src/io/store/store.ts';
import type { SweepResult } from '../../../src/study/sweep/sweep-result.ts';
import { finishedSweep } from '../../support/finished-sweep.ts';
import type { Scenario } from '../../../src/system/scenario/scenario.ts';

let folder: string;
let store: Store;
let service: JobService;
let gate: { open: () => void; started: number; together: number; most: number };

/** Waits at a gate until told to go on: long enough to look at a job that runs. */
const gated = (): Work => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  gate = { open, started: 0, together: 0, most: 0 };
  return {
    identity: async (request) => createHash('sha256').update(JSON.stringify(request)).digest('hex'),
    perform: async (request, identity, watch) => {
      gate.started += 1;
      gate.together += 1;
      gate.most = Math.max(gate.most, gate.together);
      watch.onProgress?.({ stage: 'season', done: 1, total: 4, fraction: 0.25 });
      try {
        await Promise.race([
          opened,
          new Promise((_, reject) => watch.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
        ]);
      } finally {
        gate.together -= 1;
      }
      if (request.kind === 'run' && request.scenario.id === 'bad') throw new Error('no water');
      return finishedSweep(identity, { schema: 'spillway/sweep@1', scenario: identity } as SweepResult);
    },
  };
};
const make = (): JobService =>
  new JobService({
    jobs: store.jobs,
    results: store.results,
    work: gated(),
    clock: { now: Date.now },
    atOnce: 2,
    log: jsonLog('silent'),
  });
const request = (id: string): JobRequest => ({ kind: 'run', options: {}, scenario: { id } as Scenario });
const until = async (id: string, state: string) => {
  for (let i = 0; i < 200; i++) {
    const job = await service.job('run', id);
    if (job?.state === state) return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`job ${id} did not become ${state}`);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-jobs-'));
  store = openStore(folder);
  service = make();
  service.start();
});
afterEach(async () => {
  await service.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('gives the same question the same job and runs it once', async () => {
  const [one, two] = [await service.submit(request('a')), await service.submit(request('a'))];
  expect(two.id).toBe(one.id);
  const running = await until(one.id, 'running');
  expect(running).toMatchObject({ stage: 'season', progress: 0.25 });
  gate.open();
  await until(one.id, 'done');
  expect((await service.submit(request('a'))).state).toBe('done');
  expect(gate.started).toBe(1);
});

it('runs no more at once than allowed', async () => {
  const jobs = await Promise.all(['a', 'b', 'c', 'd'].map((id) => service.submit(request(id))));
  await until(jobs[1].id, 'running');
  gate.open();
  for (const job of jobs) await until(job.id, 'done');
  expect(gate.most).toBe(2);
});

it('honours a key of the client and refuses it for another question', async () => {
  const first = await service.submit(request('a'), {}, 'key-1');
  expect((await service.submit(request('a'), {}, 'key-1')).id).toBe(first.id);
  await expect(service.submit(request('b'), {}, 'key-1')).rejects.toMatchObject({
    problems: [{ code: 'idempotency-key-reused' }],
  });
});

it('cancels a running job and a queued one', async () => {
  const jobs = await Promise.all(['a', 'b', 'c'].map((id) => service.submit(request(id))));
  await until(jobs[0].id, 'running');
  await until(jobs[1].id, 'running');
  expect(await service.cancel('run', jobs[2].id)).toBe(true);
  expect(await service.cancel('run', jobs[0].id)).toBe(true);
  expect(gate.together).toBe(1);
  expect((await service.job('run', jobs[0].id))?.state).toBe('cancelled');
  expect(await service.cancel('run', jobs[0].id)).toBe(false);
});

it('takes up what was cancelled as often as it is asked for', async () => {
  for (let time = 0; time < 5; time++) {
    const job = await service.submit(request('a'));
    await until(job.id, 'running');
    expect(await service.cancel('run', job.id)).toBe(true);
  }
  gate.open();
  const job = await service.submit(request('a'));
  expect((await until(job.id, 'done')).problems).toEqual([]);
});

it('tells the plain cause of a failure', async () => {
  const job = await service.submit(request('bad'));
  gate.open();
  const failed = await until(job.id, 'failed');
  expect(failed.problems).toMatchObject([{ code: 'run-failed', message: 'no water' }]);
});

it('gives unfinished work back on a clean stop and takes it up after a restart', async () => {
  const job = await service.submit(request('a'));
  await until(job.id, 'running');
  await service.close();
  expect((await store.jobs.find('run', job.id))?.state).toBe('queued');
  service = make();
  service.start();
  gate.open();
  expect(await until(job.id, 'done')).toMatchObject({ attempt: 1 });
});
