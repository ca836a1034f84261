import { z } from 'zod';
import { problem } from "./problem.js";
import { bareSchema, resolveSchema } from "./schema-walk.js";
import { pathText, placedProblemsOf } from "./zod-problems.js";
/** An input checked by its schema, or everything that is wrong with it. Of a list or block that holds more than its schema allows no more than that is looked at: the work is bounded, whatever is sent. */
export function checkInput(schema, input) {
    const tooLong = [];
    const read = shortened(schema, input, [], tooLong);
    const parsed = schema.safeParse(read);
    if (parsed.success && tooLong.length === 0)
        return { ok: true, value: parsed.data };
    return { ok: false, placed: [...tooLong, ...(parsed.success ? [] : placedProblemsOf(parsed.error, read, schema))] };
}
/** The value with every list and block in it cut to what its schema allows, each cut told; the same value where nothing is cut. */
function shortened(schema, value, path, found) {
    if (typeof value !== 'object' || value === null || !holdsLists(schema))
        return value;
    const at = resolveSchema(schema, value);
    if (at instanceof z.ZodArray && Array.isArray(value))
        return shortList(at, value, path, found);
    if (at instanceof z.ZodRecord)
        return shortRecord(at, value, path, found);
    return at instanceof z.ZodObject ? shortFields(at, value, path, found) : value;
}
function shortList(schema, value, path, found) {
    const most = mostOf(schema);
    const list = most !== undefined && value.length > most ? value.slice(0, most) : value;
    if (list !== value)
        found.push(tooMany(path, value.length, most));
    const element = schema.element;
    return holdsLists(element) ? list.map((entry, i) => shortened(element, entry, [...path, i], found)) : list;
}
function mostOf(schema) {
    const defs = (schema.def.checks ?? []).map((check) => check._zod.def);
    return defs.find(({ check }) => check === 'max_length')?.maximum;
}
function shortRecord(schema, value, path, found) {
    const most = schema.meta()?.maxProperties ?? Infinity;
    const names = Object.keys(value);
    if (names.length > most)
        found.push(tooMany(path, names.length, most));
    const inside = schema.valueType;
    return Object.fromEntries(names.slice(0, most).map((name) => [name, shortened(inside, value[name], [...path, name], found)]));
}
function shortFields(schema, value, path, found) {
    const fields = Object.entries(schema.shape).filter(([name]) => Object.hasOwn(value, name));
    const changed = fields.map(([name, inside]) => [name, shortened(inside, value[name], [...path, name], found)]).filter(([name, read]) => read !== value[name]);
    return changed.length > 0 ? { ...value, ...Object.fromEntries(changed) } : value;
}
export const tooMany = (keys, count, most) => ({
    keys, problem: problem('wrong-length', pathText(keys), count, `<= ${most} entries`, `has ${count} entries`, `give at most ${most}; entries beyond that are not looked at`),
});
const known = new WeakMap();
/** Whether a list or a block of free names may stand anywhere in what a schema describes. */
function holdsLists(schema) {
    const earlier = known.get(schema);
    if (earlier !== undefined)
        return earlier;
    const bare = bareSchema(schema);
    const holds = bare instanceof z.ZodArray || bare instanceof z.ZodRecord
        || (bare instanceof z.ZodObject && Object.values(bare.shape).some(holdsLists))
        || (bare instanceof z.ZodDiscriminatedUnion && bare.options.some(holdsLists));
    known.set(schema, holds);
    return holds;
}
