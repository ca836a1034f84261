import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { solveCaseFile } from '../../src/app/cli/commands/solve.ts';
import type { Problem } from '../../src/system/words/problem.ts';
import { yearCase } from '../support/year-case.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-field-'));
afterAll(() => rmSync(folder, { recursive: true }));

function solved(content: object) {
  const path = join(folder, 'case.json');
  writeFileSync(path, JSON.stringify({ schema: 'dispatch-case/1', ...content }));
  return solveCaseFile(path);
}
async function refused(content: object): Promise<Problem> {
  const { exitCode, document } = await solved(content);
  expect(exitCode).toBe(2);
  const { problems } = document as { problems: readonly Problem[] };
  expect(problems).toHaveLength(1);
  return problems[0];
}
async function answered(content: object): Promise<Record<string, never> & { objective: number }> {
  const { exitCode, document } = await solved(content);
  expect(exitCode).toBe(0);
  return document as never;
}

const coal = { id: 'coal', zone: 'z', p_max: 200, cost: 30 };
const one = (n: number, dam: object) => ({
  time: { n },
  zones: [{ id: 'z', load: 100, unserved_cost: 1000 }],
  thermal: [coal],
  hydro: [{ id: 'dam', zone: 'z', q_max: 100, ...dam }],
});

describe('storage to begin with outside what the reservoir may hold', () => {
  test('is refused by name, above the largest and below the least, whatever water comes', async () => {
    for (const dam of [
      { v_max: 5, v_init: 10, inflow: 10 },
      { v_max: 5, v_init: 10, inflow: 10, outflow_max: 150 },
    ]) {
      expect(await refused(one(4, dam))).toMatchObject({
        path: 'hydro[0].v_init',
        value: 10,
        message: expect.stringMatching(/"dam".*v_init.*above v_max/) as string,
      });
    }
    for (const inflow of [0, 300]) {
      expect(await refused(one(4, { v_min: 1, v_max: 5, v_init: 0, inflow }))).toMatchObject({
        path: 'hydro[0].v_init',
        value: 0,
        message: expect.stringMatching(/"dam".*v_init.*below v_min/) as string,
      });
    }
    expect((await answered(one(4, { v_min: 1, v_max: 5, v_init: 1, inflow: 10 }))).objective).toBeGreaterThan(0);
  });
});

describe('a least release above the inflow', () => {
  test('names the plant and the step at which its water ends, with a remedy that can help', async () => {
    // 0.5 hm3 and 5 m3/s in, 20 out: 15 x 0.0036 = 0.054 hm3 less every hour, which lasts nine hours; the tenth, step
    // 9, is dry.
    const down = { id: 'lower', zone: 'z', q_max: 100, v_max: 0, v_init: 0 };
    const content = (least: number) => {
      const base = one(24, {
        id: 'upper',
        v_max: 5,
        v_init: 0.5,
        inflow: 5,
        outflow_min: least,
        turbine_to: 'lower',
        spill_to: 'lower',
      });
      return { ...base, hydro: [...base.hydro, down] };
    };
    const found = await refused(content(20));
    expect(found).toMatchObject({ path: 'hydro[0].outflow_min', value: 20 });
    expect(found.message).toMatch(
      /plant "upper" outflow_min 20 at steps 0 to 9; plant "upper" storage of at least 0 at step 9/,
    );
    // 5 + 0.5 / (24 x 0.0036) = 10.787, told in four digits that work
    const [, most] = /lower outflow_min of "upper" to ([\d.]+)/.exec(found.hint)!;
    expect(most).toBe('10.78');
    await answered(content(Number(most)));
  });

  test('in one step alone names that step', async () => {
    const found = await refused(one(3, { v_max: 0, v_init: 0, inflow: [30, 10, 30], outflow_min: 15 }));
    expect(found.message).toMatch(/plant "dam" outflow_min 15 at step 1/);
    expect(found.hint).toMatch(/lower outflow_min of "dam" to 10/);
  });
});

