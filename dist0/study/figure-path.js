import { didYouMean } from "../system/nearest.js";
import { InvalidInput, problem } from "../system/problem.js";
/** Longest path that is read. */
export const LONGEST_FIGURE = 200;
const PATH = /^([a-z_]+)(?:\[([a-z0-9_.-]+)\])?((?:\.[a-z0-9_]+)*)$/;
/** The figure that stands for a row where none of its own is named. */
const ROW_FIGURES = ['delta_gwh', 'value_gwh'];
/** Documents about the answer, not figures of it. */
const LEFT_OUT = new Set(['timing_ms', 'curtailed_by_day_gwh', 'by_draw_gwh', 'inputs']);
/** Throws `InvalidInput` where the result has no such figure, naming the nearest. */
export function figureOf(result, path) {
    const m = path.length > LONGEST_FIGURE ? null : PATH.exec(path.trim());
    const [root, key, rest] = m ? [m[1], m[2] ?? null, m[3]] : ['', null, ''];
    const parts = rest.split('.').filter((part) => part !== '');
    const value = m ? valueAt(result, root, key, parts) : undefined;
    if (value === undefined)
        throw new InvalidInput([unknown(result, path)]);
    return { path: path.trim(), root, parts, key, value };
}
function valueAt(result, root, key, parts) {
    if (LEFT_OUT.has(root))
        return undefined;
    let at = field(result, root);
    if (key !== null) {
        at = Array.isArray(at) ? at.find((row) => field(row, 'key') === key) : undefined;
        if (at !== undefined && parts.length === 0)
            at = ROW_FIGURES.map((name) => field(at, name)).find((value) => value !== undefined);
    }
    for (const part of parts)
        at = field(at, part);
    return typeof at === 'number' || at === null ? at : undefined;
}
const field = (of, name) => (of !== null && typeof of === 'object' && Object.hasOwn(of, name) ? of[name] : undefined);
/** Every path of a figure that a result has. */
export function figurePaths(result) {
    return Object.entries(result).filter(([name]) => !LEFT_OUT.has(name)).flatMap(([name, value]) => pathsIn(name, value));
}
function pathsIn(path, value) {
    if (typeof value === 'number')
        return [path];
    if (Array.isArray(value)) {
        return value.flatMap((row) => pathsOfRow(path, row));
    }
    if (value === null || typeof value !== 'object')
        return [];
    return Object.entries(value).filter(([name]) => !LEFT_OUT.has(name)).flatMap(([name, inner]) => (Array.isArray(inner) ? [] : pathsIn(`${path}.${name}`, inner)));
}
/** A row with a figure of its own is named by its key; one with several, by key and field. */
function pathsOfRow(path, row) {
    const key = field(row, 'key');
    if (typeof key !== 'string')
        return [];
    const own = `${path}[${key}]`;
    return ROW_FIGURES.some((name) => field(row, name) !== undefined) ? [own] : Object.entries(row).filter(([, value]) => typeof value === 'number').map(([name]) => `${own}.${name}`);
}
function unknown(result, path) {
    const known = figurePaths(result);
    return problem('unknown-figure', 'figure', path, `such as ${known.filter((one) => !one.includes('[')).slice(0, 6).join(', ')}`, `the result has no figure "${path}"`, didYouMean(path, known, 'name a number of the result, such as curtailed_gwh.delta or by_month[2021-07]'));
}
