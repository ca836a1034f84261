import { z } from 'zod';
import { fieldKinds } from "./field-kinds.js";
import { measureFile } from "./scenario.js";
import { bareSchema } from "./schema-walk.js";
/** The fields of a type of measure: null for those that hold a text, a list or a name. */
export function measureFields(type) {
    const option = measureFile.options.find((candidate) => candidate.shape.type.value === type);
    return new Map(Object.entries(option?.shape ?? {}).map(([field, schema]) => [field, kindOf(schema)]));
}
function kindOf(schema) {
    const bare = bareSchema(schema);
    if (bare instanceof z.ZodUnion)
        return bare.options.map(kindOf).find((kind) => kind !== null) ?? null;
    return bare instanceof z.ZodNumber ? 'number' : fieldKinds.get(bare)?.kind ?? null;
}
