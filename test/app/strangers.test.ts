import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHosts } from '../../src/app/api/server/host-names.ts';
import { startServer } from '../../src/app/serve.ts';
import { ask, jobOf } from './ask.ts';
import { forget, startHarness, type Harness } from './plumbing.ts';
import { rawRequest, type RawAnswer } from './raw-request.ts';

let server: Harness;
let port: number;
let job: string;
let operations: { readonly method: string; readonly path: string }[];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-strangers-'));
  mkdirSync(join(folder, 'dashboard'));
  writeFileSync(join(folder, 'dashboard', 'index.html'), '<p>dashboard</p>');
  const hosts = readHosts('spillway.example.org, 10.0.0.5:8080, [fd00::1]');
  server = await startHarness(folder, undefined, hosts.ok ? hosts.value : []);
  port = Number(new URL(server.url).port);
  const asked = { scenario: 'two-plant-cascade-base' };
  job = jobOf(await ask(server.url, 'POST', '/api/v1/runs', asked)).id;
  const { paths } = (await ask(server.url, 'GET', '/openapi.json')).json as unknown as {
    paths: Record<string, Record<string, object>>;
  };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, job) })),
  );
}, 30_000);
afterAll(async () => {
  await server.close();
  forget(server.folder);
});

const send = (method: string, target: string, ...headers: string[]): Promise<RawAnswer> =>
  rawRequest(port, [`${method} ${target} HTTP/1.1`, ...headers]);
const own = (): string => `Host: 127.0.0.1:${port}`;
const refusal = ({ status, head, body }: RawAnswer): unknown[] => [
  status,
  /content-type: ([^;\r]*)/i.exec(head)?.[1],
  (/"code":"([a-z-]+)"/.exec(body) ?? [])[1],
];
const FOREIGN_HOST = [403, 'application/problem+json', 'foreign-host'];
const FOREIGN_ORIGIN = [403, 'application/problem+json', 'foreign-origin'];

const OTHERS = [
  '/',
  '/index.html',
  '/docs',
  '/docs/swagger-ui.css',
  '/openapi.json',
  '/nowhere',
  '/api/v1/nowhere',
  '/%',
  '/%2e%2e/x',
  `/${'a'.repeat(500)}`,
];

describe('on every route', () => {
  const everywhere = async (...headers: string[]): Promise<unknown[]> => {
    expect(operations.length).toBeGreaterThan(40);
    const targets = [...operations, ...OTHERS.map((path) => ({ method: 'GET', path }))];
    const answers = await Promise.all(
      targets.map(async ({ method, path }) => ({
        method,
        path,
        refused: refusal(await send(method, path, ...headers)),
      })),
    );
    return [...new Set(answers.map(({ refused }) => JSON.stringify(refused)))].map(
      (text) => JSON.parse(text) as unknown,
    );
  };
  it('a request for another host is refused', async () => {
    expect(await everywhere(`Host: evil.example:${port}`)).toEqual([FOREIGN_HOST]);
  });
  it('a request without a host is refused', async () => {
    expect(await everywhere()).toEqual([FOREIGN_HOST]);
  });
  it('a request from a page of another origin is refused', async () => {
    expect(await everywhere(own(), 'Origin: http://evil.example')).toEqual([FOREIGN_ORIGIN]);
  });
  it('no method is left out', async () => {
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND'])
      expect((await send(method, '/api/v1/health', 'Host: evil.example')).status).toBe(403);
  });
});

