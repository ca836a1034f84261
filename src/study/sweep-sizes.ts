/** Sizes in equal steps from the first to the last, both included, MW. */
export const sweepSizes = (firstMw: number, lastMw: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => firstMw + ((lastMw - firstMw) * i) / (steps - 1));
