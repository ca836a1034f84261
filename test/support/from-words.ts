import { compileCase as compileNumbers, type CompileOptions } from '../../src/engine/compile-case/compile-case.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { compileRiver as riverOf, type River } from '../../src/engine/compile-case/river.ts';
import { seasonOf as seasonOfNumbers, type Season } from '../../src/engine/compile-case/season.ts';
import { preparePair as pairOf, prepareRun as runOf } from '../../src/study/run/prepare-case.ts';
import { calibratedModel as calibratedFor } from '../../src/system/scenario/calibrated-for.ts';
import { checkScenario as problemsOf } from '../../src/system/reading/check-scenario.ts';
import type { Model } from '../../src/system/model/model.ts';
import { resolveScenario } from '../../src/system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../../src/system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';

/**
 * Functions that work on scenarios in numbers, for tests that hold a scenario as a file states it: its numbers are read
 * first, and nothing else is done.
 */
type Either = Scenario | ResolvedScenario;
const isResolved = (scenario: Either): scenario is ResolvedScenario => 'given' in scenario.window;
export const inNumbers = (scenario: Either): ResolvedScenario =>
  isResolved(scenario) ? scenario : resolveScenario(scenario);

export const compileCase = (model: Model, scenario: Either, options?: CompileOptions, similar?: Case): Case =>
  compileNumbers(model, inNumbers(scenario), options, similar);
export const seasonOf = (scenario: Either): Season => seasonOfNumbers(inNumbers(scenario));
export const compileRiver = (model: Model, scenario: Either, season: Season): River =>
  riverOf(model, inNumbers(scenario), season);
export const calibratedModel = (model: Model, scenario: Either): Model => calibratedFor(model, inNumbers(scenario));
export const checkScenario = (scenario: Either, model: Model) => problemsOf(inNumbers(scenario), model);

type Deps = Parameters<typeof runOf>[0];
export const prepareRun = (deps: Deps, scenario: Either, options: Parameters<typeof runOf>[2]) =>
  runOf(deps, inNumbers(scenario), options);
export const preparePair = (
  deps: Deps,
  reference: Either,
  counterfactual: Either,
  options: Parameters<typeof pairOf>[3],
) => pairOf(deps, inNumbers(reference), inNumbers(counterfactual), options);
