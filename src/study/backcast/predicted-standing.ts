import type { PredictedSpread } from '../base/prediction-result.ts';

/**
 * Where a published figure lies: in the inner half of the draws, in nine tenths of them, or beyond; and on which side
 * of the inner half.
 */
export interface PredictedStanding {
  readonly inside: 50 | 90 | null;
  readonly side: 'below' | 'above' | null;
}

/** Null where nothing is published, or the prediction has no quartiles. */
export function predictedStanding(
  published: number | null,
  { p05, p25, p75, p95 }: PredictedSpread,
): PredictedStanding | null {
  if (published === null || p25 === undefined || p75 === undefined) return null;
  if (published >= p25 && published <= p75) return { inside: 50, side: null };
  return { inside: published >= p05 && published <= p95 ? 90 : null, side: published < p25 ? 'below' : 'above' };
}
