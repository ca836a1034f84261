import { InvalidInput } from "../../system/problem.js";
import { problemsOf } from "../../system/zod-problems.js";
import { options as schema, runOptions } from "../api/requests.js";
/** Options checked by the schema that the API uses; problems name the option as it is typed. */
export function readRunOptions({ from, to, foresight, level, strict }, scenario) {
    const given = Object.fromEntries(Object.entries({ from, to, foresight, level, strict }).filter(([, value]) => value !== undefined));
    const parsed = schema.safeParse(given);
    if (!parsed.success)
        throw new InvalidInput(problemsOf(parsed.error, given, schema).map(asOption));
    try {
        return runOptions(parsed.data, scenario);
    }
    catch (error) {
        throw error instanceof InvalidInput ? new InvalidInput(error.problems.map(asOption)) : error;
    }
}
export const asOption = (found) => ({ ...found, path: `--${found.path.replace(/^options\./, '').replaceAll('_', '-')}` });
