import { expect, test } from 'vitest';
import { mediansAtStatedSupply } from '../../src/study/sampling/sample-medians.ts';

// Water follows supply: ln w = 0.1 s plus -0.02, 0 or 0.02. At s = 0 the median of ln w is 0, though every draw has s
// of -1 or less.
const rows = [-3, -2, -1].flatMap((s) => [-0.02, 0, 0.02].map((noise) => [Math.exp(0.1 * s + noise), s]));
const weights = rows.map(() => 1 / rows.length);

test('the median of water at the stated supply, along a line through draws that have less', () => {
  expect(mediansAtStatedSupply({ names: ['w', 'supplied:6'], values: rows, weights }, [0])[0]).toBeCloseTo(1, 9);
});

test('without drawn supply it is the plain weighted median', () => {
  expect(mediansAtStatedSupply({ names: ['w'], values: [[1], [2], [4]], weights: [0, 1, 0] }, [0])[0]).toBeCloseTo(
    2,
    12,
  );
});

test('two columns of supply that are one count once', () => {
  expect(
    mediansAtStatedSupply(
      { names: ['w', 'supplied:6', 'supplied:7'], values: rows.map(([w, s]) => [w, s, s]), weights },
      [0],
    )[0],
  ).toBeCloseTo(1, 6);
});
