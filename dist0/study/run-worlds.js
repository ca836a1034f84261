import { createLedger } from "../engine/accounting/ledger.js";
/** Runs cases side by side, equal ones once, and books them; progress is their mean. When one fails or the watch is cancelled, all stop. */
export async function runWorlds(deps, cases, watch) {
    const distinct = [...new Map(cases.map((c) => [c.hash, c])).values()];
    const stop = new AbortController();
    const signal = watch.signal ? AbortSignal.any([watch.signal, stop.signal]) : stop.signal;
    const report = mergeProgress(distinct.length, watch.onProgress);
    try {
        const outcomes = await Promise.all(distinct.map((c, world) => deps.runner.run({ case: c }, { signal, onProgress: (progress) => report(world, progress) })));
        const byHash = new Map(distinct.map((c, world) => [c.hash, outcomes[world]]));
        return cases.map((c) => createLedger(c, byHash.get(c.hash)));
    }
    catch (error) {
        stop.abort();
        throw error;
    }
}
function mergeProgress(worlds, onProgress) {
    const fractions = new Array(worlds).fill(0);
    return (world, progress) => {
        fractions[world] = Math.max(fractions[world], progress.fraction);
        onProgress?.({ ...progress, fraction: fractions.reduce((sum, fraction) => sum + fraction, 0) / worlds });
    };
}
