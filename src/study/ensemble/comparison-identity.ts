import { contentHash } from '../../engine/case/hash.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { withStructures, type DrawablePair } from './calibrated-structures.ts';
import { estimateOf } from './estimate.ts';
import { ensembleKey } from './draw-setup.ts';
import type { CompareOptions, StudyDeps } from '../base/ports.ts';
import { preparePair, type PreparedPair } from '../run/prepare-case.ts';
import { printed } from '../run/run-identity.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';

/** What is not in the pair itself but in those of other sizes, which a sweep or a drawn size makes of it. */
export const otherSizes = ({ model }: PreparedPair) =>
  model.tables.water_by_size.length === 0 ? [] : [model.tables.water_by_size];

/** Counts up when a comparison tells more of the same pair, so that a stored answer without it is not given again. */
const COMPARISON_FIGURES = 4;
/** The same for what is told of causes. */
const CAUSE_FIGURES = 2;

/** Hex name of the comparison of a pair; the pair has its structures where draws are part of it. */
export const comparisonName = (pair: DrawablePair, options: CompareOptions): string =>
  contentHash([
    'comparison',
    COMPARISON_FIGURES,
    ...otherSizes(pair),
    printed(pair.reference),
    printed(pair.counterfactual),
    ...(options.attribute
      ? ['causes', CAUSE_FIGURES, [...options.attribute].sort(), ...(options.sensitivity ? ['sensitivity'] : [])]
      : []),
    ...(options.priceOfForesight ? ['price-of-foresight'] : []),
    ...(options.ensemble ? [ensembleKey(pair, options.ensemble)] : []),
  ]);

/** The same with what is stored of its spread, which the answer tells. */
export const toldComparisonName = (pair: DrawablePair, options: CompareOptions): string =>
  pair.estimate ? contentHash([comparisonName(pair, options), pair.estimate]) : comparisonName(pair, options);

/** Both worlds, with the structures of their draws where draws are part of the question. */
export async function prepareDrawable(
  deps: StudyDeps,
  reference: Scenario,
  counterfactual: Scenario,
  options: CompareOptions,
): Promise<DrawablePair> {
  const pair = await preparePair(deps, ...resolvePair(reference, counterfactual), options);
  const estimate = await estimateOf(deps, pair);
  return { ...(options.ensemble ? await withStructures(deps, pair) : pair), estimate };
}

/** Hex name of a comparison; throws `InvalidInput` for a pair that cannot be compared. */
export const comparisonIdentity = async (
  deps: StudyDeps,
  reference: Scenario,
  counterfactual: Scenario,
  options: CompareOptions,
): Promise<string> => comparisonName(await prepareDrawable(deps, reference, counterfactual, options), options);
