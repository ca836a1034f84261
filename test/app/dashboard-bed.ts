/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { findChromium, NO_CHROMIUM, openBrowser, openPage, type Watched } from './browser.ts';
import { openSite, TOY, type Site } from './dashboard-site.ts';

/** One browser before one server with an empty store, for all tests of a file. */
export interface Bed {
  readonly site: Site;
  /** there is no Chromium: nothing is open, and every test of the file is skipped */
  readonly skipped: boolean;
  /** a page of the two-plant cascade, in English unless said otherwise */
  toy(locale?: string, width?: number, height?: number, reducedMotion?: Motion): Promise<Watched>;
  sichuan(locale?: string, width?: number, height?: number, reducedMotion?: Motion): Promise<Watched>;
  at(path: string, locale?: string, width?: number, height?: number, reducedMotion?: Motion): Promise<Watched>;
}
type Motion = 'reduce' | 'no-preference';

const START_MS = 90_000;

/**
 * Opens both before the tests of the file and closes them after. A test during which any of its pages complains has
 * failed.
 */
export function dashboardBed(): Bed {
  let browser: Browser | undefined;
  let site: Site | undefined;
  const chromium = findChromium();
  beforeAll(async () => {
    if (chromium === null) return;
    browser = await openBrowser(chromium);
    site = await openSite();
  }, START_MS);
  beforeEach(({ skip }) => skip(chromium === null, NO_CHROMIUM));
  const opened: Watched[] = [];
  afterEach(async () => {
    const pages = opened.splice(0);
    const complaints = pages.flatMap(({ errors }) => errors);
    await Promise.all(pages.map(({ page }) => page.context().close()));
    expect(complaints, 'complaints of the pages').toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  const open = async (path: string, locale = 'en-US', ...size: [number?, number?, Motion?]): Promise<Watched> => {
    const watched = await openPage(browser!, site!.url + path, locale, ...size);
    opened.push(watched);
    return watched;
  };
  return {
    skipped: chromium === null,
    get site() {
      return site!;
    },
    toy: (...how) => open(TOY, ...how),
    sichuan: (...how) => open('', ...how),
    at: open,
  };
}

export const text = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();
export const width = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
/** Rows of the table of a figure. */
export const rows = (page: Page, id: string): Promise<number> => page.locator(`#${id} tbody tr`).count();
/** Waits until the page says, in English, that a study has finished. */
export const finished = (page: Page, id: string, timeout = 90_000): Promise<void> =>
  page.locator(`#${id}`, { hasText: 'Finished' }).waitFor({ timeout });

/** The CSV of a figure as it is downloaded, by cells. */
export async function csvOf(page: Page, id: string): Promise<string[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#${id}-csv`)]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}
