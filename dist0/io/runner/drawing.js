import { pairDraws } from "../../engine/ensemble/draw-pair.js";
/** Setups kept compiled: an ensemble has one at level screen and one for its control draws, and two ensembles may take turns. */
const KEPT = 4;
/** Makes draws one by one in this thread; a setup that was used lately is not compiled again. */
export function drawing() {
    const kept = new Map();
    const drawOf = (setup) => {
        const known = kept.get(setup.key) ?? pairDraws(setup);
        kept.delete(setup.key);
        kept.set(setup.key, known);
        if (kept.size > KEPT)
            kept.delete(kept.keys().next().value);
        return known;
    };
    return function* ({ setup, draws }, solve, onProgress) {
        const make = drawOf(setup);
        const total = draws.length;
        for (const [at, draw] of draws.entries())
            yield make(draw, solve, (part) => onProgress({ stage: 'draws', done: at, total, fraction: (at + part) / total }));
    };
}
