import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ask } from './ask.ts';
import { forget, startHarness } from './plumbing.ts';

it('serves the built dashboard, and nothing outside its folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-pages-'));
  mkdirSync(join(folder, 'dashboard', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dashboard', 'index.html'), '<!doctype html><title>Dashboard</title>');
  writeFileSync(join(folder, 'dashboard', 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  const server = await startHarness(folder);
  try {
    expect((await ask(server.url, 'GET', '/')).text).toContain('Dashboard');
    expect((await ask(server.url, 'GET', '/assets/main.js')).type).toMatch(/javascript/);
    for (const path of ['/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt'])
      expect((await ask(server.url, 'GET', path)).status).toBe(404);
  } finally {
    await server.close();
    forget(folder);
  }
}, 30_000);

it('leads to the description of the API while no dashboard is built', async () => {
  const server = await startHarness();
  try {
    const answer = await ask(server.url, 'GET', '/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs']);
  } finally {
    await server.close();
    forget(server.folder);
  }
}, 30_000);
