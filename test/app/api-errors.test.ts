import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, codes } from './ask.ts';
import { forget, startHarness, type Harness } from './plumbing.ts';

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
}, 30_000);
afterAll(async () => {
  await server.close();
  forget(server.folder);
});

const API = '/api/v1';

describe('the language of problems', () => {
  it('is that of the request, in every kind of refusal', async () => {
    const chinese = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' };
    const one = await ask(server.url, 'GET', `${API}/models/unheard-of`, undefined, chinese);
    expect([one.status, one.json.title, one.json.detail, one.headers.get('vary')]).toEqual([
      404,
      'Not Found',
      'id：没有“unheard-of”。',
      expect.stringMatching(/accept-language/i),
    ]);
    const several = await ask(
      server.url,
      'POST',
      `${API}/scenarios/validate`,
      { schema: 'spillway/scenario@1', id: 'X Y', measures: 3, loads: 'x' },
      chinese,
    );
    const { problems, detail } = several.json as unknown as {
      problems: { message: string; hint: string }[];
      detail: string;
    };
    expect(detail).toBe(`输入有 ${problems.length} 个问题。`);
    expect(problems.every(({ message, hint }) => /\p{Script=Han}/u.test(message) && /\p{Script=Han}/u.test(hint))).toBe(
      true,
    );
    expect((await ask(server.url, 'GET', `${API}/scenarios/${'a'.repeat(400)}`, undefined, chinese)).json.detail).toBe(
      '地址过长。',
    );
    expect(
      (await ask(server.url, 'GET', `${API}/models/unheard-of`, undefined, { 'accept-language': 'en, zh;q=0.5' })).json
        .detail,
    ).toBe('There is no model "unheard-of".');
  });

  it('a body in which a field stands twice is refused by its name', async () => {
    const body = '{"schema":"spillway/scenario@1","id":"a","demand":{"year":2020,"year":2021},"id":"b"}';
    const { status, json } = await ask(server.url, 'POST', `${API}/scenarios/validate`, body);
    const { problems } = json as unknown as { problems: { code: string; path: string; value: string }[] };
    expect(status).toBe(422);
    expect(problems.map(({ code, path, value }) => [code, path, value])).toEqual([
      ['duplicate-key', 'demand.year', 'year'],
      ['duplicate-key', 'id', 'id'],
    ]);
  });

  it('a body may begin with a byte order mark', async () => {
    expect((await ask(server.url, 'POST', `${API}/runs`, '\uFEFF{}')).status).toBe(422);
  });
});

