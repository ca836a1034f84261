import { overlayMeasures } from "../system/overlay-measures.js";
import { valueAt } from "../system/schema-walk.js";
import { placed } from "./file-problems.js";
/** The problem of a merged scenario, placed in the file that said the value last. */
export function locate(found, chain) {
    const { file, keys } = originOf(keysOf(found.path), chain);
    return placed(found, { file: file.file, ...file.position(keys) });
}
/** `loads[0].shares.aba` → loads, 0, shares, aba */
const keysOf = (path) => path.split(/[.[\]]+/).filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
function originOf(keys, chain) {
    if (keys[0] === 'measures' && typeof keys[1] === 'number')
        return inMeasures(keys, chain);
    if (keys[0] === 'source_dates')
        return inLists(keys, chain);
    if (keys[0] === 'inflow' && typeof keys[1] === 'number')
        return inInflow(keys, chain);
    if (keys[0] === 'loads' && typeof keys[1] === 'number')
        return inLoads(keys, chain);
    return lastThatSays(keys, chain) ?? { file: chain[chain.length - 1], keys };
}
const lastThatSays = (keys, chain) => {
    const file = chain.findLast((one) => valueAt(one.written, keys.slice(0, 1)) !== undefined);
    return file ? { file, keys } : null;
};
/** Source dates are those of the files one after another; a repeated one counts where it is first said. */
function inLists([list, index], chain) {
    const seen = new Set();
    for (const file of chain) {
        const entries = (valueAt(file.written, [list]) ?? []);
        for (const [i, entry] of entries.entries()) {
            if (seen.has(entry))
                continue;
            if (seen.size === index)
                return { file, keys: [list, i] };
            seen.add(entry);
        }
    }
    return { file: chain[chain.length - 1], keys: [list] };
}
/** A measure is where a file spoke of it last, each of its fields where it was stated last. */
function inMeasures([list, index, ...rest], chain) {
    const { ids, spoken } = measurePlaces(chain);
    const own = spoken.get(ids[Number(index)]) ?? [];
    const said = own.findLast(({ stated }) => rest.length > 0 && Object.hasOwn(stated, rest[0])) ?? own.at(-1);
    return said ? { file: said.file, keys: [list, said.at, ...rest] } : { file: chain[chain.length - 1], keys: [list] };
}
const placesOfChain = new WeakMap();
/** The merged measures by their place in the list, and where the files speak of each, in order: made once for all problems of a chain. */
function measurePlaces(chain) {
    const known = placesOfChain.get(chain);
    if (known)
        return known;
    const merged = chain.reduce((all, { written }) => overlayMeasures(all, written.measures ?? []), []);
    const entries = chain.flatMap((file) => (file.written.measures ?? []).map((stated, at) => ({ stated, file, at })));
    const places = { ids: merged.map(({ id }) => id), spoken: grouped(entries) };
    placesOfChain.set(chain, places);
    return places;
}
function grouped(entries) {
    const groups = new Map();
    for (const entry of entries) {
        const group = groups.get(entry.stated.id);
        if (group)
            group.push(entry);
        else
            groups.set(entry.stated.id, [entry]);
    }
    return groups;
}
/** A load is where it was defined last, each of its fields where it was changed last. */
function inLoads([, index, ...rest], chain) {
    const id = mergedLoadIds(chain)[Number(index)];
    for (const file of [...chain].reverse()) {
        const changed = ['load_changes', id, ...rest];
        if (rest.length > 0 && valueAt(file.written, changed.slice(0, 3)) !== undefined)
            return { file, keys: changed };
        const own = (file.written.loads ?? []).findLastIndex((load) => load.id === id);
        if (own >= 0)
            return { file, keys: ['loads', own, ...rest] };
    }
    return { file: chain[chain.length - 1], keys: ['loads'] };
}
/** Stated inflow stands where it was said last of its station. */
function inInflow([, index, ...rest], chain) {
    const merged = chain.reduce((all, file) => {
        const own = (file.written.inflow ?? []).map(({ station }, i) => ({ station, origin: { file, keys: ['inflow', i, ...rest] } }));
        return [...all.filter((one) => !own.some((other) => other.station === one.station)), ...own];
    }, []);
    return merged[Number(index)]?.origin ?? { file: chain[chain.length - 1], keys: ['inflow'] };
}
function mergedLoadIds(chain) {
    return chain.reduce((ids, { written }) => {
        const own = (written.loads ?? []).map((load) => load.id);
        return [...ids.filter((id) => !own.includes(id)), ...own];
    }, []);
}
