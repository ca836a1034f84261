import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask, codes, until, type JobAnswer } from './ask.ts';
import { forget, startHarness, type Harness } from './plumbing.ts';

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
}, 30_000);
afterEach(async () => {
  await server.close();
  forget(server.folder);
});

const API = '/api/v1';
const PAIR = { reference: 'two-plant-cascade-base', counterfactual: 'two-plant-cascade-shutdown' };
const submit = (body: unknown, headers: Record<string, string> = {}) =>
  ask(server.url, 'POST', `${API}/comparisons`, body, headers);

it('accepts a comparison, carries it out once and keeps it over a restart', async () => {
  const first = await submit(PAIR);
  expect(first.status).toBe(202);
  const address = first.headers.get('location')!;
  expect((await submit(PAIR)).headers.get('location')).toBe(address);
  expect(await until(server.url, address, ['running'])).toMatchObject({
    progress: { stage: 'season plan', fraction: 0.25 },
    request: PAIR,
    result: null,
  });
  server.work.letGo();
  expect((await until(server.url, address, ['done'])).result).toMatchObject({ schema: 'spillway/sweep@1' });
  expect(server.work.requests).toHaveLength(1);

  const done = await ask(server.url, 'GET', address);
  expect(
    (await ask(server.url, 'GET', address, undefined, { 'if-none-match': done.headers.get('etag')! })).status,
  ).toBe(304);
  expect(codes(await ask(server.url, 'DELETE', address))).toEqual(['ended']);

  await server.close();
  server = await startHarness(server.folder);
  expect((await ask(server.url, 'GET', address)).json).toEqual(done.json);
  expect(((await submit(PAIR)).json as unknown as JobAnswer).state).toBe('done');
  expect(server.work.requests).toHaveLength(0);
});

it('takes up unfinished work after a restart', async () => {
  const address = (await submit(PAIR)).headers.get('location')!;
  await until(server.url, address, ['running']);
  await server.close();
  server = await startHarness(server.folder);
  server.work.letGo();
  expect(await until(server.url, address, ['done'])).toMatchObject({ attempt: 1 });
});

it('cancels within two seconds, and runs again when asked again', async () => {
  const address = (await submit(PAIR)).headers.get('location')!;
  await until(server.url, address, ['running']);
  const asked = performance.now();
  expect((await ask(server.url, 'DELETE', address)).json).toMatchObject({ state: 'cancelled' });
  expect(performance.now() - asked).toBeLessThan(2000);
  expect((await ask(server.url, 'DELETE', address)).status).toBe(200);
  expect((await submit(PAIR)).headers.get('location')).toBe(address);
  await until(server.url, address, ['running']);
});

it('honours Idempotency-Key', async () => {
  const key = { 'idempotency-key': 'a-key' };
  const address = (await submit(PAIR, key)).headers.get('location');
  expect((await submit(PAIR, key)).headers.get('location')).toBe(address);
  expect(codes(await submit({ ...PAIR, options: { level: 'screen' } }, key))).toEqual(['idempotency-key-reused']);
});

