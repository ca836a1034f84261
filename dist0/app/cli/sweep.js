import { sweepAxes } from "../../study/sweep-axis.js";
import { InvalidInput } from "../../system/problem.js";
import { problemsOf } from "../../system/zod-problems.js";
import { askedAxis, axisBody } from "../api/requests.js";
import { readPairs } from "./extended-pair.js";
import { asOption, readRunOptions } from "./run-options.js";
import { ask, withStudy } from "./study-session.js";
import { sweepText } from "./sweep-text.js";
import { unexpected } from "./unexpected.js";
const axes = axisBody.extend({ second: axisBody.optional() });
/** `spillway sweep SCENARIO`: dose and response, each value against what the scenario extends with the same load. */
export async function sweepCommand(path, flags, context) {
    const asked = readAxes(flags);
    const { pairs: [{ counterfactual: { scenario, models }, reference }], loadMs } = await readPairs([path]);
    const varied = typed(() => sweepAxes(scenario, asked.first, asked.second));
    const options = readRunOptions({ ...flags, from: flags.windowFrom, to: flags.windowTo }, scenario);
    const request = { kind: 'sweep', scenario, reference: reference.scenario, options, sweep: { ...varied, rules: flags.rules ?? false, ...(flags.checkEnds && { ends: true }) } };
    const { result } = await withStudy(models, context, (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context));
    if (result.schema !== 'spillway/sweep@1')
        throw unexpected(result.schema);
    return { document: result, text: sweepText(result, flags.lang), exitCode: 0 };
}
function readAxes({ measure, field, from, to, steps, measure2, field2, from2, to2, steps2 }) {
    const wanted = [measure2, from2, to2].some((option) => option !== undefined);
    const given = { measure, field, from, to, steps: Number(steps), ...(wanted && { second: { measure: measure2, field: field2, from: from2, to: to2, steps: Number(steps2) } }) };
    const parsed = axes.safeParse(given);
    if (!parsed.success)
        throw new InvalidInput(problemsOf(parsed.error, given, axes).map(asTyped));
    return { first: askedAxis(parsed.data), ...(parsed.data.second && { second: askedAxis(parsed.data.second) }) };
}
/** `second.from` is typed `--from2`. */
const asTyped = (found) => asOption({ ...found, path: found.path.replace(/^second\.(\w+)$/, '$12') });
function typed(read) {
    try {
        return read();
    }
    catch (error) {
        throw error instanceof InvalidInput ? new InvalidInput(error.problems.map(asTyped)) : error;
    }
}
