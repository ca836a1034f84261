import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { solveDispatchCase } from '../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import { watchedSolve } from '../../src/app/cli/session/solve-progress.ts';
import { yearCase } from '../support/year-case.ts';
import { solveCaseFile } from '../../src/app/cli/commands/solve.ts';
import type { Problem } from '../../src/system/words/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-solve-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: unknown): string {
  const path = join(folder, 'case.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const base = {
  schema: 'dispatch-case/1',
  id: 'tiny',
  time: { n: 2 },
  zones: [{ id: 'z', load: [3, 4] }],
  thermal: [{ id: 'g', zone: 'z', p_max: 5, cost: 2 }],
};
const problemsIn = async (content: unknown): Promise<readonly Problem[]> => {
  const answer = await solveCaseFile(written(content));
  expect(answer.exitCode).toBe(2);
  return (answer.document as { problems: Problem[] }).problems;
};

describe('spillway solve', () => {
  it('gives status, objective and lists by id', async () => {
    const { document, text, exitCode } = await solveCaseFile(written(base));
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      id: 'tiny',
      status: 'optimal',
      objective: 14,
      thermal_mw: { g: [3, 4] },
      price: { z: [2, 2] },
      unserved_mw: { z: [0, 0] },
    });
    expect(text).toContain('thermal_mw');
  });

  it.each([
    ['[10, null]', 'zones[0].load[1]', null],
    ['["10", 20]', 'zones[0].load[0]', '10'],
    ['[10, 1e400]', 'zones[0].load[1]', 'Infinity'],
  ])('names the bad entry of a list %s', async (load, path, value) => {
    const problems = await problemsIn(JSON.stringify(base).replace('[3,4]', load));
    expect(problems.map((one) => [one.path, one.value])).toEqual([[path, value]]);
    expect(problems[0].limit).toMatch(/^a (?:finite )?number$/);
  });

  it('prints the least, the mean and the largest value of every quantity and id', async () => {
    const { document, text } = await solveCaseFile(
      written({ ...base, time: { n: 3 }, zones: [{ id: 'z', load: [3, 5, 4] }] }),
    );
    const byId = Object.entries(document).filter(
      (entry): entry is [string, Record<string, number[]>] => typeof entry[1] === 'object' && entry[1] !== null,
    );
    const printed = text
      .split('\n')
      .slice(5)
      .map((line) => line.split(/ +/));
    expect(printed).toEqual(
      byId.flatMap(([quantity, values]) =>
        Object.entries(values).map(([id, list]) => [
          quantity,
          id,
          ...[Math.min(...list), list.reduce((a, b) => a + b) / list.length, Math.max(...list)].map(String),
        ]),
      ),
    );
    expect(printed).toContainEqual(['thermal_mw', 'g', '3', '4', '5']);
  });

  it('places broken JSON by line and column', async () => {
    const [found] = await problemsIn('{\n "schema": "dispatch-case/1",\n "time": {"n": }\n}');
    expect(found).toMatchObject({ code: 'broken-json', line: 3, column: 16 });
  });

  it('refuses a field that stands twice, by its place', async () => {
    const text = JSON.stringify(base, null, 1)
      .replace('"id": "z"', '"id": "z", "l\\u006fad": 20')
      .replace('"zones"', '"time": { "n": 3 },\n "zones"');
    expect(await problemsIn(text)).toMatchObject([
      { code: 'duplicate-key', path: 'time', value: 'time', limit: 'each field once', line: 7, column: 2 },
      { code: 'duplicate-key', path: 'zones[0].load', value: 'load', line: 11, column: 4 },
    ]);
  });

  it('takes a field of the same name in another block, and in a text', async () => {
    const notes = { note: '{"a":1,"a":2}', title: [{ a: { a: 1 } }, { a: [{ b: 1 }, { b: 1 }] }, 'note', 'note'] };
    expect((await solveCaseFile(written({ ...base, ...notes }))).exitCode).toBe(0);
  });

  it('refuses brackets that nest without end by the place where they go too deep', async () => {
    expect(await problemsIn(`{"schema":\n${'['.repeat(400_000)}`)).toMatchObject([
      { code: 'too-deep', line: 2, column: 32 },
    ]);
    expect(await problemsIn({ ...base, title: '['.repeat(99), x: 1 })).toMatchObject([
      { code: 'unknown-field', path: 'x' },
    ]);
  });

  it('names a file that does not exist', async () => {
    const answer = await solveCaseFile(join(folder, 'nowhere.json'));
    expect([answer.exitCode, answer.text.includes('does not exist')]).toEqual([2, true]);
  });

  it('lists every problem at once', async () => {
    const found = await problemsIn({
      ...base,
      zones: [{ id: 'z', load: [3, 4, 5] }, { id: 'z' }],
      thermal: [{ id: 'g', zone: 'y', p_min: 6, p_max: 5 }],
      hydro: [{ id: 'h', zone: 'z', turbine_to: 'h', spill_to: 'sea', v_max: 1, v_final: 2 }],
      time: { n: 2, blocks: [[0, 0], [7]] },
    });
    expect(found.map((p) => p.path).sort()).toEqual([
      'hydro[0].spill_to',
      'hydro[0].turbine_to',
      'hydro[0].v_final',
      'thermal[0].p_min',
      'thermal[0].zone',
      'time.blocks',
      'time.blocks[0][1]',
      'time.blocks[1][0]',
      'zones[0].load',
      'zones[1].id',
    ]);
    expect(found.every((p) => p.file !== undefined && p.message.length > 0 && p.hint.length > 0)).toBe(true);
  });

  it('refuses unknown fields and wrong values with their place', async () => {
    const found = await problemsIn({
      ...base,
      thermal: [{ id: 'g', zone: 'z', p_mx: 5, cost: 'dear' }],
      time: { n: 0 },
    });
    expect(found.map((p) => p.path).sort()).toEqual(['thermal[0].cost', 'thermal[0].p_mx', 'time.n']);
  });

  it('says plainly that a case is infeasible or unbounded', async () => {
    expect((await problemsIn({ ...base, zones: [{ id: 'z', load: 6 }] }))[0].code).toBe('infeasible');
    expect(
      (
        await problemsIn({
          ...base,
          zones: [{ id: 'z', load: 3, spill_allowed: true }],
          thermal: [{ id: 'g', zone: 'z', cost: -1 }],
        })
      )[0].code,
    ).toBe('unbounded');
  });

  it('never writes a number that JSON cannot hold', async () => {
    const { document } = await solveCaseFile(written({ ...base, time: { n: 2, cost_weight: [1, 0] } }));
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document).toMatchObject({ price: { z: [2, null] } });
  });

  it('writes no trace of how the answer was found into the text of a problem', async () => {
    const { text } = await solveCaseFile(written('[]'));
    expect(text).not.toMatch(/\bat .*:\d+:\d+|Error:/);
    expect(readFileSync(join(folder, 'case.json'), 'utf8')).toBe('[]');
  });
});

