import { compileCase } from "../compile-case/compile-case.js";
import { scenarioFlow } from "../compile-case/gauge-water.js";
import { compileRiver } from "../compile-case/river.js";
import { seasonOf } from "../compile-case/season.js";
import { sharedBy } from "../compile-case/shared-by.js";
import { calibratedModel, withFittedValues } from "../../system/calibrated-model.js";
import { sizedBy, withRemovedSize } from "../../system/measure.js";
import { sharingIn, structuralVariant } from "../../system/structure.js";
import { naturalPower } from "./natural-energy.js";
/** Compiles the worlds of choices; the last choice is kept, since mirrored draws share theirs unless the size is drawn. */
export function chosenWorlds(sources) {
    let last = null;
    return (choice) => {
        const key = JSON.stringify([choice.structure?.id, choice.place?.id, choice.sizeMw]);
        if (last?.key !== key)
            last = { key, worlds: compileChoice(sources, choice) };
        return last.worlds;
    };
}
function compileChoice({ model: given, reference, counterfactual, compile }, { structure, place, sizeMw }) {
    const model = structure === null ? given : withFittedValues(structuralVariant(given, structure.id), new Map(Object.entries(structure.values)));
    const removing = placed(sizeMw === null ? counterfactual : withRemovedSize(counterfactual, sizeMw), place);
    const scenarios = [sizedBy(placed(reference, place), removing), removing];
    const sharing = structure === null ? 1 : sharingIn(given, structure.id);
    const cases = scenarios.map((scenario) => sharedBy(compileCase(model, scenario, compile), sharing));
    // Water as compiled cases have it: with the model's fitted numbers.
    const season = seasonOf(scenarios[0]);
    const rivers = scenarios.map((scenario) => compileRiver(calibratedModel(model, scenario), scenario, season));
    const flows = scenarios.map((scenario) => scenarioFlow(calibratedModel(model, scenario), scenario, season));
    return { cases: [cases[0], cases[1]], rivers: [rivers[0], rivers[1]], flows: [flows[0], flows[1]], power: naturalPower(cases[0]) };
}
const placed = (scenario, place) => (place === null ? scenario : { ...scenario, loads: scenario.loads.map((load) => ({ ...load, shares: place.shares[load.id] ?? load.shares })) });
