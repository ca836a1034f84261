import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from '../../tools/house/sources.js';
import { findChromium } from '../app/browser.ts';
import { FAST, SLOW } from '../lanes.ts';
import { madeUpTree } from './made-up-tree.ts';

interface Report {
  readonly success: boolean;
  readonly numTotalTests: number;
  readonly numPendingTests: number;
}

it('without Chromium every browser test is skipped, counted and named with what to install', () => {
  const report = join(madeUpTree({}), 'report.json');
  const { stderr, status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      'test/app/dashboard-pointer.test.ts',
      'test/app/dashboard-attribution.test.ts',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { encoding: 'utf8', env: { ...process.env, CHROMIUM_PATH: '' } },
  );
  const { success, numTotalTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  expect({ status, success, skipped: numPendingTests }).toEqual({ status: 0, success: true, skipped: numTotalTests });
  expect(numTotalTests).toBeGreaterThan(5);
  expect(stderr).toContain('"apt-get install -y chromium fonts-noto-cjk"');
}, 240_000);

it('a path of Chromium that names no file is an error, not a skip', () => {
  expect(() => findChromium('/no/such/program')).toThrow('CHROMIUM_PATH names no file: /no/such/program');
  expect(findChromium('')).toBeNull();
  expect(findChromium(process.execPath)).toBe(process.execPath);
});

/** The test files that the patterns of the fast lane name. */
const named = filesBelow(process.cwd(), 'test', ['.test.ts']).filter((path) =>
  FAST.some((pattern) =>
    new RegExp(
      `^${pattern
        .replaceAll('.', '\\.')
        .replace('**/', '(.+/)?')
        .replace(/(?<!\.)\*/, '[^/]+')}$`,
    ).test(path),
  ),
);

it('the files left out of the fast lane are there, and would be in it', () => {
  expect(SLOW.filter((path) => !named.includes(path))).toEqual([]);
});

it('a file of the fast lane needs nothing built', () => {
  const fast = named.filter((path) => !SLOW.includes(path));
  expect(fast.length).toBeGreaterThan(60);
  const building = /['"`]dist\/app|workerRunner\(|startHarness\(/;
  expect(fast.filter((path) => building.test(readFileSync(path, 'utf8')))).toEqual([]);
});
