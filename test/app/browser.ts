import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The browser of this machine: `CHROMIUM_PATH`, else the usual places. */
export async function openBrowser(): Promise<Browser> {
  const asked = process.env.CHROMIUM_PATH;
  const path = asked ?? PLACES.find((place) => existsSync(place));
  if (!path || !existsSync(path)) {
    throw new Error(`The dashboard tests need Chromium, and ${asked ? `CHROMIUM_PATH names no file: ${asked}` : `none was found at ${PLACES.join(', ')}`}. `
      + 'Install it (Debian and Ubuntu: apt-get install chromium; or npx playwright-core install chromium) and, if it is elsewhere, set CHROMIUM_PATH to the program.');
  }
  return chromium.launch({ executablePath: path, args: QUIET });
}

export interface Watched { readonly page: Page; readonly errors: readonly string[] }

/** A page in its own context (own storage), with everything that went wrong in it: console errors, exceptions, requests to other hosts. */
export async function openPage(browser: Browser, url: string, locale: string, width = 1280): Promise<Watched> {
  const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(new URL(url).origin)) errors.push(`asked another host: ${request.url()}`); });
  await page.goto(url);
  return { page, errors };
}
