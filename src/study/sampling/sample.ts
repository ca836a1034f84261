import { weightedQuantile } from '../../engine/ensemble/weighted-quantile.ts';
import { ENGINE_VERSION } from '../../engine/tables.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, orThrow, problem, type Problem } from '../../system/words/problem.ts';
import { assimilatedFact, assimilatedFacts, withAssimilated } from '../out-turns/assimilated-facts.ts';
import { resolvedYears, type BackcastYear } from '../out-turns/backcast-years.ts';
import { factsOf, type Fact } from '../calibration/calibration-facts.ts';
import { calibrationRuns, refuseScenarios } from '../calibration/calibration-runs.ts';
import { residualOf } from '../calibration/calibration-step.ts';
import { misfitOf } from '../calibration/least-squares.ts';
import { begin } from '../base/phases.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';
import { refusePrediction } from '../calibration/prediction-checks.ts';
import { runCount } from '../base/run-count.ts';
import { missesOf, RUNS_A_POINT, type Told } from './point-misses.ts';
import { mediansAtStatedSupply } from './sample-medians.ts';
import { samplePrior, type SamplePrior } from './sample-prior.ts';
import type { SampleResult } from '../base/sample-result.ts';
import type { StoredFit } from '../base/stored-fit.ts';
import { FIRST_ROUND, weightedSample } from './weighted-sample.ts';

/** `assimilate`: weigh draws by the published curtailment of the year as well. */
export interface SampleAsked {
  readonly model: string;
  readonly year: BackcastYear;
  readonly draws: number;
  readonly seed: number;
  readonly fit: StoredFit | null;
  readonly assimilate?: boolean;
}

const SHIPPED_DIGITS = 4;

/**
 * Draws of a year: water, section limits, exports and supply beside the modelled lines as they may have been, weighed
 * by how well the world as it happened then meets the published facts of the year. Curtailment is such a fact where
 * asked for alone. The same model, fit and seed give the same bits.
 */
export async function sampleYear(deps: StudyDeps, asked: SampleAsked, watch: Watch): Promise<SampleResult> {
  const entered = deps.clock.now();
  begin(watch, 'compile');
  const held = orThrow(await deps.models.model(asked.model));
  const {
    year: { year, scenario },
    draws,
    seed,
    fit,
    assimilate = false,
  } = asked;
  refusePrediction(held, asked, 'sample');
  const seen = assimilate ? seenFacts(held, year) : [];
  const model = withAssimilated(held, seen);
  const scenarios = resolvedYears([asked.year]);
  refuseScenarios(model, scenarios);
  const prior = samplePrior(model, year, fit);
  const facts = factsOf(model, 'infer').filter((fact) => fact.year === year);
  if (prior === null || facts.length === 0) throw new InvalidInput([nothingToSample(model, year)]);
  const begun = deps.clock.now();
  const runs = calibrationRuns(deps, scenarios, runCount(RUNS_A_POINT * (FIRST_ROUND + draws), watch));
  const told: Told = new Map();
  const misses = missesOf({ model, year, prior, facts, runs, told });
  const sample = await weightedSample({ dimension: prior.dimension, misses, draws, seed });
  const weights = sample.points.map(({ weight }) => weight);
  const values = sample.points.map(({ point }) => prior.at(point));
  const shipped = shippedMedians(model, prior, values, weights);
  const of = (list: readonly number[]) => spread(list, weights);
  return {
    schema: 'spillway/sample@1',
    model: { id: model.id, version: model.version },
    year,
    scenario: scenario.id,
    settings: settingsOf(scenario),
    draws,
    seed,
    effective_draws: sample.effective,
    rounds: sample.rounds,
    quantities: prior.quantities.map((quantity, q) => ({
      ...quantity,
      ...of(values.map((row) => row[q])),
      shipped: shipped.get(q) ?? null,
    })),
    facts: facts.flatMap(({ row, published }, f) => {
      const list = sample.points.flatMap(({ point }) => told.get(point)![f] ?? []);
      return list.length < draws ? [] : [{ fact: row.id, unit: row.unit, published, ...of(list) }];
    }),
    ...(assimilate && {
      assimilated: {
        facts: seen.map((row) => assimilatedFact(held, row)),
        misfits: sample.points.map(({ point }) => seenMisfit(facts, told.get(point)!)),
      },
    }),
    values,
    misfits: sample.points.map(({ misfit }) => misfit),
    weights,
    runs: runs.count(),
    timing_ms: { startup: 0, load: begun - entered, total: deps.clock.now() - begun },
  };
}

const settingsOf = ({ export_rule }: BackcastYear['scenario']): SampleResult['settings'] => ({
  level: 'screen',
  foresight: 'perfect',
  export_rule,
  engine_version: ENGINE_VERSION,
});

/** Published curtailment by which draws of a year are weighed; throws `InvalidInput` where there is none. */
function seenFacts(model: Model, year: number): ReturnType<typeof assimilatedFacts> {
  const seen = assimilatedFacts(model, year);
  if (seen.length === 0)
    throw new InvalidInput([
      problem(
        'nothing-to-assimilate',
        'assimilate',
        year,
        'published curtailment of a half or quarter of the year',
        `reported.csv has no curtailment of a half or quarter of ${year} that the model covers`,
        'add what is published to reported.csv, or leave --assimilate out',
      ),
    ]);
  return seen;
}

const nothingToSample = (model: Model, year: number): Problem =>
  problem(
    'nothing-to-sample',
    'calibration.csv',
    year,
    'water of the year inferred by groups of gauges, and facts to infer it from',
    `model "${model.id}" infers no water of ${year} by groups of gauges`,
    'name a year whose water is inferred',
  );

/** Medians of inferred water as they are shipped, by position among the quantities. */
function shippedMedians(
  model: Model,
  prior: SamplePrior,
  values: readonly (readonly number[])[],
  weights: readonly number[],
): ReadonlyMap<number, number> {
  const inferred = new Set(model.tables.calibration.filter((row) => row.step === 'infer').map((row) => row.parameter));
  const names = prior.quantities.map(({ name }) => name);
  const water = names.flatMap((name, q) => (inferred.has(name) ? [q] : []));
  return new Map(
    mediansAtStatedSupply({ names, values, weights }, water).map((median, k) => [
      water[k],
      Number(median.toPrecision(SHIPPED_DIGITS)),
    ]),
  );
}

const spread = (list: readonly number[], weights: readonly number[]) => ({
  p05: weightedQuantile(list, weights, 0.05),
  p50: weightedQuantile(list, weights, 0.5),
  p95: weightedQuantile(list, weights, 0.95),
});

/** Of the figures that are assimilated alone. */
const seenMisfit = (facts: readonly Fact[], modelled: readonly (number | null)[]): number =>
  misfitOf(
    facts.flatMap((fact, f) =>
      fact.row.quantity === 'curtailment' && modelled[f] !== null ? [residualOf(fact, modelled[f])] : [],
    ),
  );
