import { z } from 'zod';
/** The schema beneath `optional`, `default`, `nullable` and the like. */
export function bareSchema(schema) {
    let at = schema;
    while (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodNullable || at instanceof z.ZodReadonly || at instanceof z.ZodPrefault) {
        at = at.unwrap();
    }
    return at;
}
/** The schema that governs `path` within `schema`, unions resolved by the discriminator in `input`; null where there is none. */
export function schemaAt(schema, path, input) {
    let at = resolveSchema(schema, input);
    let value = input;
    for (const key of path) {
        if (at === null)
            return null;
        value = child(value, key);
        const next = step(at, key);
        at = next === null ? null : resolveSchema(next, value);
    }
    return at;
}
function step(schema, key) {
    if (schema instanceof z.ZodObject)
        return schema.shape[key] ?? null;
    if (schema instanceof z.ZodArray)
        return schema.element;
    if (schema instanceof z.ZodRecord)
        return schema.valueType;
    return null;
}
/** The schema itself, or of a union the option that `value` names. */
export function resolveSchema(schema, value) {
    const bare = bareSchema(schema);
    if (!(bare instanceof z.ZodDiscriminatedUnion))
        return bare;
    const name = bare.def.discriminator;
    const options = bare.options;
    const named = child(value, name);
    return options.find((option) => option instanceof z.ZodObject && option.shape[name] instanceof z.ZodLiteral && option.shape[name].values.has(named)) ?? bare;
}
/** The field names that an object schema allows; empty for any other schema. */
export const fieldNames = (schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
export const child = (value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? value[key] : undefined);
export const valueAt = (input, path) => path.reduce(child, input);
