/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dashboardBed, finished, text } from './dashboard-bed.ts';
import { frames } from './drawn.ts';

const RUN_MS = 90_000;
const SIZES = [
  [1440, 900],
  [390, 844],
] as const;
const LOCALES = ['en-US', 'zh-CN'] as const;
const bed = dashboardBed();

/** Whether a control lies in the window as a whole and a click at its middle meets it. */
const reachable = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    const inside = left >= 0 && top >= 0 && right <= window.innerWidth && bottom <= window.innerHeight;
    return inside && control.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });

const scrollTo = async (page: Page, part: number): Promise<void> => {
  await page.evaluate(
    (to) => window.scrollTo({ top: document.documentElement.scrollHeight * to, behavior: 'instant' }),
    part,
  );
  await frames(page);
};

/** Waits until the page has come to the headline, and expects the reader's place to be there too. */
async function atHeadline(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { top, bottom } = document.getElementById('delta')!.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('headline');
}

describe.each(SIZES)('the run control at %i x %i', (width, height) => {
  it.each(LOCALES)(
    'is in view without scrolling and wherever the reader is, and so is what it would run: %s',
    async (locale) => {
      for (const open of [bed.toy, bed.sichuan]) {
        const { page } = await open(locale, width, height);
        await page.waitForSelector('#run:enabled');
        for (const part of [0, 0.3, 0.6, 1]) {
          await scrollTo(page, part);
          expect([part, await reachable(page, '#run'), await reachable(page, '#run-state')]).toEqual([
            part,
            true,
            true,
          ]);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    },
    RUN_MS,
  );

  it(
    'hides no field and nothing at the end of the page',
    async () => {
      const { page } = await bed.sichuan('en-US', width, height);
      await page.waitForSelector('#shares option[value$="kangding-yaan"]', { state: 'attached' });
      for (const start of [0, 1]) {
        await scrollTo(page, start);
        for (const id of await page
          .locator('#form :is(input, select, button):enabled:visible')
          .evaluateAll((fields) => fields.map((field) => field.id))) {
          await page.locator(`[id="${id}"]`).evaluate((field) => (field as HTMLElement).focus());
          expect([id, await reachable(page, `[id="${id}"]`)]).toEqual([id, true]);
        }
      }
      await scrollTo(page, 1);
      expect(await reachable(page, '#footer a')).toBe(true);
    },
    RUN_MS,
  );

  it.each(['no-preference', 'reduce'] as const)(
    'leads from the end of the page to the headline, with motion: %s',
    async (motion) => {
      const { page } = await bed.toy('en-US', width, height, motion);
      await page.waitForSelector('#run:enabled');
      await page.selectOption('#level', 'screen');
      await page.fill('#size', motion === 'reduce' ? '0.021' : '0.022');
      await scrollTo(page, 1);
      await page.evaluate(() => {
        const seen = new Set<number>();
        Object.assign(window, { seen });
        window.addEventListener('scroll', () => seen.add(window.scrollY));
      });
      await page.click('#run');
      await finished(page, 'progress-text');
      await atHeadline(page);
      if (motion === 'reduce')
        expect(
          await page.evaluate(() => (window as unknown as { seen: Set<number> }).seen.size),
          'stops on the way',
        ).toBeLessThanOrEqual(2);
      expect(await text(page, '#run-state')).toMatch(/shown above$/);
    },
    RUN_MS,
  );
});

describe('what the run control says', () => {
  it(
    'follows the form while it is typed, in both languages, and Enter runs it',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#delta');
      expect(await text(page, '#run-state')).toMatch(
        /^22 MW · 1 Jun · .* · screen \(season plan\) — shown above$|^21 MW · .* — shown above$/,
      );
      await page.fill('#size', '0.017');
      expect(await text(page, '#run-state')).toMatch(/^17 MW · .* — not what is shown above$/);
      await page.click('#language');
      expect(await text(page, '#run-state')).toMatch(/^1.7 万千瓦 · 6月1日 · .* — 与上方所示不同$/);
      await page.click('#language');
      await page.focus('#size');
      await page.keyboard.press('Enter');
      await finished(page, 'progress-text');
      await atHeadline(page);
      expect(await text(page, '#run-state')).toMatch(/^17 MW · .* — shown above$/);
      expect(await text(page, '#delta')).toContain('GWh');
    },
    RUN_MS,
  );

  it(
    'leaves a reader alone who is at the next case already',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#delta');
      let letGo = (): void => undefined;
      const free = new Promise<void>((done) => {
        letGo = done;
      });
      await page.route('**/api/v1/comparisons', async (route) => {
        await free;
        await route.continue();
      });
      await page.fill('#size', '0.016');
      await page.click('#run');
      await page.fill('#size', '0.0155');
      letGo();
      await finished(page, 'progress-text');
      expect([await page.evaluate(() => document.activeElement?.id), await page.inputValue('#size')]).toEqual([
        'size',
        '0.0155',
      ]);
    },
    RUN_MS,
  );

  it(
    'counts what has to be changed, and leads to it where no field is wrong',
    async () => {
      const { page, allow } = await bed.at('/?reference=nobody&counterfactual=nobody-either', 'en-US', 390, 844);
      // Both scenarios are unknown on purpose.
      allow(/ (404|422) /);
      await page.waitForSelector('#run:enabled');
      await scrollTo(page, 1);
      await page.click('#run');
      await page.locator('#run-bar .bad', { hasText: /need/ }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems');
      expect(await text(page, '#problems')).toContain('nobody');
      expect(await reachable(page, '#problems')).toBe(true);
    },
    RUN_MS,
  );
});
