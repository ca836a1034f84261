import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/app/serve.ts';
import { openStore } from '../../src/io/store/store.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import { ask, codes, until } from './ask.ts';
import { forget } from './plumbing.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-serve-'));
const start = (): Promise<RunningServer> => startServer({ port: 0, compose: { data: folder, workers: 2 } });
let server: RunningServer;
beforeAll(async () => {
  server = await start();
}, 30_000);
afterAll(async () => {
  await server.close();
  forget(folder);
});

const API = '/api/v1';
const PAIR = { reference: 'two-plant-cascade-base', counterfactual: 'two-plant-cascade-shutdown' };
type Rows = { rows: { world: string; values: number[] }[] };

describe('the two-plant cascade, asked over HTTP', () => {
  it('is compared, and its hourly series add up to the result', async () => {
    const accepted = await ask(server.url, 'POST', `${API}/comparisons`, PAIR);
    expect(accepted.status).toBe(202);
    const job = await until(server.url, accepted.headers.get('location')!, ['done', 'failed', 'cancelled'], 60);
    expect(job.problems).toEqual([]);
    const result = job.result as unknown as ComparisonResult;
    expect(result).toMatchObject({
      schema: 'spillway/comparison@1',
      reference: { id: PAIR.reference },
      counterfactual: { id: PAIR.counterfactual },
    });
    // 30 MW for two days, and the section downstream is full: all of it is spilled.
    expect(result.removed_energy_gwh).toBeCloseTo(1.44, 6);
    const { storage_gwh, head_and_routing_gwh, forced_spill_gwh } = result.disposition;
    const spilled = result.curtailed_gwh.delta + result.outside_statistic_gwh.delta;
    // Two worlds end with the same storage, but not with the same water on its way between the two stations.
    expect(spilled + forced_spill_gwh + storage_gwh + head_and_routing_gwh).toBeCloseTo(1.44, 6);
    expect(spilled).toBeCloseTo(1.44, 2);
    expect(Math.abs(result.disposition.residual_gwh)).toBeLessThan(1e-6 * result.removed_energy_gwh);
    expect(Math.abs(result.balance.energy_residual_mwh)).toBeLessThan(1e-3);

    const { rows } = (await ask(server.url, 'GET', `${API}/comparisons/${job.id}/series?quantity=load_mw&by=total`))
      .json as unknown as Rows;
    const energy = rows.map((row) => row.values.reduce((sum, mw) => sum + mw, 0) / 1000);
    expect(rows.map((row) => row.world)).toEqual(['reference', 'counterfactual']);
    expect(energy.every((gwh) => gwh > 0)).toBe(true);

    const again = await ask(server.url, 'POST', `${API}/comparisons`, PAIR);
    expect(again.json).toMatchObject({ id: job.id, state: 'done' });
    const store = openStore(folder);
    expect(await store.result((job as unknown as { identity: string }).identity)).toEqual(result);
    await store.close();
  }, 90_000);

  it('is run alone, with its series by station', async () => {
    const accepted = await ask(server.url, 'POST', `${API}/runs`, { scenario: PAIR.reference });
    const job = await until(server.url, accepted.headers.get('location')!, ['done', 'failed', 'cancelled'], 60);
    expect(job.problems).toEqual([]);
    expect(job.result).toMatchObject({
      schema: 'spillway/run@1',
      id: PAIR.reference,
      model: { id: 'two-plant-cascade', folder: 'models/two-plant-cascade' },
      warnings: [],
    });
    const { rows } = (await ask(server.url, 'GET', `${API}/runs/${job.id}/series?quantity=hydro_mw&step=day`))
      .json as unknown as Rows;
    expect(rows.length).toBeGreaterThanOrEqual(2);
  }, 90_000);

  it('is swept over the size of the load', async () => {
    const sweep = {
      scenario: PAIR.counterfactual,
      reference: PAIR.reference,
      measure: 'shutdown',
      from: '0 MW',
      to: '30 MW',
      steps: 3,
    };
    const accepted = await ask(server.url, 'POST', `${API}/sweeps`, sweep);
    expect(accepted.status).toBe(202);
    const job = await until(server.url, accepted.headers.get('location')!, ['done', 'failed', 'cancelled'], 60);
    expect(job.problems).toEqual([]);
    expect(job.result).toMatchObject({
      schema: 'spillway/sweep@1',
      points: [{ size_gw: 0 }, { size_gw: 0.015 }, { size_gw: 0.03 }],
    });
  }, 90_000);

  it('is asked what counter-measures recover', async () => {
    const asked = {
      scenario: PAIR.counterfactual,
      with: ['two-plant-cascade-wider-section', 'two-plant-cascade-smelter'],
    };
    const accepted = await ask(server.url, 'POST', `${API}/packages`, asked);
    expect(accepted.status).toBe(202);
    const job = await until(server.url, accepted.headers.get('location')!, ['done', 'failed', 'cancelled'], 60);
    expect(job.problems).toEqual([]);
    expect(job.result).toMatchObject({
      schema: 'spillway/package@1',
      measures: [{ mw: 20 }, { mw: 15 }],
      combinations: [{}, {}, {}],
    });
    const narrow = {
      schema: 'spillway/scenario@1',
      id: 'narrow',
      extends: PAIR.counterfactual,
      measures: [{ id: 'narrow', type: 'section-limit', section: 'valley', limit: '40 MW' }],
    };
    expect(
      codes(await ask(server.url, 'POST', `${API}/packages`, { ...asked, with: [asked.with[0], narrow] })),
    ).toEqual(['contradiction']);
  }, 90_000);

  it('is asked which assumptions matter most', async () => {
    const accepted = await ask(server.url, 'POST', `${API}/tornados`, { ...PAIR, variants: [PAIR] });
    expect(accepted.status).toBe(202);
    const job = await until(server.url, accepted.headers.get('location')!, ['done', 'failed', 'cancelled'], 60);
    expect(job.problems).toEqual([]);
    expect(job.result).toMatchObject({
      schema: 'spillway/tornado@1',
      rows: [{ input: 'size', ends: 'range' }, {}, {}, {}, {}, {}],
    });
    expect(
      codes(
        await ask(server.url, 'POST', `${API}/tornados`, { ...PAIR, variants: [{ ...PAIR, counterfactual: 'nope' }] }),
      ),
    ).toEqual(['unknown-scenario']);
  }, 90_000);

  it('keeps its results over a restart', async () => {
    const before = await ask(server.url, 'GET', `${API}/comparisons?limit=10`);
    await server.close();
    server = await start();
    expect((await ask(server.url, 'GET', `${API}/comparisons?limit=10`)).json).toEqual(before.json);
    expect((await ask(server.url, 'POST', `${API}/comparisons`, PAIR)).json).toMatchObject({ state: 'done' });
  }, 60_000);
});

describe('the address it listens at', () => {
  it('is on this machine only', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('is named when it is busy', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expect(startServer({ port, compose: { data: folder } })).rejects.toMatchObject({
      problems: [{ code: 'port-busy', value: port }],
    });
    other.close();
  }, 30_000);

  it('must be a port', async () => {
    process.env.PORT = 'eighty';
    try {
      await expect(startServer({ compose: { data: folder } })).rejects.toMatchObject({
        problems: [{ code: 'port', path: 'PORT' }],
      });
    } finally {
      delete process.env.PORT;
    }
  });
});

it('refuses an inline scenario that its model cannot carry, before any work', async () => {
  const inline = {
    schema: 'spillway/scenario@1',
    id: 'x',
    extends: PAIR.reference,
    measures: [{ id: 'm', type: 'outage', station: 'nowhere', capacity: '1 MW' }],
  };
  const answer = await ask(server.url, 'POST', `${API}/runs`, { scenario: inline });
  expect(answer.status).toBe(422);
  expect(codes(answer).length).toBeGreaterThan(0);
});
