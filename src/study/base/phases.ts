import type { Progress, Watch } from './ports.ts';

/** A watch for a share of the whole, from a point of it on. */
export const partOf = ({ signal, onProgress }: Watch, from: number, share: number, stage?: string): Watch => ({
  signal,
  onProgress: (progress) =>
    onProgress?.({
      ...progress,
      ...(stage === undefined ? {} : { stage }),
      fraction: from + share * progress.fraction,
      ...(progress.until === undefined ? {} : { until: from + share * progress.until }),
    }),
});

/** Watches for what is done one after another, each with its share of all the work. */
export function phasesOf<Name extends string>(
  watch: Watch,
  work: Readonly<Record<Name, number>>,
): Readonly<Record<Name, Watch>> {
  const names = Object.keys(work) as Name[];
  const all = names.reduce((sum, name) => sum + work[name], 0);
  let from = 0;
  return Object.fromEntries(
    names.map((name) => {
      const share = all > 0 ? work[name] / all : 0;
      const part = partOf(watch, from, share);
      from += share;
      return [name, part];
    }),
  ) as Record<Name, Watch>;
}

/** Tells that a phase of one step begins, which is over when the next begins. */
export const begin = ({ onProgress }: Watch, stage: string): void =>
  onProgress?.({ stage, done: 0, total: 1, fraction: 0, until: 1 } satisfies Progress);

/** Tells that all is done, but for what its caller does with it. */
export const finish = ({ onProgress }: Watch, stage: string): void =>
  onProgress?.({ stage, done: 1, total: 1, fraction: 1 } satisfies Progress);
