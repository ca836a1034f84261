import { contentHash } from '../../engine/case/hash.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { otherSizes } from './comparison-identity.ts';
import type { EnsembleOptions, RunOptions, StudyDeps } from '../base/ports.ts';
import { preparePair } from '../run/prepare-case.ts';
import { printed } from '../run/run-identity.ts';
import { withStructures } from './calibrated-structures.ts';
import { ensembleKey } from './draw-setup.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';

/** Hex name of an ensemble: of the pair as stated, whatever the level of the draws, and of the draws. */
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
