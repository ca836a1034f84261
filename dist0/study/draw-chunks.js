/** Draws that travel together: few enough that a killed job loses little, in whole mirrored pairs. The same for any number of workers. */
export const CHUNK = 4;
/**
 * Makes draws chunk by chunk wherever the runner has room and hands them back in draw order. Chunks that are kept already are not made again. When one fails, the watch is cancelled or the draws
 * suffice, the others stop.
 */
export async function drawChunks(deps, { setup, draws, chunk, stage, enough }, watch) {
    const firsts = Array.from({ length: Math.ceil(draws / chunk) }, (_, k) => k * chunk);
    const countOf = (first) => Math.min(chunk, draws - first);
    const found = new Map();
    for (const first of firsts) {
        const kept = await deps.draws?.drawn(setup.key, first, countOf(first));
        if (kept)
            found.set(first, kept);
    }
    const line = inOrder(firsts, found, enough);
    const missing = firsts.filter((first) => !found.has(first));
    const tell = progressOf(stage, draws, missing, countOf, watch);
    const stop = new AbortController();
    const signal = watch.signal ? AbortSignal.any([watch.signal, stop.signal]) : stop.signal;
    const lane = async () => {
        for (let first = missing.shift(); first !== undefined && !line.done(); first = missing.shift()) {
            const at = first;
            const wanted = Array.from({ length: countOf(at) }, (_, k) => at + k);
            const made = await deps.runner.runDraws({ setup, draws: wanted }, { signal, onProgress: ({ fraction }) => tell(at, fraction) });
            await deps.draws?.keep(setup.key, made);
            found.set(at, made);
            tell(at, 1);
            if (line.done())
                stop.abort();
        }
    };
    try {
        await Promise.all(Array.from({ length: Math.max(1, deps.runner.slots) }, lane));
    }
    catch (error) {
        stop.abort();
        if (watch.signal?.aborted || !line.done())
            throw error;
    }
    return line.draws();
}
/** The unbroken run of draws from the first on, up to where they suffice. */
function inOrder(firsts, found, enough) {
    const draws = [];
    let next = 0;
    let sufficient = false;
    const advance = () => {
        for (let made = found.get(firsts[next]); made !== undefined && !sufficient; made = found.get(firsts[next])) {
            draws.push(...made);
            next += 1;
            sufficient = enough(draws);
        }
    };
    return { done: () => { advance(); return sufficient || next === firsts.length; }, draws: () => { advance(); return draws; } };
}
/** `done` counts all draws; the share is that of the draws still to be made, so that the time left does not count on draws that were kept. */
function progressOf(stage, draws, missing, countOf, { onProgress }) {
    const parts = new Map(missing.map((first) => [first, 0]));
    const open = missing.reduce((sum, first) => sum + countOf(first), 0);
    return (at, fraction) => {
        parts.set(at, Math.max(fraction, parts.get(at) ?? 0));
        const made = [...parts].reduce((sum, [first, part]) => sum + part * countOf(first), 0);
        onProgress?.({ stage, done: draws - open + Math.floor(made + 1e-9), total: draws, fraction: open > 0 ? made / open : 1 });
    };
}
