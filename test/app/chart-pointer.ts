/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { numberIn, type Fact, type Facts, type Row } from './chart-facts.ts';
import { colouredOn, drawnOn, frames, still, type Drawn } from './drawn.ts';

/** What a reader does to a chart with mouse, wheel and keys, and what must be seen then. */
const LEAST_COLOURED = 0.01;
const WHITE = '#ffffff';
/** stops of the pointer along an axis whose rows are too many to visit each */
const SAMPLES = 16;

export interface Told {
  readonly title: string;
  readonly lines: readonly string[];
}
/** The tooltip of a chart: its texts are white, the title first. */
export function toldOn({ texts }: Drawn): Told | null {
  const [title, ...lines] = texts.filter(({ colour }) => colour === WHITE).map(({ text }) => text.trim());
  return title === undefined ? null : { title, lines };
}

/** Every chart that is on the page now, by the id of its figure. */
export const chartsOn = (page: Page): Promise<string[]> =>
  page.locator('figure:has(canvas)').evaluateAll((figures) => figures.map(({ id }) => id));

/** Brings a chart into view with the pointer elsewhere, and waits until it has grown. */
export async function look(page: Page, id: string): Promise<Drawn> {
  await page.mouse.move(2, 2);
  await page
    .locator(`#${id} canvas`)
    .evaluate((canvas) => canvas.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const drawn = await still(page, id);
  expect(await colouredOn(page, id, drawn), `coloured part of the plot area of ${id}`).toBeGreaterThan(LEAST_COLOURED);
  return drawn;
}

const middle = ({ plot }: Drawn): { x: number; y: number } => ({
  x: plot.x + plot.width / 2,
  y: plot.y + plot.height / 2,
});

async function hover(page: Page, id: string, x: number, y: number): Promise<Told | null> {
  await page.mouse.move(x, y);
  return toldOn(await drawnOn(page, id, 4));
}

/** Moves the pointer over every row of a chart and holds what the tooltip says against the API. */
export async function readTooltips(page: Page, facts: Facts): Promise<void> {
  const { id, along, rows, sampled, rowOf } = facts;
  const drawn = await look(page, id);
  const { x, y, width, height } = drawn.plot;
  const stops = sampled || rowOf ? SAMPLES : isCurve(id) ? 2 * rows.length : rows.length;
  const seen: Told[] = [];
  for (let stop = 0; stop < stops; stop++) {
    const part = partAt(stop, stops, id);
    const told = await (along === 'x'
      ? hover(page, id, x + width * part, y + height * 0.4)
      : hover(page, id, x + width * 0.4, y + height * part));
    expect(told, `tooltip of ${id} at stop ${stop} of ${stops}`).not.toBeNull();
    const row = rowOf?.(told!.title) ?? rows.find(({ title }) => title === told!.title);
    expect(
      row,
      `${id} shows "${told!.title}", which is none of ${rows.map(({ title }) => title).join(' | ')}`,
    ).toBeDefined();
    agree(told!, row!, id);
    if (seen.at(-1)?.title !== told!.title) seen.push(told!);
  }
  if (sampled || rowOf) expect(seen.length, `different tooltips of ${id}`).toBeGreaterThan(1);
  else
    expect(
      seen.map(({ title }) => title),
      `rows of ${id} in their order`,
    ).toEqual(rows.map(({ title }) => title));
}

/**
 * Rows of a category stand in the middle of its band; points of a curve over sizes reach from edge to edge, and are met
 * from both sides.
 */
const partAt = (stop: number, stops: number, id: string): number =>
  isCurve(id) ? Math.min(0.999, Math.max(0.001, stop / (stops - 1))) : (stop + 0.5) / stops;
const isCurve = (id: string): boolean => id.startsWith('response');

/** Every line of a tooltip names something the API knows with its number, and leaves nothing out. */
function agree({ title, lines }: Told, row: Row, id: string): void {
  const wanted = row.facts.filter(([, value]) => value !== null);
  const read = lines
    .map((line) => {
      const at = line.lastIndexOf(': ');
      return { label: at < 0 ? '' : line.slice(0, at), number: numberIn(line.slice(at < 0 ? 0 : at + 2)), line };
    })
    .filter(({ number }) => number !== null);
  expect(read.length, `lines of ${id} at ${title}: ${lines.join(' | ')}`).toBe(wanted.length);
  read.forEach(({ label, number, line }, i) => {
    const fact: Fact | undefined = wanted[i][0] === null ? wanted[i] : wanted.find(([name]) => name === label);
    expect(fact, `${id} at ${title} says "${line}", which the API does not know`).toBeDefined();
    expect(
      Math.abs(number!.value - fact![1]!),
      `${id} at ${title} says "${line}" where the API has ${fact![1]}`,
    ).toBeLessThanOrEqual(number!.within + 1e-9);
  });
}

/**
 * Hides every entry of the legend by clicking it, and shows them again: no tooltip between, and as long a one after.
 */
export async function clickLegend(page: Page, id: string): Promise<void> {
  const drawn = await drawnOn(page, id);
  const { x, y } = middle(drawn);
  const before = await nudge(page, id, x, y);
  const entries = legendOf(drawn);
  if (entries.length === 0) return;
  await clickEach(page, entries);
  await still(page, id);
  await page.mouse.move(x, y);
  await frames(page);
  expect(toldOn(await still(page, id)), `tooltip of ${id} with all its data hidden`).toBeNull();
  await clickEach(page, entries);
  await still(page, id);
  expect(
    (await nudge(page, id, x, y))?.lines.length,
    `lines of the tooltip of ${id} with all its data shown again`,
  ).toBe(before?.lines.length);
}

/** One a frame: what comes within one is one event to a chart. */
async function clickEach(page: Page, entries: Drawn['texts']): Promise<void> {
  for (const { x, y } of entries) {
    await page.mouse.click(x, y);
    await frames(page);
  }
}

/** Texts above the plot area are the legend's: charts have their titles outside. */
const legendOf = ({ texts, plot }: Drawn): Drawn['texts'] =>
  texts.filter(({ y, colour }) => y < plot.y - 6 && colour !== WHITE);

/**
 * With the pointer inside: turns the wheel, makes the chart a table and a chart again by key, and expects a tooltip at
 * the first move after.
 */
export async function redrawUnderPointer(page: Page, id: string): Promise<void> {
  const { x, y } = middle(await drawnOn(page, id));
  expect(await nudge(page, id, x, y), `tooltip of ${id} before it is redrawn`).not.toBeNull();
  await page.mouse.wheel(0, 40);
  await page.mouse.wheel(0, -40);
  await page.locator(`#${id}-toggle`).evaluate((toggle) => (toggle as HTMLElement).focus({ preventScroll: true }));
  await page.keyboard.press('Enter');
  await frames(page);
  expect(await page.locator(`#${id} canvas`).count()).toBe(0);
  await page.keyboard.press('Enter');
  // A table shorter than its chart may have moved the page.
  const again = middle(await drawnOn(page, id, 4));
  expect(await nudge(page, id, again.x, again.y), `tooltip of ${id} after it was redrawn`).not.toBeNull();
}

/**
 * Switches the language by key while the pointer rests in a chart: the tooltip at the next move speaks the other one.
 */
export async function switchUnderPointer(page: Page, id: string): Promise<void> {
  const { x, y } = middle(await drawnOn(page, id));
  const before = await nudge(page, id, x, y);
  await page.locator('#language').evaluate((button) => (button as HTMLElement).focus({ preventScroll: true }));
  await page.keyboard.press('Enter');
  const drawn = await look(page, id);
  const after = await nudge(page, id, middle(drawn).x, middle(drawn).y);
  expect([before, after], `tooltips of ${id} before and after`).not.toContain(null);
  expect(after, `tooltip of ${id} in the other language`).not.toEqual(before);
}

/**
 * The tooltip at a place where there is one within a few pixels; bars of a few pixels are met by none of fewer moves.
 */
async function nudge(page: Page, id: string, x: number, y: number): Promise<Told | null> {
  for (const off of [0, 4, -9, 18, -31]) {
    const told = await hover(page, id, x + off, y + off);
    if (told) return told;
  }
  return null;
}
