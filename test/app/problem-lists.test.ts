import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemsDocument } from '../../src/study/base/results.ts';
import { ask } from './ask.ts';
import { forget, startHarness, type Harness } from './plumbing.ts';

const KEYS = 60_000;
const keys = Object.fromEntries(Array.from({ length: KEYS }, (_, i) => [`k${i}`, 1]));
const scenario = { schema: 'spillway/scenario@1', id: 'x', model: 'sichuan', ...keys };

describe('a list of problems holds 200, and counts all of them', () => {
  let server: Harness;
  beforeAll(async () => {
    server = await startHarness();
  }, 30_000);
  afterAll(async () => {
    await server.close();
    forget(server.folder);
  });

  it.each([
    ['POST', '/api/v1/scenarios/validate', scenario],
    ['POST', '/api/v1/scenarios', scenario],
    ['POST', '/api/v1/runs', { scenario }],
    ['POST', '/api/v1/comparisons', { reference: 'x', counterfactual: 'y', ...keys }],
    [
      'POST',
      '/api/v1/sweeps',
      { scenario: 'x', reference: scenario, measure: 'm', from: '0 GW', to: '1 GW', steps: 2 },
    ],
  ])('%s %s', async (method, path, body) => {
    const answer = await ask(server.url, method, path, body);
    const { problems, total, by_code } = answer.json as unknown as ProblemsDocument;
    expect([answer.status, problems.length, by_code['unknown-field']]).toEqual([422, 200, KEYS]);
    expect(total).toBe(Object.values(by_code).reduce((sum, count) => sum + count, 0));
    expect(answer.text.length).toBeLessThan(200_000);
  });

  it('echoes nothing longer than 80 characters', async () => {
    const long = 'a'.repeat(250_000);
    const bodies: readonly (readonly [string, object])[] = [
      ['scenarios/validate', { schema: 'spillway/scenario@1', id: long }],
      ['scenarios/validate', { schema: 'spillway/scenario@1', id: 'x', [long]: long }],
      ['scenarios/validate', { schema: 'spillway/scenario@1', id: 'x', extends: long }],
      [
        'scenarios/validate',
        {
          schema: 'spillway/scenario@1',
          id: 'x',
          measures: [{ type: long }, { type: 'growth', id: 'g', factor: long }],
        },
      ],
      ['runs', { scenario: long }],
      ['sweeps', { scenario: 'x', reference: 'y', measure: 'm', field: long, from: long, to: long, steps: 3 }],
      [
        'comparisons',
        {
          reference: 'x',
          counterfactual: 'y',
          changes: { size: '9'.repeat(250_000) },
          options: { from: long, level: long },
        },
      ],
      ['backcasts', { model: 'sichuan', years: long }],
      ['backcasts', { model: long }],
    ];
    for (const [path, body] of bodies) {
      const answer = await ask(server.url, 'POST', `/api/v1/${path}`, body);
      expect(answer.status, path).toBe(422);
      expect(answer.text, path).not.toMatch(/a{81}|9{81}/);
    }
  });
});

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-problems-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'case.json');
  writeFileSync(
    path,
    JSON.stringify({
      schema: 'dispatch-case/1',
      time: { n: 1 },
      zones: [{ id: 'z' }],
      ...Object.fromEntries(Object.entries(keys).slice(0, 500)),
    }),
  );
  const solve = (...flags: string[]) =>
    spawnSync(process.execPath, ['dist/app/cli/main.js', 'solve', path, ...flags], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });

  it('prints the first 200 and the counts, and every one with --all', () => {
    const listed = JSON.parse(solve('--json').stdout) as ProblemsDocument;
    expect([listed.schema, listed.problems.length, listed.total, listed.by_code]).toEqual([
      'spillway/problems@1',
      200,
      500,
      { 'unknown-field': 500 },
    ]);
    const whole = JSON.parse(solve('--json', '--all').stdout) as ProblemsDocument;
    expect([whole.problems.length, whole.total]).toEqual([500, 500]);
    expect(whole.problems.slice(0, 200)).toEqual(listed.problems);
    const { status, stderr } = solve();
    expect([status, stderr.match(/unknown-field:/g)?.length]).toEqual([2, 200]);
    expect(stderr).toMatch(
      /^500 problems\n[^]*The first 200 are listed; --all prints every one\.\n {2}500 unknown-field\n$/,
    );
    expect(solve('--all').stderr.match(/unknown-field:/g)).toHaveLength(500);
  });
});
