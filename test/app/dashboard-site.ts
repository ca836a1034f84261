import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { startServer } from '../../src/app/serve.ts';

export const TOY = '/?reference=two-plant-cascade-base&counterfactual=two-plant-cascade-shutdown';

export interface Site {
  readonly url: string;
  /** the newest finished job of a collection, with its result, as the API gives it */
  latest<R>(collection: string): Promise<R>;
  close(): Promise<void>;
}

/** The dashboard as it is built, before a server with an empty store and one worker. */
export async function openSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-dashboard-'));
  const dashboard = join(folder, 'site');
  await build({ configFile: 'src/app/dashboard/vite.config.ts', build: { outDir: dashboard }, logLevel: 'error' });
  const server = await startServer({ port: 0, dashboard, compose: { data: join(folder, 'data'), workers: 1 } });
  const read = async (path: string): Promise<unknown> => (await fetch(`${server.url}/api/v1/${path}`)).json();
  return {
    url: server.url,
    latest: async <R>(collection: string) => {
      const { items } = await read(`${collection}?limit=1`) as { items: { id: string }[] };
      return (await read(`${collection}/${items[0].id}`) as { result: R }).result;
    },
    close: async () => { await server.close(); rmSync(folder, { recursive: true, force: true }); },
  };
}
