import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from '../../src/app/api/create-server.ts';
import type { HostName } from '../../src/app/api/server/host-names.ts';
import { JobService } from '../../src/io/jobs/job-service.ts';
import type { JobRequest, Work } from '../../src/io/jobs/work.ts';
import { jsonLog } from '../../src/io/log/json-log.ts';
import { fileModels } from '../../src/io/files/model-files.ts';
import { ScenarioLibrary } from '../../src/io/library/scenario-library.ts';
import { openStore } from '../../src/io/store/store.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';

/** A study that waits until it is let go, then hands back one series: enough to watch how the API carries work. */
export function gatedWork(): Work & { readonly requests: JobRequest[]; letGo(): void } {
  let letGo = (): void => undefined;
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const requests: JobRequest[] = [];
  return {
    requests,
    letGo: () => letGo(),
    identity: async (request) => createHash('sha256').update(JSON.stringify(request)).digest('hex'),
    perform: async (request, identity, { signal, onProgress }) => {
      requests.push(request);
      onProgress?.({ stage: 'season plan', done: 1, total: 4, fraction: 0.25 });
      await Promise.race([
        free,
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
      ]);
      const result: SweepResult = {
        schema: 'spillway/sweep@1',
        scenario: identity,
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
          solver: 'none',
          engine_version: '1',
          replans: [],
        },
        timing_ms: { startup: 0, load: 0, total: 0 },
      };
      const series = {
        start: 451_000,
        hours: 48,
        entries: [
          { quantity: 'export_mw' as const, ids: ['a', 'b'], data: Float32Array.from({ length: 96 }, (_, i) => i) },
        ],
      };
      return {
        kind: request.kind,
        identity,
        result,
        worlds: [
          { world: 'reference', series },
          { world: 'counterfactual', series },
          { world: 'run', series },
        ],
      };
    },
  };
}

export interface Harness {
  readonly url: string;
  readonly folder: string;
  readonly work: ReturnType<typeof gatedWork>;
  close(): Promise<void>;
}

export async function startHarness(
  folder = mkdtempSync(join(tmpdir(), 'spillway-api-')),
  requestsPerMinute?: number,
  hosts: readonly HostName[] = [],
): Promise<Harness> {
  const work = gatedWork();
  const store = openStore(folder);
  const models = fileModels('models');
  const scenarios = new ScenarioLibrary('scenarios', store.scenarios, models, jsonLog('silent'));
  const jobs = new JobService({
    jobs: store.jobs,
    results: store.results,
    work,
    clock: { now: Date.now },
    atOnce: 2,
    log: jsonLog('silent'),
  });
  const app = await createServer(
    { models, scenarios, store, jobs, version: '0.0.0' },
    { dashboard: join(folder, 'dashboard'), requestsPerMinute, hosts },
  );
  await app.listen(0, '127.0.0.1');
  jobs.start();
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    work,
    close: async () => {
      await app.close();
      await jobs.close();
      await store.close();
    },
  };
}

export const forget = (folder: string): void => rmSync(folder, { recursive: true, force: true });
