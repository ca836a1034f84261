import { contentHash } from '../../engine/compile-case/hash.ts';
import { backcast, backcastIdentity } from '../../study/backcast/backcast.ts';
import { compareScenarios } from '../../study/comparison/compare-scenarios.ts';
import { comparisonIdentity, ensembleIdentity, runIdentity } from '../../study/identity.ts';
import { packageIdentity, packageScenario } from '../../study/countermeasures/package-scenario.ts';
import type { StudyDeps, Watch } from '../../study/ports.ts';
import { runEnsemble } from '../../study/ensemble/run-ensemble.ts';
import { runScenario } from '../../study/run/run-scenario.ts';
import { standingOf, type Standing } from '../../study/standing.ts';
import { yearOnYear, yearOnYearIdentity } from '../../study/backcast/year-on-year.ts';
import { tornado, tornadoIdentity } from '../../study/tornado/tornado.ts';
import { sweepIdentity, sweepScenario } from '../../study/sweep/sweep-scenario.ts';
import {
  finishedBackcast,
  finishedComparison,
  finishedDecomposition,
  finishedEnsemble,
  finishedPackage,
  finishedRun,
  finishedSweep,
  finishedTornado,
  type Finished,
} from '../store/result-store.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { JobRequest, Work } from './work.ts';

/** The study functions as work for the job service. */
export const studyWork = (deps: StudyDeps): Work => ({
  identity: async (request) => {
    const identity = await studyIdentity(deps, request);
    const { model } = await standing(deps, request);
    // An answer names its model and tells its sources: with other words in the tables it is another answer, though the
    // case is the same.
    return contentHash([identity, model.hash]);
  },
  perform: async (request, identity, watch) => {
    const finished = await finish(deps, request, identity, watch);
    return { ...finished, result: { ...finished.result, ...(await standing(deps, request)) } };
  },
});

async function studyIdentity(deps: StudyDeps, request: JobRequest): Promise<string> {
  if (request.kind === 'run') return runIdentity(deps, request.scenario, request.options);
  if (request.kind === 'comparison')
    return comparisonIdentity(deps, request.reference, request.counterfactual, request.options);
  if (request.kind === 'backcast') return backcastIdentity(deps, request.backcast, request.options);
  if (request.kind === 'package') return packageIdentity(deps, request.scenario, request.package, request.options);
  if (request.kind === 'decomposition') return yearOnYearIdentity(deps, request.decomposition);
  if (request.kind === 'ensemble')
    return ensembleIdentity(deps, request.reference, request.counterfactual, request.options, request.ensemble);
  if (request.kind === 'tornado') return tornadoIdentity(deps, request.tornado, request.options);
  return sweepIdentity(deps, request.scenario, request.reference, request.sweep, request.options);
}

async function finish(deps: StudyDeps, request: JobRequest, identity: string, watch: Watch): Promise<Finished> {
  if (request.kind === 'run')
    return finishedRun(identity, await runScenario(deps, request.scenario, request.options, watch));
  if (request.kind === 'comparison')
    return finishedComparison(
      identity,
      await compareScenarios(deps, request.reference, request.counterfactual, request.options, watch),
    );
  if (request.kind === 'backcast')
    return finishedBackcast(identity, await backcast(deps, request.backcast, request.options, watch));
  if (request.kind === 'package')
    return finishedPackage(
      identity,
      await packageScenario(deps, request.scenario, request.package, request.options, watch),
    );
  if (request.kind === 'decomposition')
    return finishedDecomposition(identity, await yearOnYear(deps, request.decomposition, watch));
  if (request.kind === 'ensemble')
    return finishedEnsemble(
      identity,
      await runEnsemble(deps, request.reference, request.counterfactual, request.options, request.ensemble, watch),
    );
  if (request.kind === 'tornado')
    return finishedTornado(identity, await tornado(deps, request.tornado, request.options, watch));
  return finishedSweep(
    identity,
    await sweepScenario(deps, request.scenario, request.reference, request.sweep, request.options, watch),
  );
}

/** The model of a request, and what is unlikely in it and in the scenarios. */
function standing({ models }: StudyDeps, request: JobRequest): Promise<Standing> {
  const scenarios = scenariosOf(request);
  return standingOf(
    models,
    request.kind === 'backcast'
      ? request.backcast.model
      : request.kind === 'decomposition'
        ? request.decomposition.model
        : scenarios[0].model,
    scenarios,
  );
}

function scenariosOf(request: JobRequest): readonly Scenario[] {
  switch (request.kind) {
    case 'run':
      return [request.scenario];
    case 'comparison':
    case 'ensemble':
      return [request.counterfactual, request.reference];
    case 'sweep':
      return [request.scenario, request.reference];
    case 'package':
      return [request.scenario, ...request.package.with];
    case 'tornado':
      return [request.tornado, ...request.tornado.variants].flatMap(({ counterfactual, reference }) => [
        counterfactual,
        reference,
      ]);
    case 'backcast':
      return request.backcast.scenarios.map(({ scenario }) => scenario);
    case 'decomposition':
      return request.decomposition.years.map(({ scenario }) => scenario);
  }
}
