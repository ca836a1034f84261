import { askedYears, backcastYears } from "../../study/backcast-years.js";
import { InvalidInput, orThrow } from "../../system/problem.js";
import { problemsOf } from "../../system/zod-problems.js";
import { decompositionBody } from "../api/requests.js";
import { decomposeText } from "./decompose-text.js";
import { givenModel } from "./model-argument.js";
import { asOption } from "./run-options.js";
import { ask, withStudy } from "./study-session.js";
import { unexpected } from "./unexpected.js";
const schema = decompositionBody.omit({ model: true });
/** `spillway decompose MODEL`: what changed curtailment from year to year. */
export async function decomposeCommand(argument, { years: text, lang, cache }, context) {
    const parsed = schema.safeParse(text === undefined ? {} : { years: text });
    if (!parsed.success)
        throw new InvalidInput(problemsOf(parsed.error, { years: text }, schema).map(asOption));
    const { id, models, scenarios: library } = await givenModel(argument);
    return withStudy(models, context, async (composed) => {
        const begun = performance.now();
        const model = orThrow(await composed.deps.models.model(id));
        const years = await backcastYears(model, askedYears(model, text), async (name) => (await composed.scenarios.find(name))?.document ?? null);
        const { result } = await ask(composed, { kind: 'decomposition', decomposition: { model: id, years } }, { cache, loadMs: performance.now() - begun }, context);
        if (result.schema !== 'spillway/year-on-year@1')
            throw unexpected(result.schema);
        return { document: result, text: decomposeText(result, lang), exitCode: 0 };
    }, { scenarios: library });
}
