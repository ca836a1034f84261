import { contentHash } from '../engine/compile-case/hash.ts';
import { resolvePair, resolveScenario } from '../system/scenario/resolve-scenario.ts';
import type { Scenario } from '../system/scenario/scenario.ts';
import { withStructures } from './ensemble/calibrated-structures.ts';
import { ensembleKey } from './ensemble/draw-setup.ts';
import type { CompareOptions, EnsembleOptions, RunOptions, StudyDeps } from './ports.ts';
import { preparePair, prepareRun, type PreparedPair, type World } from './run/prepare-case.ts';

/** What of a world shows in a result: the case, and the texts that are printed with it. */
const printed = ({ case: c, scenario }: World) => ({
  hash: c.hash,
  common: c.commonHash,
  engine: c.engineVersion,
  id: scenario.id,
  title: scenario.title,
  basis: scenario.basis,
  source: scenario.source,
  not_modelled: scenario.not_modelled,
});

/** What is not in the pair itself but in those of other sizes, which a sweep or a drawn size makes of it. */
const otherSizes = ({ model }: PreparedPair) =>
  model.tables.water_by_size.length === 0 ? [] : [model.tables.water_by_size];

/** Hex name of a run: equal requests have equal names; throws `InvalidInput` for a scenario that cannot be run. */
export async function runIdentity(deps: StudyDeps, scenario: Scenario, options: RunOptions): Promise<string> {
  const { world } = await prepareRun(deps, resolveScenario(scenario), options);
  return contentHash(['run', printed(world)]);
}

/** Counts up when a comparison tells more of the same pair, so that a stored answer without it is not given again. */
const COMPARISON_FIGURES = 3;
/** The same for what is told of causes. */
const CAUSE_FIGURES = 2;

export async function comparisonIdentity(
  deps: StudyDeps,
  reference: Scenario,
  counterfactual: Scenario,
  options: CompareOptions,
): Promise<string> {
  const pair = await preparePair(deps, ...resolvePair(reference, counterfactual), options);
  return contentHash([
    'comparison',
    COMPARISON_FIGURES,
    ...otherSizes(pair),
    printed(pair.reference),
    printed(pair.counterfactual),
    ...(options.attribute
      ? ['causes', CAUSE_FIGURES, [...options.attribute].sort(), ...(options.sensitivity ? ['sensitivity'] : [])]
      : []),
    ...(options.priceOfForesight ? ['price-of-foresight'] : []),
    ...(options.ensemble ? [ensembleKey(await withStructures(deps, pair), options.ensemble)] : []),
  ]);
}

export async function ensembleIdentity(
  deps: StudyDeps,
  reference: Scenario,
  counterfactual: Scenario,
  options: RunOptions,
  ensemble: EnsembleOptions,
): Promise<string> {
  const pair = await preparePair(deps, ...resolvePair(reference, counterfactual), options);
  return contentHash([
    'ensemble',
    ...otherSizes(pair),
    printed(pair.reference),
    printed(pair.counterfactual),
    ensembleKey(await withStructures(deps, pair), ensemble),
  ]);
}
