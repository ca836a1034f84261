/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** A text on a canvas and the middle of it, in CSS pixels of the page's viewport. */
export interface DrawnText {
  readonly text: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}
/** What a reader sees of a chart: its plot area, and every text on it now. */
export interface Drawn {
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly texts: readonly DrawnText[];
  /** how often it has been drawn */
  readonly times: number;
}

/**
 * Runs in a page before its own code and keeps what charts draw, so that a test reads the words that a reader sees,
 * whatever draws them.
 */
export function keepDrawn(): void {
  interface Kept {
    texts: { text: string; colour: string; x: number; y: number }[];
    rect: DOMRect;
    clips: DOMRect[];
    times: number;
  }
  const kept = new WeakMap<HTMLCanvasElement, Kept>();
  const of = (canvas: HTMLCanvasElement): Kept => {
    const known = kept.get(canvas) ?? { texts: [], rect: new DOMRect(), clips: [], times: 0 };
    kept.set(canvas, known);
    return known;
  };
  const { clearRect, fillText, rect, clip } = CanvasRenderingContext2D.prototype;
  Object.assign(CanvasRenderingContext2D.prototype, {
    clearRect(this: CanvasRenderingContext2D, ...at: [number, number, number, number]) {
      Object.assign(of(this.canvas), { texts: [], clips: [], times: of(this.canvas).times + 1 });
      clearRect.apply(this, at);
    },
    fillText(this: CanvasRenderingContext2D, ...[text, x, y, most]: [string, number, number, number?]) {
      const { width } = this.measureText(text);
      const middle =
        this.textAlign === 'center'
          ? x
          : this.textAlign === 'right' || this.textAlign === 'end'
            ? x - width / 2
            : x + width / 2;
      const at = this.getTransform().transformPoint(new DOMPoint(middle, y));
      of(this.canvas).texts.push({
        text,
        colour: String(this.fillStyle),
        x: at.x / window.devicePixelRatio,
        y: at.y / window.devicePixelRatio,
      });
      fillText.call(this, text, x, y, ...((most === undefined ? [] : [most]) as []));
    },
    rect(this: CanvasRenderingContext2D, ...at: [number, number, number, number]) {
      of(this.canvas).rect = new DOMRect(...at);
      rect.apply(this, at);
    },
    clip(this: CanvasRenderingContext2D, ...how: [Path2D, CanvasFillRule?]) {
      of(this.canvas).clips.push(of(this.canvas).rect);
      clip.apply(this, how);
    },
  });

  /**
   * Data and annotations are clipped to the plot area, fills to parts of it, and the legend to the whole width, beside
   * no axis.
   */
  const plotOf = ({ clips }: Kept): DOMRect =>
    clips
      .filter(({ x }) => x > 5)
      .reduce((most, one) => (one.width * one.height > most.width * most.height ? one : most), new DOMRect());

  Object.assign(window, {
    drawnOn: (canvas: HTMLCanvasElement): Drawn => {
      const known = of(canvas);
      const plot = plotOf(known);
      const box = canvas.getBoundingClientRect();
      return {
        plot: { x: box.x + plot.x, y: box.y + plot.y, width: plot.width, height: plot.height },
        times: known.times,
        texts: known.texts.map(({ text, colour, x, y }) => ({ text, colour, x: box.x + x, y: box.y + y })),
      };
    },
  });
}

interface Keeper {
  drawnOn(canvas: Element): Drawn;
}

/**
 * What is on the chart of a figure after so many frames: a pointer's move is handled in one frame and drawn in the
 * next.
 */
export const drawnOn = (page: Page, id: string, frames = 0): Promise<Drawn> =>
  page.locator(`#${id} canvas`).evaluate(
    (canvas, count) =>
      new Promise<Drawn>((done) => {
        const next = (left: number): void => {
          if (left === 0) done((window as unknown as Keeper).drawnOn(canvas));
          else requestAnimationFrame(() => next(left - 1));
        };
        next(count);
      }),
    frames,
  );

export const frames = (page: Page, count = 4): Promise<void> =>
  page.evaluate(
    (left) =>
      new Promise<void>((done) => {
        const next = (more: number): void => {
          if (more === 0) done();
          else requestAnimationFrame(() => next(more - 1));
        };
        next(left);
      }),
    count,
  );

/** Waits until nothing of a chart moves any more: it has been drawn, and for some frames not again. */
export async function still(page: Page, id: string): Promise<Drawn> {
  let before = await drawnOn(page, id);
  for (let round = 0; round < 200; round++) {
    const now = await drawnOn(page, id, 5);
    if (now.times > 0 && now.times === before.times) return now;
    before = now;
  }
  throw new Error(`The chart of ${id} never comes to rest.`);
}

/**
 * The share of the plot area that is neither white nor grey. Drawn onto a second canvas: reading back from the chart's
 * own would change how it is drawn.
 */
export const colouredOn = (page: Page, id: string, { plot }: Drawn): Promise<number> =>
  page.locator(`#${id} canvas`).evaluate((canvas, { x, y, width, height }) => {
    const copy = Object.assign(document.createElement('canvas'), {
      width: Math.max(1, Math.round(width)),
      height: Math.max(1, Math.round(height)),
    });
    const pen = copy.getContext('2d', { willReadFrequently: true })!;
    const [box, dpr] = [canvas.getBoundingClientRect(), window.devicePixelRatio];
    pen.drawImage(
      canvas as HTMLCanvasElement,
      (x - box.x) * dpr,
      (y - box.y) * dpr,
      width * dpr,
      height * dpr,
      0,
      0,
      copy.width,
      copy.height,
    );
    const { data } = pen.getImageData(0, 0, copy.width, copy.height);
    let coloured = 0;
    for (let i = 0; i < data.length; i += 4)
      if (
        data[i + 3] > 100 &&
        Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 15
      )
        coloured++;
    return coloured / (copy.width * copy.height);
  }, plot);
