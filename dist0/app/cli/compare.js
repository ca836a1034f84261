import { CAUSES } from "../../engine/attribution/relax.js";
import { InvalidInput, problem } from "../../system/problem.js";
import { causesAsked } from "../api/requests.js";
import { refuse } from "./answer.js";
import { readEnsembleOptions, withPlaces } from "./ensemble-options.js";
import { headlineText } from "./headline-text.js";
import { timedRead } from "./read-timed.js";
import { readRunOptions } from "./run-options.js";
import { ask, withStudy } from "./study-session.js";
import { sameModels } from "./same-models.js";
import { unexpected } from "./unexpected.js";
const isCause = (name) => CAUSES.includes(name);
/** `--attribute` alone asks for all causes, with a list for those. */
export function readCauses(typed) {
    if (typeof typed !== 'string')
        return typed === true;
    const names = typed.split(',').map((name) => name.trim());
    const unknown = names.filter((name) => !isCause(name));
    if (unknown.length === 0)
        return names.filter(isCause);
    throw new InvalidInput(unknown.map((name) => problem('unknown-cause', '--attribute', name, CAUSES.join(', '), `"${name}" is not a cause`, 'name causes apart by commas, or none for all of them')));
}
/** `spillway compare REFERENCE COUNTERFACTUAL`: with and without. */
export async function compareCommand(paths, flags, context) {
    const ensemble = await withPlaces(readEnsembleOptions(flags), flags, paths[1]);
    const causes = readCauses(flags.attribute);
    const { given: [reference, counterfactual], loadMs } = await timedRead(paths);
    const differ = sameModels(reference, counterfactual);
    if (differ)
        return refuse([differ]);
    const request = { kind: 'comparison', reference: reference.scenario, counterfactual: counterfactual.scenario, options: { ...readRunOptions(flags, reference.scenario), ...causesAsked(causes, flags.sensitivity), ...(flags.priceOfForesight && { priceOfForesight: true }), ...(ensemble && { ensemble }) } };
    const few = ensemble === undefined && causes === false ? 2 * (flags.priceOfForesight ? 2 : 1) : undefined;
    const { result } = await withStudy(reference.models, context, (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context), { few }).catch(asTyped);
    if (result.schema !== 'spillway/comparison@1')
        throw unexpected(result.schema);
    return { document: result, text: headlineText(result, flags.lang, { zones: flags.zones }), exitCode: 0 };
}
function asTyped(error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.problems.map((found) => (/^places\b/.test(found.path) ? { ...found, path: `--${found.path}` } : found))) : error;
}
