import { backcast, backcastIdentity } from "../../study/backcast.js";
import { compareScenarios } from "../../study/compare-scenarios.js";
import { comparisonIdentity, ensembleIdentity, runIdentity } from "../../study/identity.js";
import { packageIdentity, packageScenario } from "../../study/package-scenario.js";
import { runEnsemble } from "../../study/run-ensemble.js";
import { runScenario } from "../../study/run-scenario.js";
import { yearOnYear, yearOnYearIdentity } from "../../study/year-on-year.js";
import { tornado, tornadoIdentity } from "../../study/tornado.js";
import { sweepIdentity, sweepScenario } from "../../study/sweep-scenario.js";
import { finishedBackcast, finishedComparison, finishedDecomposition, finishedEnsemble, finishedPackage, finishedRun, finishedSweep, finishedTornado } from "../store/result-store.js";
/** The study functions as work for the job service. */
export const studyWork = (deps) => ({
    identity: async (request) => {
        if (request.kind === 'run')
            return runIdentity(deps, request.scenario, request.options);
        if (request.kind === 'comparison')
            return comparisonIdentity(deps, request.reference, request.counterfactual, request.options);
        if (request.kind === 'backcast')
            return backcastIdentity(deps, request.backcast, request.options);
        if (request.kind === 'package')
            return packageIdentity(deps, request.scenario, request.package, request.options);
        if (request.kind === 'decomposition')
            return yearOnYearIdentity(deps, request.decomposition);
        if (request.kind === 'ensemble')
            return ensembleIdentity(deps, request.reference, request.counterfactual, request.options, request.ensemble);
        if (request.kind === 'tornado')
            return tornadoIdentity(deps, request.tornado, request.options);
        return sweepIdentity(deps, request.scenario, request.reference, request.sweep, request.options);
    },
    perform: async (request, identity, watch) => {
        if (request.kind === 'run')
            return finishedRun(identity, await runScenario(deps, request.scenario, request.options, watch));
        if (request.kind === 'comparison')
            return finishedComparison(identity, await compareScenarios(deps, request.reference, request.counterfactual, request.options, watch));
        if (request.kind === 'backcast')
            return finishedBackcast(identity, await backcast(deps, request.backcast, request.options, watch));
        if (request.kind === 'package')
            return finishedPackage(identity, await packageScenario(deps, request.scenario, request.package, request.options, watch));
        if (request.kind === 'decomposition')
            return finishedDecomposition(identity, await yearOnYear(deps, request.decomposition, watch));
        if (request.kind === 'ensemble')
            return finishedEnsemble(identity, await runEnsemble(deps, request.reference, request.counterfactual, request.options, request.ensemble, watch));
        if (request.kind === 'tornado')
            return finishedTornado(identity, await tornado(deps, request.tornado, request.options, watch));
        return finishedSweep(identity, await sweepScenario(deps, request.scenario, request.reference, request.sweep, request.options, watch));
    },
});
