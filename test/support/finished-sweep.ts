import type { Finished } from '../../src/io/store/result-store.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';

/** A sweep as the store keeps it: one document, no series. */
export const finishedSweep = (identity: string, result: SweepResult): Finished => ({
  kind: 'sweep',
  identity,
  result,
  worlds: [],
});