it('tells the whole course of a job as events', async () => {
  const address = (await submit(PAIR)).headers.get('location')!;
  const response = await fetch(`${server.url}${address}/events`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let told = '';
  const decoder = new TextDecoder();
  for await (const part of response.body!) {
    told += decoder.decode(part as Uint8Array, { stream: true });
    if (told.includes('season plan')) server.work.letGo();
  }
  const events = told
    .split('\n\n')
    .filter((block) => block.startsWith('event:'))
    .map((block) => ({
      name: /^event: (\w+)/.exec(block)![1],
      job: JSON.parse(/^data: (.*)$/m.exec(block)![1]) as JobAnswer,
    }));
  expect(events[0].name).toBe('state');
  expect(events.at(-1)).toMatchObject({ name: 'state', job: { state: 'done' } });
});

it('changes the few figures of the dashboard, and only those', async () => {
  const answer = await submit({ ...PAIR, changes: { size: '80 MW' } });
  expect(answer.status).toBe(202);
  await until(server.url, answer.headers.get('location')!, ['running']);
  const request = server.work.requests[0];
  if (request.kind !== 'comparison') throw new Error('not a comparison');
  expect(request.reference.id).toBe('two-plant-cascade-base');
  expect(request.counterfactual).toMatchObject({
    id: 'two-plant-cascade-shutdown-changed',
    measures: [{ size: '80 MW' }],
  });
  expect(
    codes(await submit({ reference: PAIR.reference, counterfactual: PAIR.reference, changes: { size: '1 GW' } })),
  ).toEqual(['no-removal']);
  expect((await submit({ ...PAIR, changes: { shares: { atlantis: 1 } } })).status).toBe(422);
});

it('takes the price of foresight', async () => {
  const answer = await submit({ ...PAIR, price_of_foresight: true, options: { foresight: 'rolling' } });
  expect(answer.status).toBe(202);
  await until(server.url, answer.headers.get('location')!, ['running']);
  expect(server.work.requests[0]).toMatchObject({
    kind: 'comparison',
    options: { foresight: 'rolling', priceOfForesight: true },
  });
});

it('takes scenarios written in place and places their problems', async () => {
  const inline = {
    schema: 'spillway/scenario@1',
    id: 'hot',
    extends: PAIR.reference,
    demand: { year: 2021, factor: 1.05 },
  };
  expect(
    (
      await ask(server.url, 'POST', `${API}/runs`, {
        scenario: inline,
        options: { level: 'screen', from: '2021-06-01' },
      })
    ).status,
  ).toBe(202);
  const wrong = await submit({ reference: inline, counterfactual: { ...inline, demand: { year: 1, factor: 1 } } });
  expect(wrong.json).toMatchObject({ status: 422, problems: [{ path: 'counterfactual.demand.year' }] });
  const empty = await ask(server.url, 'POST', `${API}/runs`, {
    scenario: inline,
    options: { from: '2021-06-02', to: '2021-06-01' },
  });
  expect(codes(empty)).toEqual(['empty-window']);
});

it('accepts sweeps of a measure the scenario has', async () => {
  const sweep = {
    scenario: PAIR.counterfactual,
    reference: PAIR.reference,
    measure: 'shutdown',
    from: '0 GW',
    to: '90 MW',
    steps: 4,
  };
  const answer = await ask(server.url, 'POST', `${API}/sweeps`, sweep);
  expect(answer.status).toBe(202);
  await until(server.url, answer.headers.get('location')!, ['running']);
  expect(server.work.requests[0]).toMatchObject({
    kind: 'sweep',
    sweep: { axis: { measure: 'shutdown', field: 'size', values: [0, 30, 60, 90] }, second: null, rules: false },
  });
  const dates = {
    ...sweep,
    field: 'start',
    from: '2021-06-01',
    to: '2021-06-02',
    steps: 3,
    second: { measure: 'shutdown', field: 'persistence', from: 0, to: 1, steps: 2 },
    rules: true,
  };
  expect((await ask(server.url, 'POST', `${API}/sweeps`, dates)).status).toBe(202);
  expect(codes(await ask(server.url, 'POST', `${API}/sweeps`, { ...sweep, measure: 'nope' }))).toEqual([
    'unknown-measure',
  ]);
  const wrong = await ask(server.url, 'POST', `${API}/sweeps`, {
    ...sweep,
    to: 'soon',
    second: { ...dates.second, field: 'load' },
  });
  expect(
    (wrong.json as unknown as { problems: { code: string; path: string }[] }).problems.map(({ code, path }) => [
      code,
      path,
    ]),
  ).toEqual([
    ['axis-value', 'to'],
    ['field-not-numeric', 'second.field'],
  ]);
});

it('accepts packages of counter-measures', async () => {
  const asked = {
    scenario: PAIR.counterfactual,
    with: [
      'two-plant-cascade-smelter',
      {
        schema: 'spillway/scenario@1',
        id: 'mill',
        extends: PAIR.counterfactual,
        measures: [{ id: 'mill', type: 'add-load', zone: 'city', size: '5 MW' }],
      },
    ],
  };
  const answer = await ask(server.url, 'POST', `${API}/packages`, asked);
  expect([answer.status, answer.headers.get('location')?.startsWith('/api/v1/packages/')]).toEqual([202, true]);
  await until(server.url, answer.headers.get('location')!, ['running']);
  expect(server.work.requests[0]).toMatchObject({
    kind: 'package',
    scenario: { id: PAIR.counterfactual },
    package: { with: [{ id: 'two-plant-cascade-smelter' }, { id: 'mill' }] },
  });
  const wrong = await ask(server.url, 'POST', `${API}/packages`, {
    ...asked,
    with: ['nowhere', { ...(asked.with[1] as object), measures: [], id: '!' }],
  });
  expect((wrong.json as unknown as { problems: { path: string }[] }).problems.map(({ path }) => path)).toEqual([
    'with[0]',
    'with[1].id',
  ]);
  expect((await ask(server.url, 'POST', `${API}/packages`, { ...asked, with: [] })).status).toBe(422);
});

it('accepts backcasts of years that the model knows, the same years once', async () => {
  const post = (body: unknown) => ask(server.url, 'POST', `${API}/backcasts`, body);
  const answer = await post({ model: 'sichuan', years: '2019..2021' });
  expect(answer.status).toBe(202);
  const address = answer.headers.get('location')!;
  expect(address).toMatch(/^\/api\/v1\/backcasts\/[0-9a-f]+$/);
  expect((await until(server.url, address, ['running'])).links).not.toHaveProperty('series');
  const [request] = server.work.requests;
  if (request.kind !== 'backcast') throw new Error('not a backcast');
  expect(request.backcast.scenarios.map(({ year, scenario }) => [year, scenario.id])).toEqual([
    [2019, 'sichuan-2019-base'],
    [2020, 'sichuan-2020-base'],
    [2021, 'sichuan-2021-shutdown-8gw'],
  ]);
  expect((await post({ model: 'sichuan', years: '2021,2019..2020' })).headers.get('location')).toBe(address);
  expect(codes(await post({ model: 'sichuan', years: '1990' }))).toEqual(['year-outside-model']);
  expect((await post({ model: 'sichuan', years: '2020-2021', options: { level: 'best' } })).json).toMatchObject({
    status: 422,
    problems: [{ path: 'years' }, { path: 'options.level' }],
  });
  expect(codes(await post({ model: 'atlantis' }))).toEqual(['unknown-model']);
});

it('gives series by id or total, hour or day, as JSON or CSV', async () => {
  const address = (await submit(PAIR)).headers.get('location')!;
  expect((await ask(server.url, 'GET', `${address}/series?quantity=export_mw`)).status).toBe(409);
  server.work.letGo();
  await until(server.url, address, ['done']);
  type Series = { unit: string; times: string[]; rows: { world: string; key: string; values: number[] }[] };
  const hourly = (await ask(server.url, 'GET', `${address}/series?quantity=export_mw`)).json as unknown as Series;
  expect([hourly.unit, hourly.times.length, hourly.rows.map((row) => `${row.world} ${row.key}`)]).toEqual([
    'MW',
    48,
    ['reference a', 'reference b', 'counterfactual a', 'counterfactual b'],
  ]);
  const monthly = (
    await ask(server.url, 'GET', `${address}/series?quantity=export_mw&by=total&step=month&world=counterfactual`)
  ).json as unknown as Series;
  expect(monthly.rows).toEqual([{ world: 'counterfactual', key: 'total', values: [23.5 + 71.5] }]);
  const csv = await ask(
    server.url,
    'GET',
    `${address}/series?quantity=export_mw&from=${hourly.times[0].slice(0, 10)}&to=${encodeURIComponent(hourly.times[2])}`,
    undefined,
    { accept: 'text/csv' },
  );
  expect(csv.type).toBe('text/csv');
  expect(csv.text.split('\r\n').slice(0, 2)).toEqual([
    'time,counts,reference a [MW],reference b [MW],counterfactual a [MW],counterfactual b [MW]',
    `${hourly.times[0]},statistic,0,48,0,48`,
  ]);
  expect(codes(await ask(server.url, 'GET', `${address}/series?quantity=price_yuan_per_mwh&by=total`))).toEqual([
    'grouping',
  ]);
  expect(codes(await ask(server.url, 'GET', `${address}/series?quantity=hydro_mw`))).toEqual(['no-series']);
});

it('pages through jobs, newest first', async () => {
  const levels = ['screen', 'standard', 'exact'];
  const ids: string[] = [];
  for (const level of levels)
    ids.push(((await submit({ ...PAIR, options: { level } })).json as unknown as JobAnswer).id);
  type Page = { items: { id: string }[]; next: string | null };
  const first = (await ask(server.url, 'GET', `${API}/comparisons?limit=2`)).json as unknown as Page;
  const second = (await ask(server.url, 'GET', `${API}/comparisons?limit=2&cursor=${first.next}`))
    .json as unknown as Page;
  expect(new Set([...first.items, ...second.items].map((job) => job.id))).toEqual(new Set(ids));
  expect(second.next).toBeNull();
});
