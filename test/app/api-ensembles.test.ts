import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/app/serve.ts';
import type { EnsembleResult } from '../../src/study/ensemble/ensemble-answer.ts';
import { ask, codes, until } from './ask.ts';
import { forget } from './plumbing.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-ensembles-'));
const start = (): Promise<RunningServer> => startServer({ port: 0, compose: { data: folder, workers: 2 } });
let server: RunningServer;
beforeAll(async () => {
  server = await start();
}, 30_000);
afterAll(async () => {
  await server.close();
  forget(folder);
});

const API = '/api/v1/ensembles';
const PAIR = { reference: 'two-plant-cascade-base', counterfactual: 'two-plant-cascade-shutdown' };
const submit = (body: unknown) => ask(server.url, 'POST', API, body);
const addressOf = async (body: unknown): Promise<string> => (await submit(body)).headers.get('location')!;

describe('ensembles over HTTP', () => {
  it('draws both worlds, and gives the same job for the same question', async () => {
    const accepted = await submit({ ...PAIR, draws: 6, seed: 3 });
    expect(accepted.status).toBe(202);
    const address = accepted.headers.get('location')!;
    const job = await until(server.url, address, ['done', 'failed', 'cancelled'], 60);
    expect(job.problems).toEqual([]);
    const { schema, ensemble, settings } = job.result as unknown as EnsembleResult;
    expect([schema, ensemble.draws, ensemble.seed, settings.level, ensemble.by_draw_gwh.length]).toEqual([
      'spillway/ensemble@1',
      6,
      3,
      'screen',
      6,
    ]);
    expect(Object.keys(ensemble.delta_gwh)).toEqual([
      'p025',
      'p05',
      'p10',
      'p25',
      'p50',
      'p75',
      'p90',
      'p95',
      'p975',
      'mean',
      'ci95_low',
      'ci95_high',
    ]);
    expect(ensemble.groups.map(({ group }) => group)).toEqual([
      'structure',
      'water',
      'size',
      'place',
      'other',
      'unexplained',
    ]);
    expect(await addressOf({ ...PAIR, draws: 6, seed: 3, places: [PAIR.reference, PAIR.counterfactual] })).not.toBe(
      address,
    );
    expect(codes(await submit({ ...PAIR, draws: 6, places: [PAIR.reference, 'atlantis'] }))).toEqual([
      'unknown-scenario',
    ]);
    expect(await addressOf({ ...PAIR, draws: 6, seed: 3 })).toBe(address);
    expect(await addressOf({ ...PAIR, draws: 6, seed: 4 })).not.toBe(address);
    expect((await ask(server.url, 'GET', address)).headers.get('etag')).not.toBeNull();
  }, 90_000);

  it('runs named water years in place of draws, one or the other', async () => {
    const job = await until(
      server.url,
      await addressOf({ ...PAIR, water_years: 'normal' }),
      ['done', 'failed', 'cancelled'],
      60,
    );
    expect(job.problems).toEqual([]);
    const { ensemble, settings } = job.result as unknown as EnsembleResult;
    expect([
      ensemble.water,
      ensemble.draws,
      settings.water_year,
      ensemble.by_year.map(({ water_year }) => water_year),
    ]).toEqual(['named-years', 1, 'normal', ['normal']]);
    expect(codes(await submit({ ...PAIR, water_years: 'nor' }))).toEqual(['unknown-water-year']);
    expect(codes(await submit({ ...PAIR, water_years: 'normal', draws: 4, control: 2 }))).toEqual([
      'years-not-drawn',
      'years-not-drawn',
    ]);
    expect((await submit(PAIR)).json).toMatchObject({ problems: [{ path: 'draws' }] });
  }, 90_000);

  it('tells its course, and stops within two seconds', async () => {
    const address = await addressOf({ ...PAIR, draws: 2000, seed: 1 });
    await until(server.url, address, ['running']);
    const response = await fetch(`${server.url}${address}/events`);
    const decoder = new TextDecoder();
    let told = '';
    let asked = 0;
    for await (const part of response.body!) {
      told += decoder.decode(part as Uint8Array, { stream: true });
      if (asked > 0 || !/"eta_seconds":\d/.test(told)) continue;
      asked = performance.now();
      expect((await ask(server.url, 'DELETE', address)).json).toMatchObject({ state: 'cancelled' });
    }
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(told).toContain('"stage":"draws"');
    // No time left is told before a twentieth of the work.
    expect(Number(/"fraction":([\d.]+)\},"eta_seconds":\d/.exec(told)?.[1])).toBeGreaterThanOrEqual(0.05);
  }, 90_000);

  it('goes on after a restart with the draws that were kept', async () => {
    const question = { ...PAIR, draws: 120, seed: 8 };
    const address = await addressOf(question);
    while ((await until(server.url, address, ['running'])).progress.fraction < 0.05)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close();
    server = await start();
    const job = await until(server.url, address, ['done', 'failed', 'cancelled'], 90);
    expect(job.problems).toEqual([]);
    expect((job.result as unknown as EnsembleResult).ensemble.draws).toBe(120);
  }, 120_000);

  it('refuses with every problem, and stands in the list', async () => {
    const wrong = await submit({ ...PAIR, draws: 1, seed: -1, stop_width_gwh: 0, options: { level: 'exact' } });
    expect([wrong.status, codes(wrong).length]).toEqual([422, 4]);
    expect(
      codes(await submit({ reference: PAIR.reference, counterfactual: PAIR.reference, draws: 4, draw_size: true })),
    ).toEqual(['no-removal']);
    expect(codes(await ask(server.url, 'GET', `${API}/abc`))).toHaveLength(1);
    const { items } = (await ask(server.url, 'GET', API)).json as unknown as { items: { kind: string }[] };
    expect(new Set(items.map((job) => job.kind))).toEqual(new Set(['ensemble']));
  });
});
