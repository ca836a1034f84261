import { weightedQuantile } from '../../engine/ensemble/weighted-quantile.ts';
import { ENGINE_VERSION } from '../../engine/tables.ts';
import { daysInMonth } from '../../system/words/calendar.ts';
import { drawnModel } from '../../system/model/drawn-model.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, orThrow, problem } from '../../system/words/problem.ts';
import { assimilatedFact, assimilatedFacts, withAssimilated } from '../out-turns/assimilated-facts.ts';
import { resolvedYears, type BackcastYear } from '../out-turns/backcast-years.ts';
import { factsOf, type Fact } from '../calibration/calibration-facts.ts';
import { calibrationRuns, refuseScenarios, type Structured } from '../calibration/calibration-runs.ts';
import { PLENTIFUL, residualOf, withinReach } from '../calibration/calibration-step.ts';
import { misfitOf } from '../calibration/least-squares.ts';
import { begin } from '../shared/phases.ts';
import type { StudyDeps, Watch } from '../shared/ports.ts';
import { refusePrediction } from '../calibration/prediction-checks.ts';
import { runCount } from '../shared/run-count.ts';
import { mediansAtStatedSupply } from './sample-medians.ts';
import { samplePrior, type SamplePrior } from './sample-prior.ts';
import type { SampleResult } from '../shared/sample-result.ts';
import type { StoredFit } from '../shared/stored-fit.ts';
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

/** A point is run as it is, and with plentiful water, which says what its sections let through at all. */
const RUNS_A_POINT = 2;
const SHIPPED_DIGITS = 4;
/**
 * Points that are compiled together, on one of two lanes so that one compiles while the other runs: cases of all points
 * would not fit in memory.
 */
