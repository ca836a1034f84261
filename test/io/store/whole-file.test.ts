import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/io/store/store.ts';
import type { Scenario } from '../../../src/system/scenario/scenario.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The ids of the scenarios that a copy of the one file holds. */
async function inCopy(from: string): Promise<readonly string[]> {
  const copy = join(folder, 'copy');
  mkdirSync(copy);
  copyFileSync(join(from, 'spillway.db'), join(copy, 'spillway.db'));
  const store = openStore(copy);
  const ids = (await store.scenarios.list()).map(({ document }) => document.id);
  await store.close();
  rmSync(copy, { recursive: true });
  return ids;
}
const scenario = (id: string) => ({ schema: 'spillway/scenario@1', id }) as Scenario;

it('a closed store is whole in its one file', async () => {
  const store = openStore(folder);
  await store.scenarios.create(scenario('kept'));
  await store.close();
  expect(await inCopy(folder)).toEqual(['kept']);
});

it('so is one that was opened, closed and never asked', async () => {
  await openStore(folder).close();
  expect(await inCopy(folder)).toEqual([]);
});

it('so is one that another keeps open', async () => {
  const [one, other] = [openStore(folder), openStore(folder)];
  await one.scenarios.create(scenario('one'));
  await other.scenarios.create(scenario('other'));
  await one.close();
  expect(await inCopy(folder)).toEqual(['one', 'other']);
  await other.close();
});

it.each([
  'process.exit(3)',
  'throw new Error("a fault")',
  'process.on("SIGTERM", () => process.exit(143)); process.kill(process.pid, "SIGTERM"); setInterval(() => undefined, 1000)',
])('so is one whose process ends by %s', async (end) => {
  const script = `
    const { openStore } = await import(${JSON.stringify(join(process.cwd(), 'dist/io/store/store.js'))});
    await openStore(${JSON.stringify(folder)}).scenarios.create({ id: 'kept' });
    ${end};`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(status).not.toBe(0);
  expect(await inCopy(folder)).toEqual(['kept']);
});