describe('refusals are problem documents', () => {
  it.each([
    ['GET', '/nothing-here', undefined, 404, 'not-found'],
    ['GET', `${API}/scenarios/unheard-of`, undefined, 404, 'not-found'],
    ['GET', `${API}/models/unheard-of`, undefined, 404, 'not-found'],
    ['GET', `${API}/runs/0123456789abcdef0123456789abcdef`, undefined, 404, 'not-found'],
    ['GET', `${API}/comparisons/unheard-of/events`, undefined, 404, 'not-found'],
    ['DELETE', `${API}/sweeps/abc`, undefined, 404, 'not-found'],
    ['GET', `${API}/scenarios/..%2f..%2fpackage.json`, undefined, 422, 'invalid-format'],
    ['GET', `${API}/scenarios/..%5c..%5cpackage.json`, undefined, 422, 'invalid-format'],
    ['GET', `${API}/models/..%2fmodels%2fsichuan`, undefined, 422, 'invalid-format'],
    ['PUT', `${API}/scenarios/%2e%2e%2fx`, '{}', 422, 'invalid-format'],
    ['GET', `${API}/runs/..%2f..%2fx`, undefined, 404, 'not-found'],
    ['GET', `${API}/scenarios/${'a'.repeat(65)}`, undefined, 422, 'invalid-format'],
    ['GET', `${API}/scenarios/${'a'.repeat(400)}`, undefined, 414, 'too-long'],
    ['GET', '/%E0%A4%A', undefined, 404, 'not-found'],
    ['POST', `${API}/runs`, '{"scenario": "x"', 400, 'malformed'],
    ['POST', `${API}/runs`, '{"__proto__": {"x": 1}}', 400, 'malformed'],
    ['POST', `${API}/runs`, '[]', 422, 'wrong-type'],
    ['POST', `${API}/scenarios`, '"text"', 422, 'wrong-type'],
    ['POST', `${API}/runs`, JSON.stringify({ scenario: 'x'.repeat(1_100_000) }), 413, 'too-large'],
    ['POST', `${API}/runs`, '['.repeat(500_000), 422, 'too-deep'],
    ['POST', `${API}/scenarios`, `${'['.repeat(500_000)}${']'.repeat(500_000)}`, 422, 'too-deep'],
    ['POST', `${API}/scenarios/validate`, `[${'[],'.repeat(30_000)}0]`, 422, 'too-many-blocks'],
    ['POST', `${API}/scenarios/validate`, `[${'[],'.repeat(29_999)}0]`, 422, 'wrong-type'],
    ['POST', `${API}/ensembles`, '{}', 422, 'missing'],
    ['POST', `${API}/backcasts`, '{}', 422, 'missing'],
    ['GET', `${API}/comparisons/abc/report?lang=zh&format=docx`, undefined, 501, 'not-built'],
    ['GET', `${API}/scenarios?cursor=%27`, undefined, 422, 'cursor'],
    ['GET', `${API}/runs?cursor=zz`, undefined, 422, 'cursor'],
    ['GET', `${API}/runs?limit=0`, undefined, 422, 'out-of-range'],
  ])('%s %s', async (method, path, body, status, code) => {
    const answer = await ask(server.url, method, path, body);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(answer.json).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
      instance: expect.any(String),
    });
    expect(codes(answer)).toContain(code);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|\.js:| {4}at /);
  });

  it('takes no body but JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      const answer = await ask(server.url, 'POST', `${API}/runs`, 'scenario=x', { 'content-type': type });
      expect([answer.status, codes(answer)]).toEqual([415, ['media-type']]);
    }
  });

  it('lists every problem of a request at once, with field, limit and remedy', async () => {
    const answer = await ask(server.url, 'POST', `${API}/comparisons`, {
      reference: 'two-plant-cascade-base',
      counterfactual: 4,
      colour: 'blue',
      options: { level: 'best', from: 'yesterday' },
      changes: { size: '8 litres' },
    });
    expect(answer.status).toBe(422);
    const { problems } = answer.json as unknown as {
      problems: { path: string; limit: unknown; message: string; hint: string }[];
    };
    expect(problems.map((found) => found.path).sort()).toEqual([
      'changes.size',
      'colour',
      'counterfactual',
      'options.from',
      'options.level',
    ]);
    expect(problems.every((found) => found.message && found.hint)).toBe(true);
  });

  it('names unknown scenarios of both worlds together', async () => {
    const answer = await ask(server.url, 'POST', `${API}/comparisons`, {
      reference: 'no-one',
      counterfactual: 'no-two',
    });
    expect([answer.status, codes(answer)]).toEqual([422, ['unknown-scenario', 'unknown-scenario']]);
  });
});

it('sends headers that keep a browser safe and leave plain http usable', async () => {
  const { headers } = await ask(server.url, 'GET', `${API}/health`);
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  expect(headers.get('strict-transport-security')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
});

it('limits how often anything but health and metrics is asked', async () => {
  const strict = await startHarness(undefined, 3);
  try {
    const seen: number[] = [];
    for (let i = 0; i < 5; i++) seen.push((await ask(strict.url, 'GET', `${API}/scenarios?limit=1`)).status);
    expect(seen).toEqual([200, 200, 200, 429, 429]);
    const refused = await ask(strict.url, 'GET', `${API}/scenarios?limit=1`);
    expect([refused.type, codes(refused)]).toEqual(['application/problem+json', ['too-many']]);
    for (let i = 0; i < 5; i++) expect((await ask(strict.url, 'GET', `${API}/health`)).status).toBe(200);
  } finally {
    await strict.close();
    forget(strict.folder);
  }
});
