import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/io/store/database.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';

const data = mkdtempSync(join(tmpdir(), 'spillway-restart-'));
afterAll(() => rmSync(data, { recursive: true }));

const env = { ...process.env, SPILLWAY_DATA: data };
const compare = (draws: number): string[] => [
  'dist/app/cli/main.js',
  'compare',
  'scenarios/two-plant-cascade/base.yaml',
  'scenarios/two-plant-cascade/shutdown.yaml',
  '--level',
  'screen',
  '--seed',
  '5',
  '--draws',
  String(draws),
  '--json',
];

async function keptDraws(): Promise<{ readonly first: number; readonly created: number }[]> {
  const { database, close } = openDatabase(data);
  try {
    return await database.selectFrom('draws').select(['first', 'created']).orderBy('first').execute();
  } finally {
    await close();
  }
}

it('a killed ensemble loses no finished draws: started again, it makes the rest alone', async () => {
  const process9 = spawn(process.execPath, compare(2000), { env, stdio: 'ignore' });
  const gone = new Promise((resolve) => process9.once('exit', resolve));
  let before: Awaited<ReturnType<typeof keptDraws>> = [];
  for (const end = Date.now() + 60_000; before.length < 2 && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    before = await keptDraws();
  }
  process9.kill('SIGKILL');
  await gone;
  before = await keptDraws();
  expect(before.length).toBeGreaterThanOrEqual(2);

  const draws = 4 * (before.length + 1);
  const again = spawnSync(process.execPath, compare(draws), { env, encoding: 'utf8' });
  expect(again.status).toBe(0);
  const { ensemble } = JSON.parse(again.stdout) as ComparisonResult;
  const after = await keptDraws();
  for (const chunk of before) expect(after).toContainEqual(chunk);
  expect([after.length, ensemble?.draws]).toEqual([draws / 4, draws]);
}, 120_000);
