import { formatInstant } from "../system/calendar.js";
import { withStructures } from "./calibrated-structures.js";
import { ensembleOf } from "./ensemble.js";
import { preparePair } from "./prepare-case.js";
/** An ensemble by itself: the spread of the difference between two scenarios, without the comparison of the scenarios as they are. */
export async function runEnsemble(deps, reference, counterfactual, options, ensemble, watch) {
    const asked = deps.clock.now();
    const pair = await withStructures(deps, await preparePair(deps, reference, counterfactual, { ...options, level: 'screen' }));
    const begun = deps.clock.now();
    const { case: c, scenario } = pair.counterfactual;
    const found = await ensembleOf(deps, pair, ensemble, watch);
    return {
        schema: 'spillway/ensemble@1', id: scenario.id, title: scenario.title, reference: { id: pair.reference.scenario.id, hash: pair.reference.case.hash }, counterfactual: { id: scenario.id, hash: c.hash },
        window: { start: formatInstant(c.start + c.from), end: formatInstant(c.start + c.to) },
        settings: { foresight: 'perfect', level: 'screen', export_rule: c.exportRule, water_year: c.waterYear, engine_version: c.engineVersion },
        ensemble: found, timing_ms: { startup: 0, load: begun - asked, total: deps.clock.now() - begun },
    };
}
