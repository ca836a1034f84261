import type { Case } from '../../engine/case/case.ts';
import { createLedger, type Ledger } from '../../engine/accounting/ledger.ts';
import type { Progress, StudyDeps, Watch } from '../base/ports.ts';

/**
 * Runs cases side by side, equal ones once, and books them; progress is their mean. When one fails or the watch is
 * cancelled, all stop.
 */
export async function runWorlds(deps: StudyDeps, cases: readonly Case[], watch: Watch): Promise<Ledger[]> {
  const distinct = [...new Map(cases.map((c) => [c.hash, c])).values()];
  const stop = new AbortController();
  const signal = watch.signal ? AbortSignal.any([watch.signal, stop.signal]) : stop.signal;
  const report = mergeProgress(distinct.length, watch.onProgress);
  try {
    const outcomes = new Map(
      distinct.map((c, world) => [
        c.hash,
        deps.runner.run({ case: c }, { signal, onProgress: (progress) => report(world, progress) }),
      ]),
    );
    // Each is booked as soon as it is there, while the others still run.
    return await Promise.all(cases.map(async (c) => createLedger(c, await outcomes.get(c.hash)!)));
  } catch (error) {
    stop.abort();
    throw error;
  }
}

/** More worlds are counted; a pair tells its days. */
const SHOWN_BY_DAYS = 2;

function mergeProgress(worlds: number, onProgress: Watch['onProgress']): (world: number, progress: Progress) => void {
  const [fractions, untils] = [new Array<number>(worlds).fill(0), new Array<number>(worlds).fill(0)];
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / worlds;
  return (world, progress) => {
    fractions[world] = Math.max(fractions[world], progress.fraction);
    untils[world] = Math.max(fractions[world], progress.until ?? 0);
    const counted = worlds > SHOWN_BY_DAYS ? { done: fractions.filter((one) => one === 1).length, total: worlds } : {};
    onProgress?.({ ...progress, ...counted, fraction: mean(fractions), until: mean(untils) });
  };
}
