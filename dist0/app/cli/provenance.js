import { provenance } from "../../study/provenance.js";
import { InvalidInput } from "../../system/problem.js";
import { causesAsked } from "../api/requests.js";
import { refuse } from "./answer.js";
import { readCauses } from "./compare.js";
import { readEnsembleOptions } from "./ensemble-options.js";
import { provenanceText } from "./provenance-text.js";
import { timedRead } from "./read-timed.js";
import { asOption, readRunOptions } from "./run-options.js";
import { sameModels } from "./same-models.js";
import { ask, withStudy } from "./study-session.js";
import { unexpected } from "./unexpected.js";
/** `spillway provenance REFERENCE [COUNTERFACTUAL]`: what one figure of a run or a comparison rests on; the answer itself is computed where it is not stored. */
export async function provenanceCommand(paths, flags, context) {
    const ensemble = readEnsembleOptions(flags);
    const causes = readCauses(flags.attribute);
    const { given, loadMs } = await timedRead(paths);
    const [first, second] = given;
    const differ = given.length > 1 ? sameModels(first, second) : null;
    if (differ)
        return refuse([differ]);
    const options = readRunOptions(flags, first.scenario);
    const request = second === undefined ? { kind: 'run', scenario: first.scenario, options }
        : { kind: 'comparison', reference: first.scenario, counterfactual: second.scenario, options: { ...options, ...causesAsked(causes), ...(ensemble && { ensemble }) } };
    return withStudy(first.models, context, async (composed) => {
        const { result } = await ask(composed, request, { cache: flags.cache, loadMs }, context);
        const told = answerOf(result);
        const found = await provenance(composed.deps, { result: told, scenarios: given.map((one) => one.scenario), options }, flags.figure ?? defaultFigure(told)).catch(asTyped);
        return { document: found, text: provenanceText(found, flags.lang), exitCode: 0 };
    });
}
function answerOf(result) {
    if (result.schema !== 'spillway/comparison@1' && result.schema !== 'spillway/run@1')
        throw unexpected(result.schema);
    return result;
}
const defaultFigure = ({ schema }) => (schema === 'spillway/run@1' ? 'curtailed_gwh' : 'curtailed_gwh.delta');
function asTyped(error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.problems.map((one) => (one.path === 'figure' ? asOption(one) : one))) : error;
}
