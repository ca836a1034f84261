import { askedYears, backcastYears } from "../../study/backcast-years.js";
import { InvalidInput, orThrow } from "../../system/problem.js";
import { problemsOf } from "../../system/zod-problems.js";
import { backcastBody } from "../api/requests.js";
import { backcastText } from "./backcast-text.js";
import { givenModel } from "./model-argument.js";
import { asOption } from "./run-options.js";
import { ask, withStudy } from "./study-session.js";
import { unexpected } from "./unexpected.js";
const schema = backcastBody.omit({ model: true });
/** `spillway backcast MODEL`: the model against published out-turns. */
export async function backcastCommand(argument, flags, context) {
    const { years: text, options } = readFlags(flags);
    const { id, models, scenarios: library } = await givenModel(argument);
    return withStudy(models, context, async (composed) => {
        const begun = performance.now();
        const model = orThrow(await composed.deps.models.model(id));
        const years = askedYears(model, text);
        const scenarios = await backcastYears(model, years, async (name) => (await composed.scenarios.find(name))?.document ?? null).catch(asTyped);
        const request = { kind: 'backcast', backcast: { model: id, years, scenarios }, options };
        const { result } = await ask(composed, request, { cache: flags.cache, loadMs: performance.now() - begun }, context);
        if (result.schema !== 'spillway/backcast@1')
            throw unexpected(result.schema);
        return { document: result, text: backcastText(result, flags.lang), exitCode: 0 };
    }, { scenarios: library });
}
function readFlags({ years, foresight, level }) {
    const given = { ...(years !== undefined && { years }), options: { ...(foresight !== undefined && { foresight }), ...(level !== undefined && { level }) } };
    const parsed = schema.safeParse(given);
    if (!parsed.success)
        throw new InvalidInput(problemsOf(parsed.error, given, schema).map(asOption));
    return { years: parsed.data.years, options: parsed.data.options ?? {} };
}
function asTyped(error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.problems.map((one) => (one.path === 'years' ? asOption(one) : one))) : error;
}
