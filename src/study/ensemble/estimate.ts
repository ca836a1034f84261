import { contentHash } from '../../engine/case/hash.ts';
import type { BestEstimate, StoredEstimate } from '../base/best-estimate.ts';
import type { RunOptions, StudyDeps } from '../base/ports.ts';
import { modelHash } from '../base/standing.ts';
import { preparePair, type PreparedPair } from '../run/prepare-case.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { Ensemble } from './ensemble-result.ts';

const pairHash = ({ model, reference, counterfactual }: PreparedPair): string =>
  contentHash([modelHash(model), reference.scenario, counterfactual.scenario]);

/**
 * The estimate kept of a pair in its whole window; null where there is none, or where the model or a scenario has
 * changed since.
 */
export async function estimateOf(
  { models }: Pick<StudyDeps, 'models'>,
  pair: PreparedPair,
  { window }: RunOptions,
): Promise<BestEstimate | null> {
  if (window) return null;
  const { id } = pair.counterfactual.scenario;
  const stored = ((await models.estimates?.(pair.model.id)) ?? []).filter((one) => one.counterfactual === id);
  if (stored.length === 0) return null;
  const hash = pairHash(pair);
  const found = stored.find((one) => one.pair === hash);
  if (found === undefined) return null;
  const { made, engine_version, draws, seed, control_draws, level, blind, assimilated } = found;
  return { made, engine_version, draws, seed, control_draws, level, blind, assimilated };
}

/** An ensemble of a pair in its whole window, as it is kept; `today` is the day on which it was made. */
export async function storedEstimate(
  deps: StudyDeps,
  [reference, counterfactual]: readonly [Scenario, Scenario],
  { ensemble, engine, today }: { readonly ensemble: Ensemble; readonly engine: string; readonly today: string },
): Promise<StoredEstimate> {
  const pair = await preparePair(deps, ...resolvePair(reference, counterfactual), {});
  const { control, delta_gwh: delta, assimilated } = ensemble;
  const blind = control
    ? { p05_gwh: control.adjusted_p05_gwh, p50_gwh: control.adjusted_p50_gwh, p95_gwh: control.adjusted_p95_gwh }
    : { p05_gwh: delta.p05, p50_gwh: delta.p50, p95_gwh: delta.p95 };
  const knowing = assimilated?.usable ? (assimilated.adjusted_gwh ?? assimilated.delta_gwh) : null;
  return {
    schema: 'spillway/estimate@1',
    model: { id: pair.model.id, version: pair.model.version, hash: modelHash(pair.model) },
    reference: reference.id,
    counterfactual: counterfactual.id,
    pair: pairHash(pair),
    made: today,
    engine_version: engine,
    draws: ensemble.draws,
    seed: ensemble.seed,
    control_draws: control?.draws ?? 0,
    level: control?.level ?? ensemble.level,
    blind: { effective_draws: ensemble.sample?.effective_draws ?? ensemble.draws, ...blind },
    assimilated: knowing && {
      effective_draws: assimilated!.effective_draws,
      p05_gwh: knowing.p05,
      p50_gwh: knowing.p50,
      p95_gwh: knowing.p95,
    },
  };
}
