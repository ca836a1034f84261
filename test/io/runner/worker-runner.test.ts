import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buffersOf } from '../../../src/io/runner/transferable.ts';
import { workerRunner } from '../../../src/io/runner/worker-runner.ts';
import type { Case } from '../../../src/engine/case/case.ts';
import type { Progress, Runner } from '../../../src/study/base/ports.ts';

const workerFile = fileURLToPath(new URL('./unruly-worker.mjs', import.meta.url));
const request = (hash: string) => ({ case: { hash } as Case });
let runner: Runner;
beforeEach(() => {
  runner = workerRunner({ workers: 1, workerFile });
});
afterEach(() => runner.close());

it('hands back the arrays of an outcome', async () => {
  expect(await runner.run(request('ok'), {})).toEqual({ data: Float64Array.of(1, 2, 3) });
});

it('frees the thread of a cancelled case within two seconds and goes on', async () => {
  const controller = new AbortController();
  const seen: Progress[] = [];
  const running = runner.run(request('spin'), {
    signal: controller.signal,
    onProgress: (progress) => {
      seen.push(progress);
      setTimeout(() => controller.abort(), 50);
    },
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  const aborted = performance.now();
  expect(seen[0]).toMatchObject({ stage: 'spin', fraction: 0.5 });
  await runner.run(request('ok'), {});
  expect(performance.now() - aborted).toBeLessThan(2000);
});

it('takes a cancelled case out of the queue without touching the running one', async () => {
  const controller = new AbortController();
  const first = runner.run(request('ok'), {});
  const second = runner.run(request('spin'), { signal: controller.signal });
  controller.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  await first;
});

it.each(['exit', 'fail'])('turns a worker that ends by %s into a plain error and stays usable', async (hash) => {
  await expect(runner.run(request(hash), {})).rejects.toMatchObject({ name: 'RunFailed' });
  await runner.run(request('ok'), {});
});

it('keeps every problem of an invalid case', async () => {
  await expect(runner.run(request('invalid'), {})).rejects.toMatchObject({
    name: 'InvalidInput',
    problems: [{ code: 'range', path: 'a' }],
  });
});

it('with few cases to run answers those that are more, also at the same time, and after a failure', async () => {
  const few = workerRunner({ workers: 2, few: 2, workerFile });
  try {
    const all = await Promise.all(['ok', 'ok', 'ok', 'ok'].map((hash) => few.run(request(hash), {})));
    expect(all).toHaveLength(4);
    await expect(few.run(request('fail'), {})).rejects.toMatchObject({ name: 'RunFailed' });
    expect(await few.run(request('ok'), {})).toEqual(all[0]);
  } finally {
    await few.close();
  }
});

it('does not lose an answer where no further thread could be started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'));
  const gone = join(folder, 'worker.mjs');
  writeFileSync(gone, 'export default () => ({ outcome: { made: true } });');
  const few = workerRunner({ workers: 1, few: 2, workerFile: gone });
  try {
    await few.run(request('ok'), {});
    rmSync(folder, { recursive: true });
    expect(await few.run(request('ok'), {})).toEqual({ made: true });
    await expect(few.run(request('ok'), {})).rejects.toThrow(/npm run build/);
  } finally {
    await few.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('runs no case once it is closed', async () => {
  await runner.close();
  await expect(runner.run(request('ok'), {})).rejects.toMatchObject({
    name: 'RunFailed',
    message: expect.stringMatching(/closed/),
  });
});

it('says what to do when the worker is not built', () => {
  expect(() => workerRunner({ workerFile: '/nowhere/worker.js' })).toThrow(/npm run build/);
});

it('finds each memory block once', () => {
  const shared = new Float64Array(4);
  expect(buffersOf({ a: shared, b: [shared.subarray(1), { c: new Float32Array(2) }], d: 'text' })).toHaveLength(2);
});

it.each([true, false])(
  'a thread that cannot start ends its case with a cause, and each case after it (early: %s)',
  async (early) => {
    const broken = workerRunner({
      workers: 1,
      early,
      workerFile: fileURLToPath(new URL('./no-start-worker.mjs', import.meta.url)),
    });
    try {
      await expect(broken.run(request('ok'), {})).rejects.toMatchObject({ name: 'RunFailed' });
      await expect(broken.run(request('ok'), {})).rejects.toMatchObject({ name: 'RunFailed' });
    } finally {
      await broken.close();
    }
  },
);
