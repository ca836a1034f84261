import { countingOrder } from "./counting-order.js";
/** How a variable is bounded, in the order of a form; those that are held have no part in it. */
export const LOWER_ONLY = 0, BOTH = 1, UPPER_ONLY = 2, FREE = 3, HELD = 4;
const GROUPS = 5;
/** Columns, slacks and the two that can be added, by number of entries, then by the first row met, so that neighbours meet neighbours. */
export function orderByEntries(pattern, position) {
    const variables = pattern.columns + pattern.rows + 2;
    const entries = Int32Array.from({ length: variables }, (_, v) => entriesOf(pattern, v));
    const firstRows = Int32Array.from({ length: variables }, (_, v) => firstRow(pattern, position, v));
    return countingOrder(entries, pattern.rows + 1, countingOrder(firstRows, pattern.rows + 1, null));
}
/** `groups`: of columns, slacks and the two that can be added (held so far), which are sorted by group and within it stay as `byEntries` has them. */
export function layOutForm(pattern, position, byEntries, groups) {
    const { evened, sizes } = evenSides(groups);
    const upperFrom = sizes[LOWER_ONLY];
    const lowerEnd = upperFrom + sizes[BOTH];
    const upperEnd = lowerEnd + sizes[UPPER_ONLY];
    const source = countingOrder(evened, GROUPS, byEntries).slice(0, upperEnd + sizes[FREE]);
    const starts = new Int32Array(source.length + 1);
    for (let k = 0; k < source.length; k++)
        starts[k + 1] = starts[k] + entriesOf(pattern, source[k]);
    return { upperFrom, lowerEnd, upperEnd, source, runs: runsOf(source, starts, evened), starts, rowBytes: rowsMet(pattern, position, source, starts) };
}
function evenSides(groups) {
    const evened = groups.slice();
    const sizes = [0, 0, 0, 0, 0];
    for (const group of evened)
        sizes[group]++;
    const idle = evened.length - 2;
    if ((sizes[LOWER_ONLY] + sizes[BOTH]) % 2 === 1)
        sizes[(evened[idle] = LOWER_ONLY)]++;
    if ((sizes[BOTH] + sizes[UPPER_ONLY]) % 2 === 1)
        sizes[(evened[idle + 1] = UPPER_ONLY)]++;
    return { evened, sizes };
}
function entriesOf({ columns, rows, starts }, v) {
    return v < columns ? starts[v + 1] - starts[v] : v < columns + rows ? 1 : 0;
}
function firstRow({ columns, rows, starts, indices }, position, v) {
    if (v >= columns + rows)
        return 0;
    if (v >= columns)
        return position[v - columns];
    let first = rows;
    for (let p = starts[v]; p < starts[v + 1]; p++)
        first = Math.min(first, position[indices[p]]);
    return first;
}
/** Runs of one group and number of entries. */
function runsOf(source, starts, groups) {
    const runs = [];
    let [lastGroup, lastEntries] = [-1, -1];
    for (let k = 0; k < source.length; k++) {
        const [group, entries] = [groups[source[k]], starts[k + 1] - starts[k]];
        if (group !== lastGroup || entries !== lastEntries)
            runs.push(entries, 0);
        [lastGroup, lastEntries] = [group, entries];
        runs[runs.length - 1]++;
    }
    return Int32Array.from(runs);
}
function rowsMet(pattern, position, source, starts) {
    const { columns, starts: from, indices: rows } = pattern;
    const met = new Int32Array(starts[source.length]);
    for (let k = 0; k < source.length; k++) {
        const v = source[k];
        if (v < columns)
            for (let p = from[v], at = starts[k], end = starts[k + 1]; at < end; p++, at++)
                met[at] = 8 * position[rows[p]];
        else if (starts[k + 1] > starts[k])
            met[starts[k]] = 8 * position[v - columns];
    }
    return met;
}
