/// <reference lib="dom" />
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const FOLDER = 'docs/images';
const LOCALES = [
  ['en', 'en-US'],
  ['zh', 'zh-CN'],
] as const;
const VIEW = { width: 1280, height: 1500 };
const DRAWS = '200';
const RUN_MS = 900_000;
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * `npm run proofs -- screens`: the pictures of README from the page itself. Serves with an empty store, waits for the
 * study that the program opens with, draws 200 times with the place of the load drawn too, and takes both in both
 * languages. Needs Chromium (`CHROMIUM_PATH`, or where systems put it).
 */
async function main(): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('screens needs Chromium: apt-get install -y chromium fonts-noto-cjk');
  const data = mkdtempSync(join(tmpdir(), 'spillway-screens-'));
  const server = spawn(process.execPath, ['dist/app/cli/main.js', 'start', '--port', '0'], {
    env: { ...process.env, SPILLWAY_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const url = await address(server);
    await studied(server);
    for (const [language, locale] of LOCALES) await pictures(browser, url, language, locale);
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
    rmSync(data, { recursive: true, force: true });
  }
}

/** Where the server says that it serves. */
const address = (server: ChildProcess): Promise<string> => said(server, 'stderr', /serves API and dashboard at (\S+);/);
/** The headline table is printed once the study is worked. */
const studied = (server: ChildProcess): Promise<string> => said(server, 'stdout', /(.)/);

function said(server: ChildProcess, from: 'stdout' | 'stderr', pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    server[from]!.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const found = pattern.exec(text);
      if (found) resolve(found[1]);
    });
    server.once('close', (code) => {
      reject(new Error(`the server ended with ${code}: ${text}`));
    });
  });
}

async function pictures(browser: Browser, url: string, language: string, locale: string): Promise<void> {
  const context = await browser.newContext({ locale, viewport: VIEW, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('#delta').waitFor({ timeout: RUN_MS });
  await page.locator('#daily-chart canvas, #charts canvas').first().waitFor({ timeout: RUN_MS });
  if ((await page.locator('#ensemble-summary').count()) === 0) {
    await page.fill('#ensemble-draws', DRAWS);
    await page.check('#ensemble-draw-place');
    await page.click('#ensemble-run');
  }
  await page.locator('#ensemble-summary').waitFor({ timeout: RUN_MS });
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  await page.screenshot({ path: join(FOLDER, `dashboard-${language}.png`) });
  await shot(page, join(FOLDER, `uncertainty-${language}.png`));
  await context.close();
  console.log(`${FOLDER}/dashboard-${language}.png, ${FOLDER}/uncertainty-${language}.png`);
}

/** The summary of the draws and the two charts below it, as one picture. */
async function shot(page: Page, path: string): Promise<void> {
  await page.locator('#ensemble-summary').scrollIntoViewIfNeeded();
  const [top, charts] = await Promise.all(
    ['#ensemble-summary', '#ensemble .pair-of-figures'].map((name) => page.locator(name).boundingBox()),
  );
  if (!top || !charts) throw new Error('the page shows no draws');
  const scrolled = await page.evaluate(() => scrollY);
  const clip = { x: top.x, y: top.y + scrolled, width: top.width, height: charts.y + charts.height - top.y };
  await page.screenshot({ path, clip, fullPage: true });
}

await main();
