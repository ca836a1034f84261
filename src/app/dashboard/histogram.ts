/**
 * Values counted in classes of one width, from round edge to round edge; a class holds its lower edge, and the last its
 * upper one too.
 */
export interface Histogram {
  readonly width: number;
  readonly classes: readonly {
    readonly from: number;
    readonly to: number;
    readonly count: number;
    /** of this class and all before it */ readonly upTo: number;
  }[];
}

const MOST_CLASSES = 30;
const ROUND = [1, 2, 2.5, 5, 10];

/**
 * About twice the cube root of the count of classes, so that many draws show more of their shape. Null where all values
 * are the same.
 */
export function histogramOf(values: readonly number[]): Histogram | null {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (!(most - least > Math.max(Math.abs(most) * SAME, NOTHING))) return null;
  const width = roundUp((most - least) / Math.min(MOST_CLASSES, Math.ceil(2 * Math.cbrt(values.length))));
  const first = classOf(least, width);
  const counts = new Array<number>(Math.max(1, Math.ceil(most / width - SAME) - first)).fill(0);
  for (const value of values) counts[Math.min(counts.length - 1, classOf(value, width) - first)]++;
  let upTo = 0;
  return {
    width,
    classes: counts.map((count, i) => ({
      from: edge((first + i) * width),
      to: edge((first + i + 1) * width),
      count,
      upTo: (upTo += count),
    })),
  };
}

/** Differences that a solver does not tell apart are the same. */
const SAME = 1e-6;
const NOTHING = 1e-9;
/** A value that is below an edge by no more than a solver tells apart lies on it. */
const classOf = (value: number, width: number): number => Math.floor(value / width + SAME);
const edge = (value: number): number => Number(value.toPrecision(12));

function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return edge(power * (ROUND.find((step) => step * power >= width * (1 - 1e-9)) ?? 10));
}
