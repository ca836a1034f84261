import { describe, expect, it } from 'vitest';
import { controlledMean } from '../../../src/engine/ensemble/control-variate.ts';
import { choiceOf } from '../../../src/engine/ensemble/drawn-choice.ts';
import { inputShares } from '../../../src/engine/ensemble/input-shares.ts';
import {
  meanInterval,
  mirroredPairs,
  studentTail,
  unpairedInterval,
  type Interval,
} from '../../../src/engine/ensemble/mean-interval.ts';
import { quantileOf } from '../../../src/engine/ensemble/quantile.ts';
import { triangular } from '../../../src/engine/ensemble/triangular.ts';
import { standardNormal, STREAMS } from '../../../src/engine/hydrology/standard-normal.ts';

const ranksOf = (values: readonly number[]): number[] =>
  values.map((value) => values.filter((other) => other < value).length);
/** Mirrored normal number: draws 2j and 2j + 1 have opposite signs. */
const normal = (seed: number, draw: number, index: number): number =>
  (draw % 2 === 0 ? 1 : -1) * standardNormal(seed, STREAMS.uncertainty, Math.floor(draw / 2), index);
const draws = (count: number, of: (draw: number) => number): number[] =>
  Array.from({ length: count }, (_, draw) => of(draw));
const covers = (interval: Interval | null, truth: number): boolean =>
  interval !== null && interval.low <= truth && truth <= interval.high;
const width = (interval: Interval | null): number => interval!.high - interval!.low;

/**
 * A system solved by hand: water z, demand e; curtailment kept 50 + 10 z + 3 z^2 + 2 e, removed 90 + 12 z + 5 z^2 + 2.5
 * e; so the mean difference is 40 + 2 = 42.
 */
const kept =
  (seed: number) =>
  (draw: number): number =>
    50 + 10 * normal(seed, draw, 0) + 3 * normal(seed, draw, 0) ** 2 + 2 * normal(seed, draw, 1);
const removed =
  (seed: number) =>
  (draw: number): number =>
    90 + 12 * normal(seed, draw, 0) + 5 * normal(seed, draw, 0) ** 2 + 2.5 * normal(seed, draw, 1);
const TRUTH = 42;
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

