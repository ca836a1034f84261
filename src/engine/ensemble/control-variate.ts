import { meanOf, pairValues, sumInterval, type Interval } from './mean-interval.ts';

export interface ControlledMean {
  readonly mean: number;
  readonly slope: number;
  readonly correlation: number | null;
  readonly interval: Interval | null;
}

/** Fewer pairs say too little about a slope: then the plain difference of the two ways is added. */
const LEAST_PAIRS = 5;

/**
 * Mean of something dear, known for the first draws (whole mirrored pairs), with the help of something cheap that is
 * known for all: mean(dear) + slope * (mean(cheap of all) - mean(cheap of the same draws)). The slope is that of least
 * squares over means of mirrored pairs, the units that are independent.
 */
export function controlledMean(cheap: readonly number[], dear: readonly number[], seed: number): ControlledMean {
  const [same, costly] = [pairValues(cheap.slice(0, dear.length)), pairValues(dear)];
  const { slope, correlation } = regression(same, costly);
  const share = dear.length / cheap.length;
  // The same mean as a sum of independent ones: of the draws known both ways, and of the others.
  const both = costly.map((value, pair) => value - slope * (1 - share) * same[pair]);
  const others = pairValues(cheap.slice(dear.length)).map((value) => slope * (1 - share) * value);
  const lists = others.length === 0 ? [both] : [both, others];
  return {
    mean: lists.reduce((sum, list) => sum + meanOf(list), 0),
    slope,
    correlation,
    interval: sumInterval(lists, seed),
  };
}

function regression(x: readonly number[], y: readonly number[]): { slope: number; correlation: number | null } {
  const [mx, my] = [meanOf(x), meanOf(y)];
  const product = (a: readonly number[], ma: number, b: readonly number[], mb: number): number =>
    a.reduce((sum, value, i) => sum + (value - ma) * (b[i] - mb), 0);
  const [xx, yy, xy] = [product(x, mx, x, mx), product(y, my, y, my), product(x, mx, y, my)];
  const correlation = xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
  return { slope: x.length >= LEAST_PAIRS && xx > 0 ? xy / xx : 1, correlation };
}
