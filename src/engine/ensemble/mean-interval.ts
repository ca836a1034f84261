import { STREAMS, uniform } from '../hydrology/standard-normal.ts';
import { quantileOf } from './quantile.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const REPLICATES = 2000;
/**
 * Numbers to draw at most for one interval; more pairs need fewer replicates for the same steadiness of the interval.
 */
const MOST_NUMBERS = 2_000_000;
const LEAST_REPLICATES = 500;
const TAIL = 0.025;
const NORMAL_TAIL = 1.959964;
/** A resample whose values differ this much less than those of the sample says nothing of their spread. */
const SAME = 1e-6;
/** Fewer have too few different resamples. */
const LEAST_PAIRS = 8;

/** Draws 2j and 2j + 1 mirror one another and stay together; a last draw without its mirror stands alone. */
export const mirroredPairs = (draws: number): number[][] =>
  Array.from({ length: Math.ceil(draws / 2) }, (_, j) => (2 * j + 1 < draws ? [2 * j, 2 * j + 1] : [2 * j]));

/** The mean of each mirrored pair: the units that are independent. A lone last draw counts as one. */
export const pairValues = (values: ArrayLike<number>): number[] =>
  mirroredPairs(values.length).map((pair) => pair.reduce((sum, draw) => sum + values[draw], 0) / pair.length);

/**
 * 95 % interval of a sum of means, each over its own independent values: studentised bootstrap, which knows skewness,
 * seeded; Student's t where a list has fewer than eight values or too few different ones. Null for fewer than two
 * values in a list.
 */
export function sumInterval(lists: readonly (readonly number[])[], seed: number): Interval | null {
  const fewest = Math.min(...lists.map((list) => list.length));
  if (fewest < 2) return null;
  const { mean, error } = momentsOf(lists, (list, at) => lists[list][at]);
  const student = { low: mean - studentTail(fewest - 1) * error, high: mean + studentTail(fewest - 1) * error };
  if (fewest < LEAST_PAIRS || error === 0) return student;
  const size = lists.reduce((sum, list) => sum + list.length, 0);
  const replicates = Math.min(REPLICATES, Math.max(LEAST_REPLICATES, Math.floor(MOST_NUMBERS / size)));
  const deviations = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    let position = 0;
    const again = momentsOf(
      lists,
      (list) => lists[list][Math.floor(uniform(seed, STREAMS.bootstrap, replicate, position++) * lists[list].length)],
    );
    if (!(again.error > SAME * error)) return student;
    deviations[replicate] = (again.mean - mean) / again.error;
  }
  deviations.sort();
  return { low: mean - error * quantileOf(deviations, 1 - TAIL), high: mean - error * quantileOf(deviations, TAIL) };
}

function momentsOf(
  lists: readonly (readonly number[])[],
  value: (list: number, at: number) => number,
): { mean: number; error: number } {
  let [total, variance] = [0, 0];
  lists.forEach(({ length }, list) => {
    let [mean, squares] = [0, 0];
    for (let at = 0; at < length; at++) {
      const step = value(list, at) - mean;
      mean += step / (at + 1);
      squares += (step * step * at) / (at + 1);
    }
    total += mean;
    variance += squares / (length - 1) / length;
  });
  return { mean: total, error: Math.sqrt(variance) };
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at];
  return sum / values.length;
}

/** 95 % interval of the mean of mirrored draws. */
export const meanInterval = (values: ArrayLike<number>, seed: number): Interval | null =>
  centred(sumInterval([pairValues(values)], seed), meanOf(values) - meanOf(pairValues(values)));

/**
 * The interval that the mean difference would have if both of its terms came from draws of their own, none mirroring
 * another: what drawing the worlds together saves.
 */
export const unpairedInterval = (after: readonly number[], before: readonly number[], seed: number): Interval | null =>
  sumInterval([after, before.map((value) => -value)], seed);

/**
 * How many times narrower an interval of the difference is with the same draws in both worlds than with others,
 * mirroring left aside: the ratio of both standard deviations. Null where the difference does not spread beyond
 * rounding.
 */
export function pairingGain(after: readonly number[], before: readonly number[]): number | null {
  const variance = (values: readonly number[]): number => {
    const mean = meanOf(values);
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  const together = variance(after.map((value, k) => value - before[k]));
  return timesWider(Math.sqrt(variance(after) + variance(before)), Math.sqrt(together));
}

/**
 * How many times wider one spread is than another; null where the narrower one is no more than rounding of the wider.
 */
export const timesWider = (wide: number, narrow: number): number | null =>
  narrow > SAME * wide ? wide / narrow : null;

/** A lone draw weighs half as much in the mean of draws as in that of units. */
const centred = (interval: Interval | null, by: number): Interval | null =>
  interval && { low: interval.low + by, high: interval.high + by };

/** 97.5 % quantile of Student's t (exact for 1 and 2 degrees of freedom, Cornish-Fisher beyond: within 0.2 % at 3). */
export function studentTail(freedom: number): number {
  if (freedom <= 1) return 12.7062;
  if (freedom === 2) return 4.30265;
  const [z, f] = [NORMAL_TAIL, freedom];
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, k) => sum + term / f ** (k + 1), z);
}
