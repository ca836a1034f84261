import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StoredEstimate } from '../../src/study/base/best-estimate.ts';

/** What README says of the answer stands in the page of results too; `(…)` are the figures. */
const TOLD: Readonly<Record<string, RegExp>> = {
  'assimilated estimate and its range': /assimilated[^|]*\|\W*([\d.]+) TWh\W*\|\W*([\d.]+ to [\d.]+)/,
  'blind estimate and its range': /blind[^|]*\|\W*([\d.]+) TWh\W*\|\W*([\d.]+ to [\d.]+)/,
  'coal and gas of the world with the load': /It burns ([\d.]+) GW of coal and gas in the mean of July/,
  'highest published month': /highest published month had ([\d.]+) GW/,
  'what a forecast changes': /gives ([\d.]+) TWh, under a forecast ([\d.]+)/,
  'what hash-rate arithmetic gives': /Hash-rate arithmetic gives ([\d.]+) to ([\d.]+) GW/,
  'draws of an estimate': /Each is the median of (\d+) draws/,
};

test.each(Object.entries(TOLD))('README and the page of results tell one story: %s', (_, pattern) => {
  const [short, long] = ['README.md', 'docs/results.md'].map((page) =>
    pattern.exec(readFileSync(page, 'utf8'))?.slice(1),
  );
  expect(short).toBeDefined();
  expect(short).toEqual(long);
});

/** TWh as README says them, of GWh. */
const twh = (gwh: number): string => (gwh / 1000).toFixed(1);

test.each(['assimilated', 'blind'] as const)('README tells the estimate that is stored with the model: %s', (kind) => {
  const stored = JSON.parse(
    readFileSync('models/sichuan/estimate_sichuan-2021-base_sichuan-2021-shutdown-8gw.json', 'utf8'),
  ) as StoredEstimate;
  const { p05_gwh: low, p50_gwh: best, p95_gwh: high } = stored[kind]!;
  const told = TOLD[`${kind} estimate and its range`].exec(readFileSync('README.md', 'utf8'));
  expect(told?.slice(1)).toEqual([twh(best), `${twh(low)} to ${twh(high)}`]);
  expect(readFileSync('docs/results.md', 'utf8')).toContain(`engine ${stored.engine_version}`);
});
