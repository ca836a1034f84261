import { expect, test } from 'vitest';
import { AnalysisCache } from '../../../src/engine/solver/barrier/normal-equations.ts';
import { INTERIOR_POINT, settingsOf } from '../../../src/engine/solver/program/settings.ts';

/** One column that meets the first and the last row. */
const pattern = (rows: number) => ({
  rows,
  columns: 1,
  starts: Int32Array.of(0, 2),
  indices: Int32Array.of(0, rows - 1),
});

test('a pattern that comes again after it was dropped makes the cache keep more', () => {
  const cache = new AnalysisCache(settingsOf(INTERIOR_POINT, { fewAnalyses: 1, manyAnalyses: 2 }));
  const [a, b] = [pattern(3), pattern(4)];
  const first = cache.analysisOf(a);
  expect(cache.analysisOf(pattern(3))).toBe(first);
  cache.analysisOf(b);
  // `a` was dropped for `b`: it is analysed again, and from now on both stay.
  const again = cache.analysisOf(a);
  expect(again).not.toBe(first);
  const other = cache.analysisOf(b);
  expect(cache.analysisOf(a)).toBe(again);
  expect(cache.analysisOf(b)).toBe(other);
});
