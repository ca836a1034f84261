import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { keepDrawn } from './drawn.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a machine without Chromium is told: its browser tests are skipped, and counted as skipped. */
export const NO_CHROMIUM =
  'The browser tests are skipped: no Chromium was found. Install it with "apt-get install -y chromium fonts-noto-cjk", ' +
  'or set CHROMIUM_PATH to the program.';

/**
 * The browser of this machine: `CHROMIUM_PATH`, else the usual places; null where there is none, or where the variable
 * is empty. A path that names no file is an error.
 */
export function findChromium(given = process.env.CHROMIUM_PATH): string | null {
  if (given === undefined) return PLACES.find((place) => existsSync(place)) ?? null;
  if (given !== '' && !existsSync(given)) throw new Error(`CHROMIUM_PATH names no file: ${given}`);
  return given === '' ? null : given;
}

export const openBrowser = (path: string): Promise<Browser> => chromium.launch({ executablePath: path, args: QUIET });

export interface Watched {
  readonly page: Page;
  /** everything that went wrong so far and was not announced */
  readonly errors: readonly string[];
  /** Says that the page may complain of this from here on, such as of a request that is refused on purpose. */
  allow(complaint: RegExp): void;
}

/**
 * A page in its own context (own storage), with everything that went wrong in it: console errors, exceptions, requests
 * to other hosts.
 */
export async function openPage(
  browser: Browser,
  url: string,
  locale: string,
  width = 1280,
  height = 900,
  reducedMotion: 'reduce' | 'no-preference' = 'no-preference',
): Promise<Watched> {
  const context = await browser.newContext({ locale, viewport: { width, height }, reducedMotion });
  await context.addInitScript(keepDrawn);
  const page = await context.newPage();
  const errors: string[] = [];
  const allowed: RegExp[] = [];
  const note = (complaint: string): void => {
    if (!allowed.some((one) => one.test(complaint))) errors.push(complaint);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(message.text());
  });
  page.on('pageerror', (error) => note(error.stack ?? String(error)));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(new URL(url).origin))
      note(`asked another host: ${request.url()}`);
  });
  await page.goto(url);
  return {
    page,
    errors,
    allow: (complaint) => {
      allowed.push(complaint);
    },
  };
}
