import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { solveCaseFile } from '../../src/app/cli/commands/solve.ts';
import { inLanguage } from '../../src/app/words/say-problem.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import type { Tables } from '../../src/system/model/model.ts';
import { InvalidInput, type Problem } from '../../src/system/words/problem.ts';
import { between, instant, toy, toyDeps } from '../field/toy.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-conflict-words-'));
afterAll(() => rmSync(folder, { recursive: true }));

const spoken = (found: readonly Problem[]): Problem[] => found.map((one) => inLanguage(one, 'zh'));
/** English words that are no name, field, path or unit. */
const english = ({ message, hint }: Problem): string[] =>
  `${message}${hint}`
    .replace(/“[^”]*”|[\w.\-[\]/]+\.csv\/\S+|\b\w+_\w+\b|\w+\[\d+\]\S*|\bMW\b/g, '')
    .match(/[A-Za-z]{2,}/g) ?? [];

async function contradictions(
  change: (tables: Tables) => Partial<Tables>,
  scenario: object = {},
): Promise<readonly Problem[]> {
  try {
    await runScenario(
      await toyDeps(change),
      await toy('base', { ...between('06-01', '06-04'), ...scenario }),
      { level: 'standard' },
      {},
    );
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}
const corridor =
  (mw: number) =>
  ({ corridors }: Tables) => ({ corridors: corridors.map((row) => ({ ...row, reverse_mw: mw })) });
const noisy = (mw: number, tables: Tables) => ({
  thermal: tables.thermal.map((row) => ({ ...row, must_run_mw: mw })),
  ...corridor(3)(tables),
});

it('a run that contradicts itself names its limits and remedies in Chinese', async () => {
  // The city takes 80 MW and 3 go back over the line: 7 MW of 90 are too many.
  const [found] = spoken(await contradictions((tables) => noisy(90, tables)));
  expect(found.message).toMatch(
    /机组“city-coal”至少运行 90 MW；通道“mountain-to-city”反向至多 3 MW；分区“city”的负荷为 80 MW/,
  );
  expect(found.message).toMatch(/（2021-06-01T00:00\+08:00 至 2021-06-04T00:00\+08:00 的谷段）/);
  expect(found.hint).toBe(
    '把 thermal.csv/city-coal.must_run_mw 降低 7 MW（或改相应的措施），或把 corridors.csv/mountain-to-city.reverse_mw 提高 7 MW（或改相应的措施）：任一项即可',
  );
  expect(english(found)).toEqual([]);
});

it('every kind of limit of a run is said in Chinese', async () => {
  const out = (station: string, mw: number) => ({
    id: `out-${station}`,
    type: 'outage',
    station,
    capacity: `${mw} MW`,
    start: instant('06-02'),
  });
  const ramp = await contradictions(
    (tables) => ({
      ...corridor(0)(tables),
      prefectures: tables.prefectures.map((row) => (row.zone === 'mountain' ? { ...row, load_share: 0 } : row)),
      lumped_hydro: [],
      exports: tables.exports.map((row) => ({ ...row, ramp_mw_per_h: 2 })),
    }),
    { loads: [], export_rule: 'all-free', measures: [out('upper', 100), out('lower', 60)] },
  );
  const hills = await contradictions((tables) => ({
    thermal: [
      ...tables.thermal,
      { ...tables.thermal[0], id: 'hill-coal', zone: 'mountain', capacity_mw: 200, must_run_mw: 150 },
    ],
  }));
  for (const found of spoken([...ramp, ...hills])) expect([found.message, english(found)]).toEqual([found.message, []]);
  expect(spoken(ramp)[0].message).toMatch(/外送“east”不能超出爬坡限制 18 MW.*“upper”的水轮机过流不超过在役机组的能力/);
  expect(spoken(hills)[0].message).toMatch(/断面“valley”至多通过 50 MW.*外送“east”至多 20 MW/);
});

it('a reference case that contradicts itself too', async () => {
  const dam = { id: 'dam', zone: 'z', mw_per_m3s: 1, v_init: 0.1, v_max: 1, inflow: 2, outflow_min: 20 };
  const base = {
    schema: 'dispatch-case/1',
    id: 'dry',
    time: { n: 3 },
    zones: [{ id: 'z', load: 1, unserved_cost: 100, spill_allowed: true }],
    thermal: [{ id: 'g', zone: 'z', p_max: 5, cost: 2 }],
    hydro: [dam],
  };
  const path = join(folder, 'case.json');
  writeFileSync(path, JSON.stringify(base));
  const { document, exitCode } = await solveCaseFile(path);
  const { problems } = document as { problems: Problem[] };
  expect([exitCode, problems.map(({ code }) => code).every((code) => code === 'infeasible')]).toEqual([2, true]);
  const [found] = spoken(problems);
  expect([found.message, english(found)]).toEqual([found.message, []]);
  // 0.1 hm3 and 2 m3/s are less than two hours of 20 m3/s, 0.144 hm3.
  expect(found.message).toContain(
    '电站“dam”的 outflow_min 20（时步 0 至 1）；电站“dam”的蓄水量不低于 0（时步 1）；电站“dam”的水量',
  );
  expect(found.hint).toMatch(/^把“dam”的 outflow_min 降到 [\d.]+ 或更低/);
});
