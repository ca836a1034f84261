import { afterAll, beforeAll, expect, it } from 'vitest';
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
const mine = {
  schema: 'spillway/scenario@1',
  id: 'my-wet-year',
  extends: 'two-plant-cascade-base',
  water: { water_year: 'normal', factor: 1.1 },
};

it('lists models and shows one with the source of its figures', async () => {
  const list = (await ask(server.url, 'GET', `${API}/models`)).json as unknown as { items: { id: string }[] };
  expect(list.items.map((model) => model.id)).toContain('two-plant-cascade');
  const { json } = await ask(server.url, 'GET', `${API}/models/two-plant-cascade`);
  const model = json as unknown as { tables: Record<string, { source: string }[]>; summary: { hydro_mw: number } };
  expect(model.tables.stations[0].source).toBeTruthy();
  expect(model.tables.load_shape).toBeUndefined();
  expect(model.summary.hydro_mw).toBeGreaterThan(0);
  const chosen = (await ask(server.url, 'GET', `${API}/models/two-plant-cascade?tables=zones`))
    .json as unknown as typeof model;
  expect(Object.keys(chosen.tables)).toEqual(['zones']);
  expect(codes(await ask(server.url, 'GET', `${API}/models/two-plant-cascade?tables=zones,nope`))).toEqual([
    'unknown-table',
  ]);
});

it('pages through the scenarios without gap or repetition', async () => {
  type Page = { items: { id: string; read_only: boolean }[]; next: string | null };
  const whole = (await ask(server.url, 'GET', `${API}/scenarios?limit=200`)).json as unknown as Page;
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page = (await ask(server.url, 'GET', `${API}/scenarios?limit=2${next ? `&cursor=${next}` : ''}`))
      .json as unknown as Page;
    seen.push(...page.items.map((entry) => entry.id));
    next = page.next;
  }
  expect(seen).toEqual(whole.items.map((entry) => entry.id));
  expect(seen).toContain('two-plant-cascade-base');
});

it('keeps, replaces, guards and removes a scenario', async () => {
  const made = await ask(server.url, 'POST', `${API}/scenarios`, mine);
  expect([made.status, made.headers.get('location')]).toEqual([201, `${API}/scenarios/my-wet-year`]);
  expect(made.json).toMatchObject({ id: 'my-wet-year', model: 'two-plant-cascade', water: { factor: 1.1 } });
  expect((await ask(server.url, 'POST', `${API}/scenarios`, mine)).status).toBe(409);

  const read = await ask(server.url, 'GET', `${API}/scenarios/my-wet-year`);
  const tag = read.headers.get('etag')!;
  expect(
    (await ask(server.url, 'GET', `${API}/scenarios/my-wet-year`, undefined, { 'if-none-match': tag })).status,
  ).toBe(304);
  const drier = { ...mine, water: { water_year: 'normal', factor: 0.9 } };
  expect((await ask(server.url, 'PUT', `${API}/scenarios/my-wet-year`, drier, { 'if-match': tag })).status).toBe(200);
  expect(codes(await ask(server.url, 'PUT', `${API}/scenarios/my-wet-year`, mine, { 'if-match': tag }))).toEqual([
    'changed-since',
  ]);
  expect(codes(await ask(server.url, 'PUT', `${API}/scenarios/my-wet-year`, { ...mine, id: 'other' }))).toEqual([
    'id-mismatch',
  ]);

  const diff = await ask(server.url, 'GET', `${API}/scenarios/two-plant-cascade-base/diff/my-wet-year`);
  expect((diff.json as unknown as { differences: unknown[] }).differences).toContainEqual({
    path: 'water.factor',
    left: 1,
    right: 0.9,
  });

  expect((await ask(server.url, 'DELETE', `${API}/scenarios/my-wet-year`)).status).toBe(204);
  expect((await ask(server.url, 'DELETE', `${API}/scenarios/my-wet-year`)).status).toBe(404);
  expect((await ask(server.url, 'PUT', `${API}/scenarios/my-wet-year`, mine)).status).toBe(404);
});

