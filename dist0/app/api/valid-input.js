import { z } from 'zod';
import { checkInput } from "../../system/check-input.js";
import { InvalidInput } from "../../system/problem.js";
import { problemsOf } from "../../system/zod-problems.js";
/** A body or query checked against its schema; every problem is reported at once. */
export class Valid {
    schema;
    constructor(schema) {
        this.schema = schema;
    }
    transform(value) {
        const input = value ?? {};
        const checked = checkInput(this.schema, input);
        if (checked.ok)
            return checked.value;
        throw new InvalidInput(checked.placed.map((placed) => placed.problem));
    }
}
export const scenarioId = z.string().regex(/^[a-z0-9-]{1,64}$/).describe('lower-case letters, digits and hyphens, at most 64');
/** An id from the address. Ids are only ever compared with known ones, and no other text gets this far. */
export class ValidId {
    transform(value) {
        const parsed = z.object({ id: scenarioId }).safeParse({ id: value });
        if (parsed.success)
            return parsed.data.id;
        throw new InvalidInput(problemsOf(parsed.error, { id: value }));
    }
}
