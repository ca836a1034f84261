import { sharedModels } from "../../io/cached-models.js";
import { loadScenarioChain } from "../../io/scenario-files.js";
import { checkScenario } from "../../system/check-scenario.js";
import { InvalidInput, orThrow } from "../../system/problem.js";
import { sayNotes } from "./say-notes.js";
import { modelsRoot } from "./validate.js";
/** Scenario files checked against their models, or every problem in any of them. */
export async function readScenarios(paths) {
    const read = await Promise.all(paths.map((path) => readScenario(path).catch((error) => {
        if (error instanceof InvalidInput)
            return error;
        throw error;
    })));
    const problems = read.flatMap((one) => (one instanceof InvalidInput ? one.problems : []));
    if (problems.length > 0)
        throw new InvalidInput(distinct(problems));
    return read.filter((one) => !(one instanceof InvalidInput));
}
async function readScenario(path) {
    const { scenario, extended, locate, notes } = orThrow(await loadScenarioChain(path));
    sayNotes(notes);
    const models = await modelsRoot(path, scenario.model);
    const source = sharedModels(models);
    const model = await source.model(scenario.model);
    if (!model.ok)
        throw new InvalidInput(model.problems.map((one) => (one.file === undefined ? locate([one])[0] : one)));
    const problems = checkScenario(scenario, model.value);
    if (problems.length > 0)
        throw new InvalidInput(locate(problems));
    return { scenario, models, extended };
}
/** A problem of a file that both scenarios extend is told once. */
const distinct = (problems) => [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