const AT_ONCE = 3;

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
  const seen = assimilate ? assimilatedFacts(held, year) : [];
  if (assimilate && seen.length === 0)
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
  const model = withAssimilated(held, seen);
  const scenarios = resolvedYears([asked.year]);
  refuseScenarios(model, scenarios);
  const prior = samplePrior(model, year, fit);
  const facts = factsOf(model, 'infer').filter((fact) => fact.year === year);
  if (prior === null || facts.length === 0) {
    throw new InvalidInput([
      problem(
        'nothing-to-sample',
        'calibration.csv',
        year,
        'water of the year inferred by groups of gauges, and facts to infer it from',
        `model "${model.id}" infers no water of ${year} by groups of gauges`,
        'name a year whose water is inferred',
      ),
    ]);
  }
  const inferred = new Set(model.tables.calibration.filter((row) => row.step === 'infer').map((row) => row.parameter));
  const begun = deps.clock.now();
  const runs = calibrationRuns(deps, scenarios, runCount(RUNS_A_POINT * (FIRST_ROUND + draws), watch));
  const told = new Map<Float64Array, readonly (number | null)[]>();
  const missesOf = async (points: readonly Float64Array[], stage: string): Promise<(readonly number[])[]> => {
    const worlds = points.map((point) => worldOf(model, year, prior, prior.at(point)));
    const said = await runs.facts(
      worlds.flatMap(({ drawn, plentiful }) => [drawn, plentiful]),
      facts,
      stage,
    );
    return points.map((point, k) => {
      told.set(point, said[RUNS_A_POINT * k]);
      const asFar = withinReach(moved(facts, model, worlds[k].drawn.model, year), said[RUNS_A_POINT * k + 1]);
      return asFar.flatMap((fact, f) => {
        const modelled = said[RUNS_A_POINT * k][f];
        return modelled === null ? [] : [residualOf(fact, modelled)];
      });
    });
  };
  const misses = async (points: readonly Float64Array[], stage: string): Promise<readonly (readonly number[])[]> => {
    const found: (readonly number[])[] = [];
    const firsts = Array.from({ length: Math.ceil(points.length / AT_ONCE) }, (_, k) => k * AT_ONCE);
    const lane = async (): Promise<void> => {
      for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) {
        const from = first;
        (await missesOf(points.slice(from, from + AT_ONCE), stage)).forEach((one, k) => {
          found[from + k] = one;
        });
      }
    };
    await Promise.all([lane(), lane()]);
    return found;
  };
  const sample = await weightedSample({ dimension: prior.dimension, misses, draws, seed });
  const weights = sample.points.map(({ weight }) => weight);
  const values = sample.points.map(({ point }) => prior.at(point));
  const names = prior.quantities.map(({ name }) => name);
  const water = names.flatMap((name, q) => (inferred.has(name) ? [q] : []));
  const shipped = new Map(
    mediansAtStatedSupply({ names, values, weights }, water).map((median, k) => [
      water[k],
      Number(median.toPrecision(SHIPPED_DIGITS)),
    ]),
  );
  const spread = (list: readonly number[]) => ({
    p05: weightedQuantile(list, weights, 0.05),
    p50: weightedQuantile(list, weights, 0.5),
    p95: weightedQuantile(list, weights, 0.95),
  });
  return {
    schema: 'spillway/sample@1',
    model: { id: model.id, version: model.version },
    year,
    scenario: scenario.id,
    settings: {
      level: 'screen',
      foresight: 'perfect',
      export_rule: scenario.export_rule,
      engine_version: ENGINE_VERSION,
    },
    draws,
    seed,
    effective_draws: sample.effective,
    rounds: sample.rounds,
    quantities: prior.quantities.map((quantity, q) => ({
      ...quantity,
      ...spread(values.map((row) => row[q])),
      shipped: shipped.get(q) ?? null,
    })),
    facts: facts.flatMap(({ row, published }, f) => {
      const list = sample.points.flatMap(({ point }) => told.get(point)![f] ?? []);
      return list.length < draws ? [] : [{ fact: row.id, unit: row.unit, published, ...spread(list) }];
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

function worldOf(
  model: Model,
  year: number,
  { quantities }: SamplePrior,
  values: readonly number[],
): { readonly drawn: Structured; readonly plentiful: Structured } {
  const named = new Map(quantities.map(({ name }, q) => [name, values[q]]));
  const water = model.tables.calibration.filter((row) => row.step === 'infer');
  const full = new Map([...named, ...water.map((row) => [row.parameter, Math.min(PLENTIFUL, row.upper)] as const)]);
  return {
    drawn: { model: drawnModel(model, year, named), sharing: 1 },
    plentiful: { model: drawnModel(model, year, full), sharing: 1 },
  };
}

/** Of the figures that are assimilated alone. */
const seenMisfit = (facts: readonly Fact[], modelled: readonly (number | null)[]): number =>
  misfitOf(
    facts.flatMap((fact, f) =>
      fact.row.quantity === 'curtailment' && modelled[f] !== null ? [residualOf(fact, modelled[f])] : [],
    ),
  );

/** Published exports stand beside what a draw schedules: they move with it. */
const moved = (facts: readonly Fact[], stated: Model, drawn: Model, year: number): readonly Fact[] =>
  facts.map((fact) => {
    if (fact.row.quantity !== 'export') return fact;
    const series = stated.tables.reported_series.find(
      (row) => row.quantity === 'export' && row.series === fact.row.series,
    );
    const lines = new Set(series?.members?.split(' ') ?? []);
    const scheduled = ({ tables }: Model): number =>
      tables.export_schedule.reduce(
        (sum, row) =>
          row.year === year &&
          lines.has(row.export) &&
          fact.months.includes(`${year}-${String(row.month).padStart(2, '0')}`)
            ? sum + (row.mean_mw * 24 * daysInMonth(year, row.month)) / 1000
            : sum,
        0,
      );
    const [before, after] = [scheduled(stated), scheduled(drawn)];
    return { ...fact, published: before > 0 ? (fact.published * after) / before : after };
  });
