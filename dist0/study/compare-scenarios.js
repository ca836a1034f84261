import { comparisonResult } from "./comparison-result.js";
import { knownFigures } from "./known-figures.js";
import { attribute } from "./attribute.js";
import { withStructures } from "./calibrated-structures.js";
import { refuseEnsemble } from "./draw-setup.js";
import { ensembleOf, HOURLY_PAIR, partOf } from "./ensemble.js";
import { preparePair } from "./prepare-case.js";
import { runRecord } from "./run-result.js";
import { runWorlds } from "./run-worlds.js";
/**
 * With and without: the same water, lines and demand, once with the load kept and once with it removed. The reference's load has the size that the
 * counterfactual removes. Throws `InvalidInput` with every problem, `LedgerError` where the books do not close.
 */
export async function compareScenarios(deps, reference, counterfactual, options, watch) {
    const asked = deps.clock.now();
    const plain = await preparePair(deps, reference, counterfactual, options);
    const prepared = options.ensemble ? await withStructures(deps, plain) : plain;
    if (options.ensemble)
        refuseEnsemble(prepared, options.ensemble);
    const begun = deps.clock.now();
    const cases = [prepared.reference.case, prepared.counterfactual.case];
    const parts = partsOf(prepared.reference.case.level, options);
    const [kept, removed] = await runWorlds(deps, cases, part(watch, parts, 'pair'));
    const timing = { startup: 0, load: begun - asked, total: deps.clock.now() - begun };
    const known = options.priceOfForesight ? await foresightOf(deps, [reference, counterfactual], [kept, removed], options, part(watch, parts, 'known')) : null;
    const causes = options.attribute ? await attribute(deps, cases, options.attribute, [kept, removed], part(watch, parts, 'causes'), options.sensitivity) : null;
    const ensemble = options.ensemble ? await ensembleOf(deps, prepared, options.ensemble, part(watch, parts, 'ensemble')) : null;
    const records = { reference: runRecord(kept, reference.id, timing), counterfactual: runRecord(removed, counterfactual.id, timing) };
    const booked = { ledgers: [kept, removed], results: [records.reference.result, records.counterfactual.result] };
    return { result: comparisonResult(prepared, booked, { causes, ensemble, known }, timing), ...records };
}
/** Makes both worlds once more with water and removal known, and keeps of them what is told. */
async function foresightOf(deps, [reference, counterfactual], forecast, options, watch) {
    const pair = await preparePair(deps, reference, counterfactual, { ...options, foresight: 'perfect', priceOfForesight: false });
    return knownFigures(forecast, await runWorlds(deps, [pair.reference.case, pair.counterfactual.case], watch));
}
/** 2^4 sets of lifted limits in both worlds; of the same lifted further, 4 are the same. */
const CAUSE_PAIRS = 16;
const FURTHER_PAIRS = 12;
/** How long each part takes, in pairs dispatched in blocks; only the time left depends on it. */
const partsOf = (level, { attribute: causes, sensitivity, priceOfForesight, ensemble }) => ({
    pair: level === 'screen' ? 1 : HOURLY_PAIR, known: priceOfForesight ? (level === 'screen' ? 1 : HOURLY_PAIR) : 0, causes: causes ? CAUSE_PAIRS + (sensitivity ? FURTHER_PAIRS : 0) : 0, ensemble: ensemble ? ensemble.draws + (ensemble.control ?? 0) * HOURLY_PAIR : 0,
});
const ORDER = ['pair', 'known', 'causes', 'ensemble'];
function part(watch, parts, which) {
    const sum = (names) => names.reduce((so, name) => so + parts[name], 0);
    return partOf(watch, sum(ORDER.slice(0, ORDER.indexOf(which))) / sum(ORDER), parts[which] / sum(ORDER));
}
