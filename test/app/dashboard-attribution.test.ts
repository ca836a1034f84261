/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import type { PackageResult } from '../../src/study/countermeasures/package-result.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { TornadoResult } from '../../src/study/tornado/tornado-result.ts';
import { dashboardBed, finished, rows, width } from './dashboard-bed.ts';

const RUN_MS = 90_000;

const bed = dashboardBed();

describe('where, why and what matters', () => {
  it(
    'divides the disposition by month and zone, shows how lines are loaded, and checks the sections',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#run-first');
      await page.selectOption('#level', 'screen');
      await page.check('#attribute');
      await page.click('#run');
      await finished(page, 'progress-text');
      const result = await bed.site.latest<ComparisonResult>('comparisons');
      await page.click('#disposition-toggle');
      for (const [view, lines] of [
        ['total', 13],
        ['month', result.disposition_by_month.length],
        ['zone', 2],
      ] as const) {
        await page.click(`#disposition-${view}`);
        expect(await rows(page, 'disposition')).toBe(lines);
      }
      expect(await page.locator('#loading canvas').count()).toBe(1);
      await page.selectOption('#loading-line', 'export/east');
      await page.click('#loading-toggle');
      expect(await rows(page, 'loading')).toBe(result.load_curves.lines.length);
      await page.click('#causes-section');
      expect(await rows(page, 'checks')).toBe(result.causes!.checks.length);
      expect(result.causes!.checks.map(({ section, hours_at_limit }) => [section, hours_at_limit])).toEqual([
        ['valley', 48],
        ['valley', 48],
      ]);
    },
    2 * RUN_MS,
  );

  it(
    'ranks assumptions and tells what measures recover, also in Chinese on a narrow page',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#tornado-run');
      await page.click('#tornado-run');
      await finished(page, 'tornado-progress-text');
      const tornado = await bed.site.latest<TornadoResult>('tornados');
      await page.click('#tornado-chart-toggle');
      expect(await rows(page, 'tornado-chart')).toBe(tornado.rows.length);
      await page.uncheck('#with-two-plant-cascade-smelter');
      expect(await page.locator('#package-run').innerText()).toContain('2 measures (4 runs)');
      await page.click('#package-run');
      await finished(page, 'package-progress-text');
      expect((await bed.site.latest<PackageResult>('packages')).measures).toHaveLength(2);
      await page.setViewportSize({ width: 390, height: 900 });
      await page.click('#language');
      await page.reload();
      await page.locator('#package-chart canvas').waitFor();
      expect(await page.locator('#tornado h2').innerText()).toBe('影响最大的假设');
      expect(await width(page)).toBe(390);
    },
    2 * RUN_MS,
  );

  it(
    'numbers the ranges of the response and names what changes state',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#response-run');
      await page.click('#response-run');
      await finished(page, 'response-progress-text');
      expect(await rows(page, 'response-ranges')).toBeGreaterThan(0);
    },
    RUN_MS,
  );
});
