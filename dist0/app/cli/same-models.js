import { join } from 'node:path';
import { shownPath } from "../../io/file-problems.js";
import { problem } from "../../system/problem.js";
/** Two worlds are compared on one model folder; null when they are. */
export function sameModels(reference, counterfactual) {
    const [first, second] = [reference, counterfactual].map(({ models, scenario }) => shownPath(join(models, scenario.model)));
    return first === second ? null : problem('different-models', 'model', second, first, 'the two scenarios stand on different models', 'compare scenarios of the same model');
}
