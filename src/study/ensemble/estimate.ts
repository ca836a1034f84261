import { contentHash } from '../../engine/case/hash.ts';
import type { BestEstimate, StoredEstimate } from '../base/best-estimate.ts';
import type { StudyDeps } from '../base/ports.ts';
import { modelHash } from '../base/standing.ts';
import { preparePair, type PreparedPair } from '../run/prepare-case.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { withStructures } from './calibrated-structures.ts';
import type { Ensemble } from './ensemble-result.ts';

type Models = Pick<StudyDeps, 'models'>;

/** What a scenario says in words: no draw depends on it. */
const PROSE: ReadonlySet<string> = new Set(['title', 'why', 'source', 'not_modelled']);
const withoutProse = (scenario: object): unknown =>
  JSON.parse(JSON.stringify(scenario, (key, value: unknown) => (PROSE.has(key) ? undefined : value)));

/** Of all that draws of a pair are made from: both scenarios, tables, structures and stored samples. */
async function pairHash({ models }: Models, pair: PreparedPair): Promise<string> {
  const { structures, sample, assimilated } = await withStructures({ models }, pair);
  const { model, reference, counterfactual } = pair;
  return contentHash([
    modelHash(model),
    withoutProse(reference.scenario),
    withoutProse(counterfactual.scenario),
    [reference.case, counterfactual.case].map(({ from, to }) => [from, to]),
    (structures ?? []).map(({ id, values }) => [id, [...Object.entries(values)]]),
    [sample, assimilated].map((one) => (one ? [one.values, one.weights] : null)),
  ]);
}

/**
 * The estimate kept of a pair; null where there is none, or where the window, the model, its samples or a scenario are
 * others since. Throws `InvalidInput` where the file of the pair cannot be read.
 */
export async function estimateOf(deps: Models, pair: PreparedPair): Promise<BestEstimate | null> {
  const { model, reference, counterfactual } = pair;
  const stored = await deps.models.estimate?.(model.id, reference.scenario.id, counterfactual.scenario.id);
  if (!stored || stored.pair !== (await pairHash(deps, pair))) return null;
  const { made, engine_version, draws, seed, control_draws, level, blind, assimilated } = stored;
  return { made, engine_version, draws, seed, control_draws, level, blind, assimilated };
}

/** What an estimate of a pair holds of, as both are before draws are made. */
export async function estimated(
  deps: StudyDeps,
  reference: Scenario,
  counterfactual: Scenario,
): Promise<Pick<StoredEstimate, 'model' | 'reference' | 'counterfactual' | 'pair'>> {
  const pair = await preparePair(deps, ...resolvePair(reference, counterfactual), {});
  return {
    model: { id: pair.model.id, version: pair.model.version, hash: modelHash(pair.model) },
    reference: reference.id,
    counterfactual: counterfactual.id,
    pair: await pairHash(deps, pair),
  };
}

/** An ensemble of a pair in its whole window, as it is kept; `today` is the day on which it was made. */
export function storedEstimate(
  of: Awaited<ReturnType<typeof estimated>>,
  { ensemble, engine, today }: { readonly ensemble: Ensemble; readonly engine: string; readonly today: string },
): StoredEstimate {
  const { control, delta_gwh: delta, assimilated, sample } = ensemble;
  const blind = control
    ? { p05_gwh: control.adjusted_p05_gwh, p50_gwh: control.adjusted_p50_gwh, p95_gwh: control.adjusted_p95_gwh }
    : { p05_gwh: delta.p05, p50_gwh: delta.p50, p95_gwh: delta.p95 };
  const knowing = assimilated?.usable ? (assimilated.adjusted_gwh ?? assimilated.delta_gwh) : null;
  return {
    schema: 'spillway/estimate@1',
    ...of,
    made: today,
    engine_version: engine,
    draws: ensemble.draws,
    seed: ensemble.seed,
    control_draws: control?.draws ?? 0,
    level: control ? 'standard' : 'screen',
    blind: { effective_draws: Math.min(ensemble.draws, sample?.effective_draws ?? Infinity), ...blind },
    assimilated: knowing && {
      effective_draws: assimilated!.effective_draws,
      p05_gwh: knowing.p05,
      p50_gwh: knowing.p50,
      p95_gwh: knowing.p95,
    },
  };
}
