import type { Case } from '../engine/compile-case/case.ts';
import type { Ledger } from '../engine/accounting/ledger.ts';
import type { StudyDeps, Watch } from './ports.ts';
import { runWorlds } from './run-worlds.ts';

/** Runs cases for many questions at once: equal cases are solved once, and only what `keep` takes from their books stays in memory. */
export interface SharedWorlds<S> { solve(c: Case, onProgress: (fraction: number) => void): Promise<S>; stop(): void }

export function sharedWorlds<S>(deps: StudyDeps, watch: Watch, keep: (ledger: Ledger) => S): SharedWorlds<S> {
  const known = new Map<string, Promise<S>>();
  const stopper = new AbortController();
  const signal = watch.signal ? AbortSignal.any([watch.signal, stopper.signal]) : stopper.signal;
  const solve = async (c: Case, onProgress: (fraction: number) => void): Promise<S> => {
    let found = known.get(c.hash);
    if (!found) {
      found = runWorlds(deps, [c], { signal, onProgress: ({ fraction }) => onProgress(fraction) }).then(([ledger]) => keep(ledger));
      known.set(c.hash, found);
    }
    const kept = await found;
    onProgress(1);
    return kept;
  };
  return { solve, stop: () => stopper.abort() };
}

/** Tells the mean over `parts` of how far each has come; it never falls. */
export function meanProgress(parts: number, stage: string, { onProgress }: Watch): (part: number, fraction: number) => void {
  const fractions = new Array<number>(parts).fill(0);
  return (part, fraction) => {
    fractions[part] = Math.max(fractions[part], fraction);
    onProgress?.({ stage, done: fractions.filter((one) => one === 1).length, total: parts, fraction: fractions.reduce((sum, one) => sum + one, 0) / parts });
  };
}
