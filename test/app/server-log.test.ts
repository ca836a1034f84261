import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startServer } from '../../src/app/serve.ts';
import { ask, jobOf, until } from './ask.ts';
import { forget } from './plumbing.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-log-'));
afterAll(() => forget(folder));
let count = 0;

type Line = Readonly<Record<string, unknown>> & { readonly level: string; readonly msg: string };

/** Serves while it is used, then asks it to stop; every line of its log, and what else it said. */
async function logOf(
  env: Record<string, string>,
  use: (url: string) => Promise<void>,
): Promise<{ readonly lines: readonly Line[]; readonly words: string }> {
  const child = spawn(process.execPath, ['dist/app/cli/main.js', 'serve', '--port', '0'], {
    env: { ...process.env, SPILLWAY_DATA: join(folder, `data-${count++}`), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  const url = await new Promise<string>((resolve) =>
    child.stderr.on('data', (part: Buffer) => {
      text += part.toString();
      const found = /at (http:\/\/127\.0\.0\.1:\d+) /.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    }),
  );
  await use(url);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('close', resolve));
  const all = text.trimEnd().split('\n');
  const json = all.filter((line) => line.startsWith('{'));
  return {
    lines: json.map((line) => JSON.parse(line) as Line),
    words: all.filter((line) => !line.startsWith('{')).join('\n'),
  };
}

it('tells of every request and every job, by their ids, one JSON document a line', async () => {
  let [asked, job, strange] = ['', '', ''];
  const { lines, words } = await logOf({}, async (url) => {
    const accepted = await ask(url, 'POST', '/api/v1/runs', { scenario: 'two-plant-cascade-base' });
    [asked, job] = [accepted.headers.get('x-request-id')!, jobOf(accepted).id];
    await until(url, accepted.headers.get('location')!, ['done']);
    await ask(url, 'GET', '/nowhere?x=1');
    strange = (await ask(url, 'GET', '/api/v1/health', undefined, { origin: 'http://evil.example' })).headers.get(
      'x-request-id',
    )!;
    await (await fetch(`${url}/api/v1/runs/${job}/events`)).text();
  });
  const of = (msg: string): Line[] => lines.filter((line) => line.msg === msg);
  expect(words).toMatch(/^Spillway serves API and dashboard at \S+ \(Ctrl-C ends it\)$/);
  expect(of('request answered').find((line) => line.request === asked)).toMatchObject({
    level: 'info',
    method: 'POST',
    url: '/api/v1/runs',
    status: 202,
  });
  expect(of('request answered').find((line) => line.url === '/nowhere?x=1')).toMatchObject({ status: 404 });
  expect(of('job asked for')).toMatchObject([{ request: asked, job, kind: 'run', state: 'queued' }]);
  expect(of('job begun')).toMatchObject([{ job, kind: 'run', attempt: 1 }]);
  expect(of('job done')).toMatchObject([{ job, kind: 'run' }]);
  expect(of('stranger refused')).toMatchObject([
    { level: 'warn', request: strange, problem: 'foreign-origin', value: 'http://evil.example', status: 403 },
  ]);
  expect(lines[0].msg).toMatch(/^server is up at http/);
  expect(lines.at(-1)?.msg).toBe('server has ended');
  expect(lines.every(({ time }) => /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(String(time)))).toBe(true);
});

it('says no more than its level, which the environment names', async () => {
  const use = async (url: string): Promise<void> => {
    await ask(url, 'GET', '/api/v1/health');
    await ask(url, 'GET', '/', undefined, { origin: 'null' });
  };
  expect((await logOf({ SPILLWAY_LOG: 'warn' }, use)).lines.map(({ msg }) => msg)).toEqual(['stranger refused']);
  expect((await logOf({ SPILLWAY_LOG: 'silent' }, use)).lines).toEqual([]);
});

it('refuses a level that is none', async () => {
  process.env.SPILLWAY_LOG = 'loud';
  try {
    await expect(startServer({ port: 0, compose: { data: folder } })).rejects.toMatchObject({
      problems: [{ code: 'log-level', path: 'SPILLWAY_LOG', value: 'loud' }],
    });
  } finally {
    delete process.env.SPILLWAY_LOG;
  }
});
