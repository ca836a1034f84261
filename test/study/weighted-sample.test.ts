import { describe, expect, it } from 'vitest';
import { ellipticalSlice } from '../../src/engine/ensemble/elliptical-slice.ts';
import { fitSoftHinge, softHingeAt } from '../../src/engine/ensemble/soft-hinge.ts';
import { weightedQuantile } from '../../src/engine/ensemble/weighted-quantile.ts';
import { standardNormal, STREAMS } from '../../src/engine/hydrology/standard-normal.ts';
import { weightedSample } from '../../src/study/sampling/weighted-sample.ts';

/** Quantiles of a function of two standard normal numbers under a likelihood, by a grid of 0.02 from -6 to 6. */
function byGrid(
  value: (a: number, b: number) => number,
  misses: (a: number, b: number) => readonly number[],
  shares: readonly number[],
): number[] {
  const cells: { value: number; weight: number }[] = [];
  for (let a = -6; a <= 6; a += 0.02)
    for (let b = -6; b <= 6; b += 0.02)
      cells.push({
        value: value(a, b),
        weight: Math.exp(-(a * a + b * b + misses(a, b).reduce((sum, r) => sum + r * r, 0)) / 2),
      });
  cells.sort((one, other) => one.value - other.value);
  const total = cells.reduce((sum, { weight }) => sum + weight, 0);
  return shares.map((share) => {
    let below = 0;
    return cells.find(({ weight }) => (below += weight) >= share * total)!.value;
  });
}

// Water w = exp(0.3 a); what other provinces take, 0.1 b, is not known. Exports are met from below: they miss by what
// water falls short of 1 + 0.1 b, in units of 0.03; beyond it more water says nothing.
const water = (a: number): number => Math.exp(0.3 * a);
const short = (a: number, b: number): number => Math.min(0, (water(a) - 1 - 0.1 * b) / 0.03);
// The edge is a corner here; in the model it is rounded by hours that differ.
const rounded = (a: number, b: number): number =>
  (-Math.log1p(Math.exp(-(water(a) - 1 - 0.1 * b) / 0.02)) * 0.02) / 0.03;

describe('a sample of what one-sided facts leave plausible', () => {
  const cases = [
    ['a corner', short],
    ['a round edge', rounded],
  ] as const;
  it.each(cases)(
    'median and 90 %% of a posterior known by integration, within a tenth of its width: %s',
    async (_, miss) => {
      const [p05, p50, p95] = byGrid(
        (a) => water(a),
        (a, b) => [miss(a, b)],
        [0.05, 0.5, 0.95],
      );
      const sample = await weightedSample({
        dimension: 2,
        draws: 500,
        seed: 3,
        misses: (points) => Promise.resolve(points.map((point) => [miss(point[0], point[1])])),
      });
      const [values, weights] = [
        sample.points.map(({ point }) => water(point[0])),
        sample.points.map(({ weight }) => weight),
      ];
      const found = [0.05, 0.5, 0.95].map((share) => weightedQuantile(values, weights, share));
      for (const [k, value] of [p05, p50, p95].entries())
        expect(Math.abs(found[k] - value)).toBeLessThan(0.1 * (p95 - p05));
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(sample.effective).toBeGreaterThan(150);
    },
  );

  it('the same task gives the same bits, another seed another sample', async () => {
    const of = (seed: number) =>
      weightedSample({
        dimension: 2,
        draws: 20,
        seed,
        misses: (points) => Promise.resolve(points.map((point) => [short(point[0], point[1])])),
      });
    expect(await of(5)).toEqual(await of(5));
    expect((await of(6)).points[0].point).not.toEqual((await of(5)).points[0].point);
  });
});

it('a chain under a normal likelihood has the mean and spread worked by hand', () => {
  // Prior N(0, 1), one observation 1 with error 0.5: precision 1 + 4 = 5, mean 4 x 1 / 5 = 0.8, sd 1 / sqrt 5 = 0.447.
  const chain = ellipticalSlice({
    dimension: 1,
    logLikelihood: (z) => -(((z[0] - 1) / 0.5) ** 2) / 2,
    from: new Float64Array(1),
    burn: 200,
    keep: 4000,
    thin: 5,
    seed: 1,
    stream: STREAMS.posterior,
    chain: 0,
  });
  const mean = chain.reduce((sum, z) => sum + z[0], 0) / chain.length;
  expect(mean).toBeCloseTo(0.8, 1);
  expect(Math.sqrt(chain.reduce((sum, z) => sum + (z[0] - mean) ** 2, 0) / chain.length)).toBeCloseTo(0.447, 1);
});

describe('a soft hinge', () => {
  const points = Array.from({ length: 120 }, (_, k) =>
    Float64Array.from([
      standardNormal(1, STREAMS.posterior, k, 0),
      standardNormal(1, STREAMS.posterior, k, 1),
      standardNormal(1, STREAMS.posterior, k, 2),
    ]),
  );
  it('finds an edge and its slopes from points on both sides', () => {
    const truth = (z: Float64Array): number => Math.min(0, 1 + 2 * z[0] - z[1]);
    const hinge = fitSoftHinge(points, points.map(truth));
    expect(hinge.side).toBe(-1);
    for (const point of points) expect(Math.abs(softHingeAt(hinge, point) - truth(point))).toBeLessThan(0.2);
  });
  it('is straight where misses have both signs, and nothing where all are met', () => {
    const line = fitSoftHinge(
      points,
      points.map((z) => 0.5 + z[2]),
    );
    expect(line.side).toBe(0);
    expect(softHingeAt(line, Float64Array.from([0, 0, 1]))).toBeCloseTo(1.5, 2);
    expect(
      softHingeAt(
        fitSoftHinge(
          points,
          points.map(() => 1e-9),
        ),
        points[0],
      ),
    ).toBe(0);
  });
});

it('weighted quantiles: values and weights worked by hand', () => {
  // Weights 1, 1, 2 of 4: middles at 1/8, 3/8, 6/8. A half lies a third of the way from 3/8 to 6/8: 20 + 10 / 3.
  expect(weightedQuantile([10, 20, 30], [1, 1, 2], 0.5)).toBeCloseTo(20 + 10 / 3, 12);
  expect(weightedQuantile([30, 10, 20], [2, 1, 1], 0.05)).toBe(10);
  expect(weightedQuantile([10, 20, 30], [1, 1, 2], 0.99)).toBe(30);
  expect(weightedQuantile([10, 20, 30], [0, 1, 0], 0.2)).toBe(20);
});
