/// <reference lib="dom" />
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ProvenanceResult } from '../../src/study/provenance/provenance-result.ts';
import { ask, codes, until } from './ask.ts';
import { dashboardBed } from './dashboard-bed.ts';

const RUN_MS = 60_000;
const PAIR = {
  reference: 'two-plant-cascade-base',
  counterfactual: 'two-plant-cascade-shutdown',
  options: { level: 'screen' },
};
const data = mkdtempSync(join(tmpdir(), 'spillway-provenance-'));
const bed = dashboardBed();
afterAll(() => rmSync(data, { recursive: true }));

it(
  'the API says what a figure of a finished comparison rests on',
  async () => {
    const address = (await ask(bed.site.url, 'POST', '/api/v1/comparisons', PAIR)).headers.get('location')!;
    const job = await until(bed.site.url, address, ['done'], 60);
    const whole = await ask(bed.site.url, 'GET', `${address}/provenance`);
    expect([whole.status, whole.json]).toMatchObject([
      200,
      { schema: 'spillway/provenance@1', figure: 'curtailed_gwh.delta', current: true },
    ]);
    expect((whole.json as unknown as ProvenanceResult).value).toBe(
      (job.result as unknown as { curtailed_gwh: { delta: number } }).curtailed_gwh.delta,
    );
    const month = (
      await ask(bed.site.url, 'GET', `${address}/provenance?figure=${encodeURIComponent('by_month[2021-06]')}`)
    ).json as unknown as ProvenanceResult;
    expect(month.figure).toBe('by_month[2021-06]');
    const wrong = await ask(bed.site.url, 'GET', `${address}/provenance?figure=nothing`);
    expect([wrong.status, codes(wrong)]).toEqual([422, ['unknown-figure']]);
    expect((await ask(bed.site.url, 'GET', '/api/v1/comparisons/abc/provenance')).status).toBe(404);
  },
  RUN_MS,
);

it(
  'the page folds it out under its headline figures',
  async () => {
    const { page, errors } = await bed.toy();
    await page.waitForSelector('#delta, #run-first');
    if ((await page.locator('#run-first').count()) > 0) await page.click('#run-first');
    const fold = page.locator('.rests-on[data-figure="curtailed_gwh.delta"]');
    await fold.locator('summary').click({ timeout: RUN_MS });
    await fold.locator('li', { hasText: 'stations: 2 rows' }).waitFor();
    expect(await page.locator('.rests-on').count()).toBe(5);
    expect(errors).toEqual([]);
  },
  2 * RUN_MS,
);

it(
  'the command line too, for a comparison and for a run',
  () => {
    const spillway = (...args: string[]) =>
      spawnSync(process.execPath, ['dist/app/cli/main.js', 'provenance', ...args], {
        encoding: 'utf8',
        env: { ...process.env, SPILLWAY_DATA: data },
      });
    const [base, shutdown] = ['base', 'shutdown'].map((name) => `scenarios/two-plant-cascade/${name}.yaml`);
    const { status, stdout } = spillway(base, shutdown, '--level', 'screen', '--figure', 'by_zone[mountain]', '--json');
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { schema: 'spillway/provenance@1', figure: 'by_zone[mountain]' },
    ]);
    expect(spillway(base, '--level', 'screen', '--lang', 'zh').stdout).toContain('该数据直接涉及的行');
    const wrong = spillway(base, shutdown, '--level', 'screen', '--figure', 'curtailed_gwh.dela', '--json');
    expect([wrong.status, JSON.parse(wrong.stdout)]).toMatchObject([
      2,
      { problems: [{ code: 'unknown-figure', path: '--figure' }] },
    ]);
  },
  RUN_MS,
);