describe('zones that stand alone', () => {
  const zones = [
    { id: 'a', load: 50 },
    { id: 'island', load: 10 },
  ];
  const thermal = [{ id: 'ga', zone: 'a', p_max: 200, cost: 20 }];

  // 10 MW come in each of two hours and nobody takes them; of the unit's 5 MW none is wanted.
  test('load below 0 is power that comes in, and may be thrown away where that is allowed', async () => {
    const zone = { id: 'z', load: -10, spill_allowed: true };
    const thermal = [{ id: 'c', zone: 'z', p_max: 5, cost: 1 }];
    expect(await answered({ id: 'x', time: { n: 2 }, zones: [zone], thermal })).toMatchObject({
      objective: 0,
      thrown_away_mw: { z: [10, 10] },
    });
    expect((await refused({ id: 'x', time: { n: 2 }, zones: [{ id: 'z', load: -10 }] })).path).toBe('zones[0].load');
  });

  test('a zone that nothing feeds is named', async () => {
    expect((await refused({ kvl: true, time: { n: 1 }, zones, thermal, lines: [] })).message).toMatch(
      /zone "island" load 10 at step 0/,
    );
  });

  test('a zone that feeds itself in part leaves the rest unserved', async () => {
    const { objective } = await answered({
      kvl: true,
      time: { n: 2 },
      zones: [
        { id: 'a', load: 50 },
        { id: 'b', load: 30 },
        { id: 'island', load: 10, unserved_cost: 500 },
      ],
      thermal: [
        ...thermal,
        { id: 'gb', zone: 'b', p_max: 20, cost: 50 },
        { id: 'gi', zone: 'island', p_max: 4, cost: 5 },
      ],
      lines: [{ id: 'ab', from: 'a', to: 'b', cap_fwd: 15, cap_rev: 15, x: 0.1 }],
    });
    // an hour: 65 MW at 20, 15 at 50, 4 at 5, 6 MW unserved at 500
    expect(objective).toBeCloseTo(2 * (1300 + 750 + 20 + 3000), 6);
  });

  test('a line that is taken out ties no angles; one of capacity 0 does, and the answer says so', async () => {
    const ring = (ab: object) => ({
      kvl: true,
      time: { n: 1 },
      zones: [
        { id: 'a', load: 0 },
        { id: 'b', load: 0 },
        { id: 'c', load: 60, unserved_cost: 1000 },
      ],
      thermal,
      lines: [
        { id: 'ab', from: 'a', to: 'b', x: 0.1, ...ab },
        { id: 'bc', from: 'b', to: 'c', x: 0.1 },
        { id: 'ac', from: 'a', to: 'c', x: 0.1 },
      ],
    });
    expect((await answered(ring({ available: 0 }))).objective).toBeCloseTo(1200, 6);
    const held = await answered(ring({ cap_fwd: 0, cap_rev: 0 }));
    expect(held.objective).toBeCloseTo(60_000, 6);
    expect(held.notes).toEqual([expect.stringMatching(/line "ab".*available/)]);
  });
});

test('0.36 hm3 that travel from a step of one hour into one of two arrive as 0.36 hm3', async () => {
  // 100 m3/s in an hour are 50 in two: 50 MW of the 200 asked for, 150 MW x 2 h unserved at 1000.
  const answer = await answered({
    time: { n: 3, hours: [1, 2, 1] },
    zones: [{ id: 'z', load: [0, 200, 0], unserved_cost: 1000, spill_allowed: true }],
    hydro: [
      {
        id: 'up',
        zone: 'z',
        mw_per_m3s: 0,
        q_max: 100,
        v_max: 0.36,
        v_init: 0.36,
        turbine_to: 'down',
        spill_to: 'down',
        travel_steps: 1,
      },
      { id: 'down', zone: 'z', mw_per_m3s: 1, q_max: 200, v_max: 0, v_init: 0 },
    ],
  });
  expect(answer.objective).toBeCloseTo(300_000, 6);
  expect((answer.hydro_mw as Record<string, number[]>).down[1] * 2 * 0.0036).toBeCloseTo(0.36, 9);
});

test('the table of every published case holds numbers', async () => {
  const cases = new URL('../reference-cases/', import.meta.url);
  const names = readdirSync(cases).filter((name) => name.endsWith('.json'));
  expect(names.length).toBeGreaterThan(9);
  for (const name of names) {
    const { text, exitCode } = await solveCaseFile(new URL(name, cases).pathname);
    expect([name, exitCode, /NaN|undefined|Infinity/.exec(text)]).toEqual([name, 0, null]);
  }
});

test('a year of hours of two plants is solved, and its books close', async () => {
  const { objective, ...answer } = await answered(yearCase(8760));
  expect(objective).toBeGreaterThan(0);
  expect((answer.hydro_mw as Record<string, number[]>).up).toHaveLength(8760);
  expect(answer.water_residual_hm3).toBeLessThan(1e-6);
  expect(answer.energy_residual_mwh).toBeLessThan(1e-3);
});
