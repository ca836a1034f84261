import { runWorlds } from "./run-worlds.js";
export function sharedWorlds(deps, watch, keep) {
    const known = new Map();
    const stopper = new AbortController();
    const signal = watch.signal ? AbortSignal.any([watch.signal, stopper.signal]) : stopper.signal;
    const solve = async (c, onProgress) => {
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
export function meanProgress(parts, stage, { onProgress }) {
    const fractions = new Array(parts).fill(0);
    return (part, fraction) => {
        fractions[part] = Math.max(fractions[part], fraction);
        onProgress?.({ stage, done: fractions.filter((one) => one === 1).length, total: parts, fraction: fractions.reduce((sum, one) => sum + one, 0) / parts });
    };
}
