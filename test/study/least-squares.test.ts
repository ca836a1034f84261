import { describe, expect, test } from 'vitest';
import { leastSquares, type Point } from '../../src/study/calibration/least-squares.ts';
import { symmetricInverse } from '../../src/study/calibration/symmetric-inverse.ts';

const of =
  (residuals: (point: Point) => Point) =>
  async (points: readonly Point[]): Promise<Point[]> =>
    points.map(residuals);

describe('least squares', () => {
  test('a curved valley is followed to its floor, the same way every time', async () => {
    const task = {
      from: [0.2, 1.8],
      lower: [0, 0],
      upper: [2, 2],
      scan: false,
      evaluate: of(([x, y]) => [3 * (y - x * x), 1 - x]),
    };
    const [first, again] = [await leastSquares(task), await leastSquares(task)];
    expect(again).toEqual(first);
    expect(first.misfit).toBeLessThan(0.01);
    expect(first.free).toEqual([0, 1]);
  });

  test('a number that wants past its bound stops there and is not free', async () => {
    const found = await leastSquares({
      from: [0.5, 0.5],
      lower: [0, 0],
      upper: [1, 1],
      scan: false,
      evaluate: of(([x, y]) => [x - 3, y - 0.25]),
    });
    expect(found.point[0]).toBe(1);
    expect(found.point[1]).toBeCloseTo(0.25, 3);
    expect(found.free).toEqual([1]);
  });

  test('a fixed number stays', async () => {
    const found = await leastSquares({
      from: [0.5, 2],
      lower: [0, 2],
      upper: [1, 2],
      scan: true,
      evaluate: of(([x, y]) => [x - 0.3, y - 1]),
    });
    expect(found.point[1]).toBe(2);
    expect([found.free, found.stopped]).toEqual([[0], 'converged']);
  });

  test('a valley with a sharp floor is followed by moving two numbers at once', async () => {
    // Off the line x + y = 1 the misfit is 9 higher, so that no single number can move; its least lies at x = 0.7.
    const found = await leastSquares({
      from: [0.2, 0.8],
      lower: [0, 0],
      upper: [1, 1],
      scan: false,
      evaluate: of(([x, y]) => [Math.abs(x + y - 1) < 1e-9 ? 0 : 3, 2 * (x - 0.7), 1]),
    });
    expect(found.point[0]).toBeCloseTo(0.7, 1);
    expect(found.point[0] + found.point[1]).toBeCloseTo(1, 3);
    expect(found.stopped).toBe('converged');
  });

  test('facts met from below alone and a prior: one answer from every start', async () => {
    // ln w / 0.15 and, below 1.2, (1.2 - w) / 0.02; the slope is 0 where (1.2 - w) / 0.0004 = ln w / (0.0225 w): at w =
    // 1.1973. The second number is held by its prior alone, and coupled to the first: ln u = 0.8 ln w.
    const evaluate = of(([w, u]) => [
      Math.log(w) / 0.15,
      (Math.log(u) - 0.8 * Math.log(w)) / 0.09,
      Math.max(0, 1.2 - w) / 0.02,
    ]);
    for (const start of [0.8, 1, 1.6]) {
      const { point } = await leastSquares({
        from: [start, start],
        lower: [0.4, 0.4],
        upper: [2, 2],
        scan: false,
        search: false,
        evaluate,
      });
      expect(point[0], `from ${start}`).toBeCloseTo(1.1973, 2);
      expect(point[1] / 1.1973 ** 0.8 - 1, `from ${start}`).toBeCloseTo(0, 2);
    }
  });

  test('where slopes are blind, a first look over the range finds the way', async () => {
    const flat = of(([x]) => [Math.max(0, 0.4 - x) - 0.3]);
    const task = { from: [0.9], lower: [0], upper: [1], evaluate: flat };
    expect((await leastSquares({ ...task, scan: false })).point[0]).toBe(0.9);
    expect((await leastSquares({ ...task, scan: true })).point[0]).toBeCloseTo(0.1, 2);
  });
});

test('the inverse of a symmetric matrix, and none where it is not definite', () => {
  const inverse = symmetricInverse(Float64Array.of(4, 2, 2, 3), 2)!;
  [0.375, -0.25, -0.25, 0.5].forEach((value, k) => expect(inverse[k]).toBeCloseTo(value, 12));
  expect(symmetricInverse(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
});
