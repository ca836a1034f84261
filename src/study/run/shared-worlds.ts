import type { Case } from '../../engine/case/case.ts';
import { createLedger, type Ledger } from '../../engine/accounting/ledger.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';
import { runWorlds } from './run-worlds.ts';

/**
 * Runs cases for many questions at once: equal cases are solved once, and only what `keep` takes from their books stays
 * in memory. The two of a pair of which neither is known are solved in one place, so that what comes before they part
 * is made once.
 */
export interface SharedWorlds<S> {
  solve(c: Case, onProgress: (fraction: number) => void): Promise<S>;
  solvePair(pair: readonly [Case, Case], onProgress: (world: 0 | 1, fraction: number) => void): Promise<[S, S]>;
  stop(): void;
}

export function sharedWorlds<S>(deps: StudyDeps, watch: Watch, keep: (ledger: Ledger) => S): SharedWorlds<S> {
  const known = new Map<string, Promise<S>>();
  const stopper = new AbortController();
  const signal = watch.signal ? AbortSignal.any([watch.signal, stopper.signal]) : stopper.signal;
  const solve = async (c: Case, onProgress: (fraction: number) => void): Promise<S> => {
    let found = known.get(c.hash);
    if (!found) {
      found = runWorlds(deps, [c], { signal, onProgress: ({ fraction }) => onProgress(fraction) }).then(([ledger]) =>
        keep(ledger),
      );
      known.set(c.hash, found);
    }
    const kept = await found;
    onProgress(1);
    return kept;
  };
  const solvePair = async (
    pair: readonly [Case, Case],
    onProgress: (world: 0 | 1, fraction: number) => void,
  ): Promise<[S, S]> => {
    const [one, other] = pair;
    if (one.hash !== other.hash && one.foresight === 'rolling' && !known.has(one.hash) && !known.has(other.hash)) {
      const found = deps.runner
        .runPair(
          { pair },
          {
            signal,
            onProgress: ({ fraction }) => {
              onProgress(0, Math.min(1, 2 * fraction));
              onProgress(1, Math.max(0, 2 * fraction - 1));
            },
          },
        )
        .then((outcomes) => pair.map((c, world) => keep(createLedger(c, outcomes[world]))));
      pair.forEach((c, world) =>
        known.set(
          c.hash,
          found.then((kept) => kept[world]),
        ),
      );
    }
    return Promise.all([
      solve(one, (fraction) => onProgress(0, fraction)),
      solve(other, (fraction) => onProgress(1, fraction)),
    ]);
  };
  return { solve, solvePair, stop: () => stopper.abort() };
}

/** Tells the mean over `parts` of how far each has come; it never falls. */
export function meanProgress(
  parts: number,
  stage: string,
  { onProgress }: Watch,
): (part: number, fraction: number) => void {
  const fractions = new Array<number>(parts).fill(0);
  return (part, fraction) => {
    fractions[part] = Math.max(fractions[part], fraction);
    onProgress?.({
      stage,
      done: fractions.filter((one) => one === 1).length,
      total: parts,
      fraction: fractions.reduce((sum, one) => sum + one, 0) / parts,
    });
  };
}
