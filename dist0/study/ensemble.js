import { meanInterval } from "../engine/ensemble/mean-interval.js";
import { CHUNK, drawChunks } from "./draw-chunks.js";
import { drawnRows, drawSetup } from "./draw-setup.js";
import { deltaGwh, ensembleFigures } from "./ensemble-figures.js";
/** Time of a pair dispatched hour by hour over that of a pair in blocks (measured on Sichuan: 136 s and 3 s); for the time left alone. */
export const HOURLY_PAIR = 45;
/** A stop rule looks at no fewer draws, and again only when there are a tenth more: looking often would stop by chance. */
const LEAST_DRAWS = 20;
const LOOK_AGAIN = 1.1;
/**
 * Draws both worlds with the same water, limits, schedules, demand and, where asked, load size, and tells the spread of their difference. All draws are made at level screen; the first
 * `control` of them, in whole mirrored pairs, at level standard too. The same request gives the same bits whatever the number of workers, and whatever was kept from an earlier start.
 */
export async function ensembleOf(deps, pair, options, watch) {
    const { draws, seed, control = 0, stopWidthGwh } = options;
    const setup = drawSetup(pair, options, 'screen');
    const part = draws / (draws + control * HOURLY_PAIR);
    const made = await drawChunks(deps, { setup, draws, chunk: CHUNK, stage: 'draws', enough: narrowEnough(stopWidthGwh, seed) }, partOf(watch, 0, part));
    const hourly = control === 0 ? [] : await drawChunks(deps, { setup: drawSetup(pair, options, 'standard'), draws: Math.min(control + (control % 2), made.length), chunk: 1, stage: 'control draws', enough: () => false }, partOf(watch, part, 1 - part));
    return ensembleFigures({ made, hourly, options, rows: pair.model.tables.uncertainty, drawn: drawnRows(pair, options), counterfactual: pair.counterfactual.scenario, structures: pair.structures ?? [] });
}
function narrowEnough(widthGwh, seed) {
    if (widthGwh === undefined)
        return () => false;
    let look = LEAST_DRAWS;
    return (draws) => {
        if (draws.length < look)
            return false;
        look = Math.ceil(draws.length * LOOK_AGAIN);
        const interval = meanInterval(draws.map(deltaGwh), seed);
        return interval !== null && interval.high - interval.low < widthGwh;
    };
}
export const partOf = (watch, from, share) => ({ signal: watch.signal, onProgress: (progress) => watch.onProgress?.({ ...progress, fraction: from + share * progress.fraction }) });
