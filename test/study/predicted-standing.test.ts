import { expect, test } from 'vitest';
import { predictedStanding } from '../../src/study/backcast/predicted-standing.ts';

const predicted = { p05: 10, p10: 12, p25: 20, p50: 30, p75: 40, p90: 48, p95: 50, mean: 31 };

test('a published figure lies in the inner half, in nine tenths on one side, or beyond', () => {
  const lies = (published: number) => predictedStanding(published, predicted);
  expect([20, 40].map(lies)).toEqual([
    { inside: 50, side: null },
    { inside: 50, side: null },
  ]);
  expect([10, 19.9, 40.1, 50].map(lies)).toEqual([
    { inside: 90, side: 'below' },
    { inside: 90, side: 'below' },
    { inside: 90, side: 'above' },
    { inside: 90, side: 'above' },
  ]);
  expect([9.9, 50.1].map(lies)).toEqual([
    { inside: null, side: 'below' },
    { inside: null, side: 'above' },
  ]);
});

test('nothing is said where nothing is published, or of a prediction without quartiles', () => {
  const { p25: _lower, p75: _upper, ...old } = predicted;
  expect([predictedStanding(null, predicted), predictedStanding(30, old)]).toEqual([null, null]);
});
