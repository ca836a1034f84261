import type { Watch } from './ports.ts';

/** Counts the runs of a whole calibration, whoever makes them, and tells how far it has come. */
export interface RunCount {
  readonly signal?: AbortSignal;
  readonly add: (runs: number, stage: string) => void;
}

/** Share of the work that is counted evenly: how many runs there will be is known about as well. */
const EVEN = 0.9;

export function runCount(expected: number, { signal, onProgress }: Watch): RunCount {
  let done = 0;
  const add = (runs: number, stage: string): void => {
    done += runs;
    onProgress?.({ stage, done, total: Math.max(done, expected), fraction: shareOf(done / expected) });
  };
  return { signal, add };
}

/**
 * Even up to nine tenths of what is expected; from there ever slower, so that a calibration with more runs than thought
 * is never told to be over.
 */
const shareOf = (of: number): number => (of <= EVEN ? of : 1 - (1 - EVEN) * Math.exp((EVEN - of) / (1 - EVEN)));