describe('spillway solve, where there is no answer', () => {
  const dry = {
    ...base,
    zones: [{ id: 'z', load: 1, unserved_cost: 100, spill_allowed: true }],
    time: { n: 3 },
    hydro: [{ id: 'dam', zone: 'z', mw_per_m3s: 1, v_init: 0.1, v_max: 1, inflow: 2, outflow_min: 20 }],
  };

  it('names plant, step, limits and a remedy that works', async () => {
    const [found, ...others] = await problemsIn(dry);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'infeasible', path: 'hydro[0].outflow_min', value: 20 });
    expect(found.message).toMatch(
      /plant "dam" outflow_min 20 at steps 0 to 1; plant "dam" storage of at least 0 at step 1\. Water of plant "dam" .*v_init 0\.1, inflow 2\./,
    );
    const [, most] = /lower outflow_min of "dam" to ([\d.]+) or less/.exec(found.hint)!;
    expect(
      (await solveCaseFile(written({ ...dry, hydro: [{ ...dry.hydro[0], outflow_min: Number(most) }] }))).exitCode,
    ).toBe(0);
    expect(
      (await solveCaseFile(written({ ...dry, hydro: [{ ...dry.hydro[0], outflow_min: 1.01 * Number(most) }] })))
        .exitCode,
    ).toBe(2);
  });

  it('refuses storage outside its limits by name, before solving', async () => {
    const plant = { id: 'dam', zone: 'z', v_min: 1, v_max: 5 };
    const inits = [10, 0, 5.0001].map((v_init) => ({ ...dry, hydro: [{ ...plant, v_init }] }));
    for (const content of inits)
      expect((await problemsIn(content)).map(({ path, message }) => `${path} ${message}`)).toEqual([
        expect.stringMatching(/^hydro\[0\]\.v_init plant "dam": v_init is (above v_max|below v_min) at step 0/),
      ]);
    const blocks = {
      ...dry,
      time: { n: 3, blocks: [[0, 1], [2]] },
      hydro: [{ ...plant, v_init: 4.5, v_max: [5, 5, 4], v_final: 5 }],
    };
    expect((await problemsIn(blocks)).map(({ path, message }) => `${path} ${message}`)).toEqual([
      expect.stringMatching(/v_init.*step 2/),
      expect.stringMatching(/v_final.*step 2/),
    ]);
    expect((await solveCaseFile(written({ ...dry, hydro: [{ ...plant, v_init: 5, v_final: 5 }] }))).exitCode).toBe(0);
  });

  it('refuses limits that leave nothing, and water that runs in a circle', async () => {
    const ring = ['a', 'b', 'c'].map((id, i, ids) => ({
      id,
      zone: 'z',
      turbine_to: i < 2 ? ids[i + 1] : null,
      spill_to: i === 2 ? 'a' : null,
      q_max: i === 0 ? -1 : null,
    }));
    const found = await problemsIn({
      ...dry,
      hydro: ring,
      lines: [{ id: 'l', from: 'z', to: 'y', cap_fwd: -5, cap_rev: 3, available: 2 }],
      zones: [...dry.zones, { id: 'y' }],
    });
    expect(found.map(({ path }) => path)).toEqual(['lines[0].available']);
    const further = await problemsIn({
      ...dry,
      hydro: ring,
      lines: [{ id: 'l', from: 'z', to: 'y', cap_fwd: -5, cap_rev: 3, available: 0.5 }],
      zones: [...dry.zones, { id: 'y' }],
    });
    expect(further.map(({ path }) => path).sort()).toEqual(['hydro[0].q_max', 'hydro[2].spill_to', 'lines[0].cap_fwd']);
  });

  it('names what grows without end', async () => {
    const [found] = await problemsIn({
      ...base,
      zones: [{ id: 'z', load: 3, spill_allowed: true }],
      thermal: [{ id: 'g', zone: 'z', cost: [1, -1] }],
    });
    expect(found).toMatchObject({ code: 'unbounded', path: 'thermal[0].p_max' });
    expect(found.message).toMatch(/"g".*step 1/);
  });
});

describe('spillway solve, how far it is', () => {
  it('says so of large programs, and how well the books close', async () => {
    const lines: string[] = [];
    const solve = watchedSolve(createInteriorPoint(), {
      show: ({ stage, done, total, fraction }) => lines.push(`${stage} ${done}/${total} ${fraction}`),
      end: () => undefined,
    });
    const solved = solveDispatchCase(yearCase(600), solve);
    expect(lines[0]).toBe('least cost, 6000 columns, stage 1/2 0');
    expect(lines.at(-1)).toBe('least spill, 6000 columns, stage 2/2 1');
    expect(solved.balance!.water_residual_hm3).toBeLessThan(1e-6);
    const { document } = await solveCaseFile(written(base));
    expect(document).toMatchObject({
      water_residual_hm3: 0,
      energy_residual_mwh: expect.closeTo(0, 9) as number,
      notes: [],
    });
  });
});
