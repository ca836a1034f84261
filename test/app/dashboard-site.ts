import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { startServer } from '../../src/app/serve.ts';
import { ask, until } from './ask.ts';

export const TOY = '/?reference=two-plant-cascade-base&counterfactual=two-plant-cascade-shutdown';

const ASKED_S = 300;

export interface Site {
  readonly url: string;
  /** the newest finished job of a collection, with its result, as the API gives it */
  latest<R>(collection: string): Promise<R>;
  /** asks for a study over the API and waits for its result, which is the newest then */
  ask<R>(collection: string, request: object): Promise<R>;
  close(): Promise<void>;
}

/** The dashboard as it is built, before a server with an empty store and one worker. */
export async function openSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-dashboard-'));
  const dashboard = join(folder, 'site');
  await build({ configFile: 'src/app/dashboard/vite.config.ts', build: { outDir: dashboard }, logLevel: 'error' });
  const server = await startServer({ port: 0, dashboard, compose: { data: join(folder, 'data'), workers: 1 } });
  const read = async (path: string): Promise<unknown> => (await fetch(`${server.url}/api/v1/${path}`)).json();
  const latest = async <R>(collection: string): Promise<R> => {
    const { items } = (await read(`${collection}?limit=1`)) as { items: { id: string }[] };
    return ((await read(`${collection}/${items[0].id}`)) as { result: R }).result;
  };
  return {
    url: server.url,
    latest,
    ask: async <R>(collection: string, request: object) => {
      const { id } = (await ask(server.url, 'POST', `/api/v1/${collection}`, request)).json as unknown as {
        id: string;
      };
      const job = await until(server.url, `/api/v1/${collection}/${id}`, ['done', 'failed', 'cancelled'], ASKED_S);
      if (job.state !== 'done') throw new Error(`${collection} ${job.state}: ${JSON.stringify(job.problems)}`);
      return latest<R>(collection);
    },
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
