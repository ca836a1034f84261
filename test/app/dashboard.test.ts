/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import { dailyFacts, dispositionFacts, monthFacts, Speech, whereFacts } from './chart-facts.ts';
import { readTooltips } from './chart-pointer.ts';
import { dashboardBed, text, width } from './dashboard-bed.ts';

const RUN_MS = 60_000;
/** A season of hours for two worlds takes minutes on two cores. */
const SEASON_MS = 600_000;

const bed = dashboardBed();

const drawing = (page: Page, id: string): Promise<string> =>
  page.locator(`#${id} canvas`).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const settle = (page: Page): Promise<void> => page.waitForTimeout(600);

const latestResult = (): Promise<ComparisonResult> => bed.site.latest('comparisons');

/** Runs what the form holds until the page says, in English, that it has finished. */
async function runAndWait(page: Page, button = '#run', timeout = RUN_MS): Promise<void> {
  await page.locator(button).click();
  await page.locator('#progress-text', { hasText: 'Finished' }).waitFor({ timeout });
  await settle(page);
}

describe('dashboard on the two-plant cascade', () => {
  it(
    'offers to run, then a smaller load gives new numbers and charts without a reload',
    async () => {
      const { page } = await bed.toy();
      await runAndWait(page, '#run-first');
      const whole = await latestResult();
      expect(await text(page, '#delta')).toBe(`+${whole.curtailed_gwh.delta.toFixed(2)} GWh`);
      expect(await page.locator('#charts canvas').count()).toBe(5);
      const drawn = { daily: await drawing(page, 'daily'), disposition: await drawing(page, 'disposition') };
      await page.evaluate(() => {
        document.body.dataset.kept = 'yes';
      });

      await page.fill('#size', '0.012');
      await runAndWait(page);
      const smaller = await latestResult();
      expect(smaller.removed_energy_gwh).toBeCloseTo(whole.removed_energy_gwh * 0.4, 6);
      expect(await text(page, '#delta')).toBe(`+${smaller.curtailed_gwh.delta.toFixed(2)} GWh`);
      expect(await drawing(page, 'daily')).not.toBe(drawn.daily);
      expect(await drawing(page, 'disposition')).not.toBe(drawn.disposition);
      expect(await page.evaluate(() => document.body.dataset.kept)).toBe('yes');

      await page.locator('.history-entry').last().click();
      expect(await text(page, '#delta')).toBe(`+${whole.curtailed_gwh.delta.toFixed(2)} GWh`);
    },
    2 * RUN_MS,
  );

  it(
    'shows the finished comparison at once, in both languages, and remembers the choice',
    async () => {
      const { page } = await bed.toy('zh-CN', 390);
      await page.waitForSelector('#delta');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
      expect(await text(page, '.effect')).toContain('弃水电量');
      expect(await text(page, '#delta')).toContain('亿千瓦时');
      expect(await text(page, '.form')).toContain('万千瓦');
      expect(await width(page)).toBe(390);
      await page.click('#language');
      expect(await text(page, '#delta')).toContain('GWh');
      await page.reload();
      await page.waitForSelector('#delta');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    },
    RUN_MS,
  );

  it(
    'says beside the field what is wrong, and gives tables and CSV of the exact figures',
    async () => {
      const { page, allow } = await bed.toy();
      // The refused request is the only thing the browser may complain about.
      allow(/ 422 /);
      await page.waitForSelector('#delta');
      await page.fill('#size', 'lots');
      await page.fill('#connection-grid', '50');
      await page.click('#run');
      await page.waitForSelector('#size-problem');
      expect(await text(page, '#size-problem')).toMatch(/unit/);
      expect(await text(page, '#connection-problem')).toMatch(/sum to 1/);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('size');

      const result = await latestResult();
      await page.click('#month-toggle');
      expect(await page.locator('#month tbody tr').count()).toBe(result.by_month.length);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#daily-csv')]);
      expect(download.suggestedFilename()).toBe('spillway-daily.csv');
    },
    RUN_MS,
  );
});

describe('dashboard on the Sichuan study', () => {
  it(
    'runs 8 GW and then 3.2 GW at the screening level',
    async () => {
      const { page } = await bed.sichuan();
      await page.waitForSelector('#shares option[value$="kangding-yaan"]', { state: 'attached' });
      expect(await page.inputValue('#size')).toBe('8');
      expect(await text(page, '.claim')).toContain('claim');
      await page.selectOption('#foresight', 'perfect');
      await page.selectOption('#level', 'screen');
      await runAndWait(page, '#run', SEASON_MS);
      const whole = await latestResult();
      await page.locator('[id="try-3.2"]').click();
      expect(await page.inputValue('#size')).toBe('3.2');
      await runAndWait(page, '#run', SEASON_MS);
      const smaller = await latestResult();
      expect(smaller.removed_energy_gwh).toBeCloseTo(whole.removed_energy_gwh * 0.4, 3);
      expect(smaller.curtailed_gwh.delta).toBeLessThan(whole.curtailed_gwh.delta);
      expect(await text(page, 'h1')).toContain('3.2 GW');
      expect(await page.locator('#charts canvas').count()).toBe(5);
      for (const language of ['en', 'zh'] as const) {
        const speech = await Speech.of(language, bed.site.url, 'sichuan');
        for (const facts of [
          dailyFacts(smaller, speech),
          monthFacts(smaller, speech),
          dispositionFacts(smaller, speech),
          whereFacts(smaller, speech, 'basin'),
        ])
          await readTooltips(page, facts);
        await page.click('#language');
      }
    },
    2 * SEASON_MS,
  );
});
