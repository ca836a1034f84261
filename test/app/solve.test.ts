import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { solveCaseFile } from '../../src/app/cli/solve.ts';
import type { Problem } from '../../src/system/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-solve-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: unknown): string {
  const path = join(folder, 'case.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const base = {
  schema: 'dispatch-case/1', id: 'tiny', time: { n: 2 },
  zones: [{ id: 'z', load: [3, 4] }], thermal: [{ id: 'g', zone: 'z', p_max: 5, cost: 2 }],
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
    expect(document).toMatchObject({ id: 'tiny', status: 'optimal', objective: 14, thermal_mw: { g: [3, 4] }, price: { z: [2, 2] }, unserved_mw: { z: [0, 0] } });
    expect(text).toContain('thermal_mw');
  });

  it('prints the least, the mean and the largest value of every quantity and id', async () => {
    const { document, text } = await solveCaseFile(written({ ...base, time: { n: 3 }, zones: [{ id: 'z', load: [3, 5, 4] }] }));
    const byId = Object.entries(document).filter((entry): entry is [string, Record<string, number[]>] => typeof entry[1] === 'object' && entry[1] !== null);
    const printed = text.split('\n').slice(5).map((line) => line.split(/ +/));
    expect(printed).toEqual(byId.flatMap(([quantity, values]) => Object.entries(values).map(([id, list]) =>
      [quantity, id, ...[Math.min(...list), list.reduce((a, b) => a + b) / list.length, Math.max(...list)].map(String)])));
    expect(printed).toContainEqual(['thermal_mw', 'g', '3', '4', '5']);
  });

  it('places broken JSON by line and column', async () => {
    const [found] = await problemsIn('{\n "schema": "dispatch-case/1",\n "time": {"n": }\n}');
    expect(found).toMatchObject({ code: 'broken-json', line: 3, column: 16 });
  });

  it('refuses brackets that nest without end by the place where they go too deep', async () => {
    expect(await problemsIn(`{"schema":\n${'['.repeat(400_000)}`)).toMatchObject([{ code: 'too-deep', line: 2, column: 32 }]);
    expect(await problemsIn({ ...base, title: '['.repeat(99), x: 1 })).toMatchObject([{ code: 'unknown-field', path: 'x' }]);
  });

  it('names a file that does not exist', async () => {
    const answer = await solveCaseFile(join(folder, 'nowhere.json'));
    expect([answer.exitCode, answer.text.includes('does not exist')]).toEqual([2, true]);
  });

  it('lists every problem at once', async () => {
    const found = await problemsIn({
      ...base, zones: [{ id: 'z', load: [3, 4, 5] }, { id: 'z' }], thermal: [{ id: 'g', zone: 'y', p_min: 6, p_max: 5 }],
      hydro: [{ id: 'h', zone: 'z', turbine_to: 'h', spill_to: 'sea', v_max: 1, v_final: 2 }], time: { n: 2, blocks: [[0, 0], [7]] },
    });
    expect(found.map((p) => p.path).sort()).toEqual([
      'hydro[0].spill_to', 'hydro[0].turbine_to', 'hydro[0].v_final', 'thermal[0].p_min', 'thermal[0].zone', 'time.blocks', 'time.blocks[0][1]', 'time.blocks[1][0]', 'zones[0].load', 'zones[1].id',
    ]);
    expect(found.every((p) => p.file !== undefined && p.message.length > 0 && p.hint.length > 0)).toBe(true);
  });

  it('refuses unknown fields and wrong values with their place', async () => {
    const found = await problemsIn({ ...base, thermal: [{ id: 'g', zone: 'z', p_mx: 5, cost: 'dear' }], time: { n: 0 } });
    expect(found.map((p) => p.path).sort()).toEqual(['thermal[0].cost', 'thermal[0].p_mx', 'time.n']);
  });

  it('says plainly that a case is infeasible or unbounded', async () => {
    expect((await problemsIn({ ...base, zones: [{ id: 'z', load: 6 }] }))[0].code).toBe('infeasible');
    expect((await problemsIn({ ...base, zones: [{ id: 'z', load: 3, spill_allowed: true }], thermal: [{ id: 'g', zone: 'z', cost: -1 }] }))[0].code).toBe('unbounded');
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
