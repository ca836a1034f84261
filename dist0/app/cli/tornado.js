import { dirname } from 'node:path';
import { InvalidInput } from "../../system/problem.js";
import { refuse } from "./answer.js";
import { namedFiles } from "./beside-argument.js";
import { readPairs } from "./extended-pair.js";
import { readRunOptions } from "./run-options.js";
import { sameModels } from "./same-models.js";
import { ask, withStudy } from "./study-session.js";
import { tornadoText } from "./tornado-text.js";
import { unexpected } from "./unexpected.js";
/** `spillway tornado COUNTERFACTUAL`: which assumptions move the difference most, against what the scenario extends. */
export async function tornadoCommand(path, flags, context) {
    const beside = flags.variants === undefined ? [] : await namedFiles(flags.variants, { option: '--variants', folder: dirname(path), what: 'scenario', code: 'variant' });
    const { pairs: [own, ...others], loadMs } = await readPairs([path, ...beside]);
    const differ = others.flatMap(({ counterfactual }) => sameModels(own.counterfactual, counterfactual) ?? []);
    if (differ.length > 0)
        return refuse(differ);
    const scenarios = ({ reference, counterfactual }) => ({ reference: reference.scenario, counterfactual: counterfactual.scenario });
    const request = { kind: 'tornado', tornado: { ...scenarios(own), variants: others.map(scenarios) }, options: readRunOptions(flags, own.counterfactual.scenario) };
    const { result } = await withStudy(own.counterfactual.models, context, (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context)).catch(asTyped);
    if (result.schema !== 'spillway/tornado@1')
        throw unexpected(result.schema);
    return { document: result, text: tornadoText(result, flags.lang), exitCode: 0 };
}
function asTyped(error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.problems.map((found) => (/^variants\b/.test(found.path) ? { ...found, path: `--${found.path}` } : found))) : error;
}
