import { compileCase } from "../engine/compile-case/compile-case.js";
import { sharedBy } from "../engine/compile-case/shared-by.js";
import { hydroTotal, inStatistic } from "../engine/accounting/ledger.js";
import { systemEnergy } from "../engine/accounting/system-energy.js";
import { checkScenario } from "../system/check-scenario.js";
import { isRemoval } from "../system/measure.js";
import { InvalidInput, valid } from "../system/problem.js";
import { factsOf, modelledFact } from "./calibration-facts.js";
import { preparePair } from "./prepare-case.js";
import { gwh, ratio } from "./run-result.js";
import { runWorlds } from "./run-worlds.js";
const OPTIONS = { level: 'screen', foresight: 'perfect' };
/** Few enough cases and outcomes at a time to fit in memory, enough to keep every worker busy. */
const SIDE_BY_SIDE = 6;
export function calibrationRuns(deps, scenarios, expected, watch) {
    const said = new Map();
    let done = 0;
    const tell = (stage) => watch.onProgress?.({ stage, done, total: Math.max(done, expected), fraction: Math.min(0.99, done / expected) });
    const quiet = { signal: watch.signal };
    const run = async (cases, use, stage) => {
        for (let at = 0; at < cases.length; at += SIDE_BY_SIDE) {
            const ledgers = await runWorlds(deps, cases.slice(at, at + SIDE_BY_SIDE), quiet);
            ledgers.forEach(use);
            done += ledgers.length;
            tell(stage);
        }
    };
    return {
        facts: async (structures, facts, stage) => {
            const years = [...new Set(facts.map((fact) => fact.year))].map((year) => scenarios.find((one) => one.year === year));
            const cases = structures.map(({ model, sharing }) => years.map(({ scenario }) => sharedBy(compileCase(model, scenario, OPTIONS), sharing)));
            const models = new Map(cases.flatMap((row, i) => row.map((c) => [c.hash, structures[i].model])));
            const open = [...new Map(cases.flat().filter((c) => !said.has(c.hash)).map((c) => [c.hash, c])).values()];
            await run(open, (ledger) => said.set(ledger.case.hash, saidBy(models.get(ledger.case.hash), ledger, scenarios)), stage);
            return cases.map((row) => facts.map((fact) => said.get(row[years.findIndex((one) => one.year === fact.year)].hash).get(fact.row.id)));
        },
        headline: async ({ model, sharing }) => {
            const removing = scenarios.find(({ scenario }) => scenario.measures.some(isRemoval))?.scenario;
            if (!removing)
                return null;
            const kept = { ...removing, id: `${removing.id}-kept`, measures: removing.measures.filter((measure) => !isRemoval(measure)) };
            const pair = await preparePair({ ...deps, models: { ...deps.models, model: async () => valid(model) } }, kept, removing, OPTIONS);
            const ledgers = [];
            await run([pair.reference.case, pair.counterfactual.case].map((c) => sharedBy(c, sharing)), (ledger) => ledgers.push(ledger), 'headline');
            return headlineOf(removing.id, ledgers);
        },
        count: () => done,
    };
}
/** All problems of the scenarios on the model, thrown at once. */
export function refuseScenarios(model, scenarios) {
    const problems = scenarios.flatMap(({ scenario }) => checkScenario(scenario, model));
    if (problems.length > 0)
        throw new InvalidInput(problems);
}
function saidBy(model, ledger, scenarios) {
    const year = scenarios.find(({ scenario }) => scenario.id === ledger.case.id).year;
    const facts = [...factsOf(model, 'fit'), ...factsOf(model, 'infer')].filter((fact) => fact.year === year);
    return new Map(facts.map((fact) => [fact.row.id, modelledFact(model, ledger, fact)]));
}
function headlineOf(counterfactual, [kept, removed]) {
    const load = (ledger) => { const energy = systemEnergy(ledger); return gwh(energy.load + energy.namedLoad); };
    const [reference, other] = [kept, removed].map((ledger) => gwh(hydroTotal(ledger, inStatistic).curtailed));
    const energy = load(kept) - load(removed);
    return {
        reference: 'the same with its load kept', counterfactual, removed_energy_gwh: energy,
        curtailed_gwh: { reference, counterfactual: other, delta: other - reference }, average_curtailment_factor: ratio(other - reference, energy),
    };
}