describe('the interval of the mean', () => {
  it.each([20, 60])('covers the truth in at least 9 of 10 tests of %i draws', (count) => {
    const hits = SEEDS.filter((seed) =>
      covers(
        meanInterval(
          draws(count, (draw) => removed(seed)(draw) - kept(seed)(draw)),
          seed,
        ),
        TRUTH,
      ),
    );
    expect(hits.length / SEEDS.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is narrower for pairs than for worlds drawn apart, and the same bits for the same seed', () => {
    const [before, after] = [draws(60, kept(1)), draws(60, removed(1))];
    const paired = meanInterval(
      after.map((value, draw) => value - before[draw]),
      1,
    );
    expect(width(paired)).toBeLessThan(0.5 * width(unpairedInterval(after, before, 1)));
    expect(meanInterval(after, 1)).toEqual(meanInterval(after, 1));
    expect(meanInterval(after, 1)).not.toEqual(meanInterval(after, 2));
  });

  it('knows that mirrored draws balance: what is odd in them has no spread', () => {
    expect(
      width(
        meanInterval(
          draws(20, (draw) => normal(3, draw, 0)),
          1,
        ),
      ),
    ).toBeCloseTo(0, 12);
  });

  it('says nothing of fewer than two pairs', () => {
    expect(mirroredPairs(5)).toEqual([[0, 1], [2, 3], [4]]);
    expect(meanInterval([1, 2], 1)).toBeNull();
    expect([1, 2, 3, 9, 30].map(studentTail).map((t) => Number(t.toFixed(2)))).toEqual([12.71, 4.3, 3.18, 2.26, 2.04]);
  });
});

describe('the controlled mean', () => {
  /** The dear way is 5 above the cheap one and swings a fifth wider. */
  const dear =
    (seed: number) =>
    (draw: number): number =>
      5 + 1.2 * (removed(seed)(draw) - kept(seed)(draw)) + 0.1 * normal(seed, draw, 2) ** 2;
  const truth = 5 + 1.2 * TRUTH + 0.1;
  const estimate = (seed: number, control: number) =>
    controlledMean(
      draws(60, (draw) => removed(seed)(draw) - kept(seed)(draw)),
      draws(control, dear(seed)),
      seed,
    );

  it('covers the mean of the dear way in at least 9 of 10 tests', () => {
    expect(
      SEEDS.filter((seed) => covers(estimate(seed, 16).interval, truth)).length / SEEDS.length,
    ).toBeGreaterThanOrEqual(0.9);
  });

  it('is sharper than the dear draws alone, and adds the difference where they are few', () => {
    const { slope, interval, correlation } = estimate(4, 16);
    expect(slope).toBeCloseTo(1.2, 1);
    expect(correlation).toBeGreaterThan(0.9);
    expect(width(interval)).toBeLessThan(width(meanInterval(draws(16, dear(4)), 4)));
    expect(estimate(4, 4).slope).toBe(1);
  });
});

describe('shares of the spread', () => {
  const column = (index: number, count: number): number[] => draws(count, (draw) => normal(7, draw, index));

  it('finds 9 to 1 where one input weighs three times as much, and nothing for noise', () => {
    const [a, b, c] = [column(0, 400), column(1, 400), column(2, 400)];
    const shares = inputShares(
      a.map((value, draw) => 3 * value - b[draw]),
      [
        { key: 'a', columns: [a] },
        { key: 'b', columns: [b] },
        { key: 'c', columns: [c] },
      ],
    );
    expect(shares.map(({ share }) => Number(share!.toFixed(1)))).toEqual([0.9, 0.1, 0]);
    expect(shares[0].correlation).toBeGreaterThan(0.9);
    expect(shares[1].correlation).toBeLessThan(-0.2);
  });

  it('tells an input without order by its groups: the variance between them', () => {
    const [a, kinds] = [column(0, 400), draws(400, (draw) => choiceOf(5, 'structure', 4, draw))];
    const values = a.map((value, draw) => value + [0, 3, -3, 0][kinds[draw]]);
    const [structure, water] = inputShares(values, [
      { key: 'structure', columns: [kinds], categorical: true },
      { key: 'water', columns: [a] },
    ]);
    const means = [0, 1, 2, 3].map((kind) => {
      const own = ranksOf(values).filter((_, draw) => kinds[draw] === kind);
      return own.reduce((sum, rank) => sum + rank, 0) / own.length;
    });
    const between = means.reduce((sum, mean) => sum + (mean - 199.5) ** 2, 0) / 4 / ((400 ** 2 - 1) / 12);
    expect(structure.share).toBeCloseTo(between, 1);
    expect(structure.share).toBeGreaterThan(0.7);
    expect(structure.correlation).toBeNull();
    expect(structure.share! + water.share!).toBeGreaterThan(0.9);
  });

  it('adds the months of one input together, and says nothing from too few draws or without spread', () => {
    const [a, b] = [column(0, 200), column(1, 200)];
    const [together] = inputShares(
      a.map((value, draw) => value + b[draw]),
      [{ key: 'water', columns: [a, b] }],
    );
    expect(together.share).toBeGreaterThan(0.9);
    expect(inputShares(a.slice(0, 4), [{ key: 'x', columns: [a.slice(0, 4), b.slice(0, 4)] }])[0].share).toBeNull();
    expect(inputShares([1, 1, 1, 1, 1, 1], [{ key: 'x', columns: [a.slice(0, 6)] }])).toEqual([
      { key: 'x', share: null, correlation: null },
    ]);
  });
});

it('reads quantiles and triangles', () => {
  expect(quantileOf([0, 10, 20], 0.25)).toBe(5);
  expect([0, 0.25, 1].map((share) => triangular(share, 2, 4, 10))).toEqual([2, 4, 10]);
  expect(triangular(0.5, 0, 5, 10)).toBeCloseTo(5, 12);
});

it('takes every alternative as often, mirrored draws the same one, in an order that changes', () => {
  const taken = draws(80, (draw) => choiceOf(1, 'structure', 8, draw));
  for (let from = 0; from < 80; from += 16)
    expect(
      taken
        .slice(from, from + 16)
        .filter((_, draw) => draw % 2 === 0)
        .sort(),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  taken.forEach((one, draw) => expect(taken[draw ^ 1]).toBe(one));
  expect(taken.slice(0, 16)).not.toEqual(taken.slice(16, 32));
  expect(taken).not.toEqual(draws(80, (draw) => choiceOf(1, 'place', 8, draw)));
  expect([choiceOf(1, 'place', 0, 5), choiceOf(1, 'place', 1, 5)]).toEqual([-1, 0]);
});