it('names the model of a scenario, and tells what is unlikely in it', async () => {
  const sent = { ...mine, measures: [{ id: 'wide', type: 'section-limit', section: 'valley', limit: '50 GW' }] };
  const { status, json } = await ask(server.url, 'POST', `${API}/scenarios/validate`, sent);
  expect([status, json]).toMatchObject([
    200,
    {
      valid: true,
      model: { id: 'two-plant-cascade', folder: 'models/two-plant-cascade' },
      warnings: [
        {
          code: 'figures-disagree',
          path: 'measures[0].limit',
          value: '50 GW',
          message_en: expect.stringContaining('kW written for MW') as unknown,
        },
      ],
    },
  ]);
  expect((await ask(server.url, 'GET', `${API}/models/two-plant-cascade`)).json).toMatchObject({
    folder: 'models/two-plant-cascade',
    hash: (json as unknown as { model: { hash: string } }).model.hash,
    warnings: [],
  });
  const impossible = await ask(
    server.url,
    'POST',
    `${API}/scenarios/validate`,
    { ...mine, measures: [{ id: 'wide', type: 'section-limit', section: 'valley', limit: '900 GW' }] },
    { 'accept-language': 'zh' },
  );
  expect([impossible.status, impossible.json.problems]).toMatchObject([
    422,
    [{ code: 'impossible-value', path: 'measures[0].limit', hint: expect.stringContaining('可能的错误') as unknown }],
  ]);
});

it('leaves shipped scenarios as they are', async () => {
  const document = (await ask(server.url, 'GET', `${API}/scenarios/two-plant-cascade-base`)).json;
  for (const answer of [
    await ask(server.url, 'PUT', `${API}/scenarios/two-plant-cascade-base`, document),
    await ask(server.url, 'DELETE', `${API}/scenarios/two-plant-cascade-base`),
    await ask(server.url, 'POST', `${API}/scenarios`, document),
  ])
    expect([answer.status, codes(answer)]).toEqual([409, ['conflict']]);
});

it('checks a scenario against its schema and its model', async () => {
  const whole = (await ask(server.url, 'GET', `${API}/scenarios/two-plant-cascade-base`)).json as object;
  expect((await ask(server.url, 'POST', `${API}/scenarios/validate`, whole)).json).toMatchObject({
    valid: true,
    scenario: { id: 'two-plant-cascade-base' },
  });
  const wrong = {
    ...mine,
    extends: undefined,
    measures: [{ id: 'm', type: 'outage', station: 'x', capacity: '9 apples' }],
    foresight: { mode: 'psychic' },
  };
  const answer = await ask(server.url, 'POST', `${API}/scenarios/validate`, wrong);
  const paths = (answer.json as unknown as { problems: { path: string }[] }).problems.map((found) => found.path);
  expect(answer.status).toBe(422);
  expect(paths).toEqual(expect.arrayContaining(['measures[0].capacity', 'foresight.mode']));
  const elsewhere = await ask(server.url, 'POST', `${API}/scenarios/validate`, {
    ...mine,
    measures: [{ id: 'm', type: 'outage', station: 'three-gorges', capacity: '9 GW' }],
  });
  expect(elsewhere.status).toBe(422);
  expect(JSON.stringify(elsewhere.json)).toContain('three-gorges');
  expect(
    codes(await ask(server.url, 'POST', `${API}/scenarios/validate`, { ...mine, extends: '../../etc/passwd' })),
  ).toEqual(['unknown-scenario']);
});

it('takes daily inflow in place and never the name of a file', async () => {
  const stated = { ...mine, id: 'my-inflow', inflow: [{ station: 'upper', start: '2021-06-01', flow_m3s: [80, 90] }] };
  expect((await ask(server.url, 'POST', `${API}/scenarios/validate`, stated)).status).toBe(200);
  for (const file of ['upper.csv', '/etc/hosts', '../../package.json']) {
    const named = await ask(server.url, 'POST', `${API}/scenarios/validate`, {
      ...stated,
      inflow: [{ station: 'upper', file }],
    });
    expect([named.status, codes(named)]).toEqual([422, ['inflow-file-refused']]);
  }
  const faulty = await ask(server.url, 'POST', `${API}/scenarios/validate`, {
    ...stated,
    inflow: [{ station: 'nowhere', start: '2021-06-02', flow_m3s: [1] }],
  });
  expect(codes(faulty)).toEqual(['unknown-station', 'inflow-window']);
});