it('nothing that a stranger sends is done', async () => {
  const body = JSON.stringify({ schema: 'spillway/scenario@1', id: 'stranger', extends: 'two-plant-cascade-base' });
  const lines = [
    'POST /api/v1/scenarios HTTP/1.1',
    own(),
    'Origin: http://evil.example',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  expect((await rawRequest(port, lines, body)).status).toBe(403);
  expect((await send('DELETE', `/api/v1/runs/${job}`, `Host: evil.example:${port}`)).status).toBe(403);
  expect((await ask(server.url, 'GET', '/api/v1/scenarios/stranger')).status).toBe(404);
  expect((await ask(server.url, 'GET', `/api/v1/runs/${job}`)).json).not.toMatchObject({ state: 'cancelled' });
});

describe("a host is this server's", () => {
  const status = async (host: string): Promise<number> => (await send('GET', '/api/v1/health', `Host: ${host}`)).status;
  it.each([
    '127.0.0.1',
    'localhost',
    'LocalHost',
    '[::1]',
    'localhost:8080',
    '[::1]:80',
    'spillway.example.org',
    'SPILLWAY.example.org:443',
    '10.0.0.5:8080',
    '[fd00::1]:3000',
  ])('by %s', async (host) => {
    expect(await status(host)).toBe(200);
    expect(await status(host.includes(':') && !host.endsWith(']') ? host : `${host}:${port}`)).toBe(
      host === '10.0.0.5' ? 403 : 200,
    );
  });
  it.each([
    'evil.example',
    'EVIL.EXAMPLE',
    'evil.example.',
    'localhost.',
    '127.0.0.1.',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'evil-localhost',
    'xlocalhost',
    '127.0.0.2',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0.0.0.0',
    '[::]',
    '[::ffff:127.0.0.1]',
    'localhost@evil.example',
    'evil.example@localhost',
    'user:pass@127.0.0.1',
    'localhost:3000.evil.example',
    'localhost:evil',
    '127.0.0.1:0',
    '127.0.0.1:65536',
    '127.0.0.1:3000:80',
    'localhost:',
    'localhost,evil.example',
    'localhost evil.example',
    'localhost/evil',
    'localhost#',
    '10.0.0.5',
    '10.0.0.5:8081',
    'sub.spillway.example.org',
    'spillway.example.org.evil.example',
    '::1',
    '[::1',
    '""',
    '*',
    'null',
  ])('not by %s', async (host) => {
    expect(await status(host)).toBe(403);
  });
  it('not by an empty one, several, or several that are alike', async () => {
    expect(await status('')).toBe(403);
    expect(refusal(await send('GET', '/api/v1/health', own(), 'Host: evil.example'))).toEqual(FOREIGN_HOST);
    expect(refusal(await send('GET', '/api/v1/health', 'Host: evil.example', own()))).toEqual(FOREIGN_HOST);
    expect(refusal(await send('GET', '/api/v1/health', own(), own().toUpperCase()))).toEqual(FOREIGN_HOST);
  });
  it('not without one in the older protocol', async () => {
    expect((await rawRequest(port, ['GET /api/v1/health HTTP/1.0'])).status).toBe(403);
  });
  it('not by what a proxy is said to have been asked for', async () => {
    expect(
      (
        await send(
          'GET',
          '/api/v1/health',
          'Host: evil.example',
          `X-Forwarded-Host: 127.0.0.1:${port}`,
          'Forwarded: host=localhost',
        )
      ).status,
    ).toBe(403);
  });
  it('by a target that is a whole address, only where that is its own too', async () => {
    expect((await send('GET', `http://127.0.0.1:${port}/api/v1/health?x=1`, own())).status).toBe(200);
    for (const target of [
      'http://evil.example/api/v1/health',
      'HTTP://evil.example/api/v1/health',
      'http://localhost@evil.example/api/v1/health',
      'ftp://localhost/api/v1/health',
      'http:///api/v1/health',
    ]) {
      expect([target, (await send('GET', target, own())).status]).toEqual([target, 403]);
    }
    expect((await send('GET', `http://127.0.0.1:${port}/api/v1/health`, 'Host: evil.example')).status).toBe(403);
  });
});

describe("an origin is this server's", () => {
  const status = async (...headers: string[]): Promise<number> =>
    (await send('GET', '/api/v1/health', ...headers)).status;
  it('at its own port, at the far end of a tunnel, or by a name that was allowed', async () => {
    for (const origin of [
      `http://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `HTTP://LOCALHOST:${port}`,
      `http://[::1]:${port}`,
      'https://spillway.example.org',
      'http://10.0.0.5:8080',
    ])
      expect([origin, await status(own(), `Origin: ${origin}`)]).toEqual([origin, 200]);
    expect(await status('Host: localhost:8080', 'Origin: http://localhost:8080')).toBe(200);
    expect(await status('Host: localhost:80', 'Origin: http://localhost')).toBe(200);
  });
  it.each([
    'null',
    'http://evil.example',
    'http://localhost',
    'http://localhost:1',
    'https://127.0.0.1',
    'http://localhost.evil.example',
    'http://localhost@evil.example',
    'file://',
    'chrome-extension://abc',
    'localhost',
    '',
    'http://',
    'http://10.0.0.5:8081',
    'http://localhost/',
  ])('not by "%s"', async (origin) => {
    expect(refusal(await send('GET', '/api/v1/health', own(), `Origin: ${origin}`))).toEqual(FOREIGN_ORIGIN);
  });
  it("not where one of several is another's", async () => {
    expect(await status(own(), `Origin: http://127.0.0.1:${port}`, 'Origin: http://evil.example')).toBe(403);
    expect(await status(own(), `Origin: http://127.0.0.1:${port}, http://evil.example`)).toBe(403);
  });
});

it('names every bad value of SPILLWAY_HOSTS and of PORT at once', async () => {
  const bad = [
    'https://a.example',
    '*.example',
    'a.example:99999',
    'user@a.example',
    'fd00::1',
    'a.example.',
    'a b',
    '水.example',
    'a.example/path',
    'a..example',
    '-',
    'a.example:0',
  ];
  Object.assign(process.env, { SPILLWAY_HOSTS: [...bad, 'good.example'].join(','), PORT: 'eighty' });
  try {
    const { problems } = await startServer({ compose: { data: server.folder } }).then(
      () => ({ problems: [] }),
      (error: { problems: { path: string; value: unknown; hint: string }[] }) => error,
    );
    expect(problems.map(({ path, value }) => [path, value])).toEqual([
      ['PORT', 'eighty'],
      ...bad.map((value) => ['SPILLWAY_HOSTS', value]),
    ]);
    expect(problems.find(({ value }) => value === 'fd00::1')?.hint).toContain('brackets');
  } finally {
    delete process.env.SPILLWAY_HOSTS;
    delete process.env.PORT;
  }
});
