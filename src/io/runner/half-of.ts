import type { Progress } from '../../study/base/ports.ts';

/** How far one of two worlds is, as a part of both. */
export const halfOf = (world: 0 | 1, { until = 0, ...progress }: Progress): Progress => ({
  ...progress,
  fraction: (world + progress.fraction) / 2,
  until: (world + Math.max(until, progress.fraction)) / 2,
});
