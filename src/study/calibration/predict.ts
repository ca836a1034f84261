import { compileCase } from '../../engine/compile-case/compile-case.ts';
import type { Case } from '../../engine/case/case.ts';
import { sharedBy } from '../../engine/case/shared-by.ts';
import { choiceOf } from '../../engine/ensemble/drawn-choice.ts';
import { sampledDraw, structuredDraw } from '../../engine/ensemble/sampled-draw.ts';
import { triangular } from '../../engine/ensemble/triangular.ts';
import { STREAMS, uniform } from '../../engine/hydrology/standard-normal.ts';
import { ENGINE_VERSION } from '../../engine/tables.ts';
import { withFittedValues } from '../../system/model/calibrated-model.ts';
import { dayOfClock } from '../../system/words/calendar.ts';
import { drawnModel } from '../../system/model/drawn-model.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, orThrow, problem } from '../../system/words/problem.ts';
import { sharingIn, structuralVariant } from '../../system/model/structure.ts';
import { resolvedYears, type BackcastYear, type ResolvedYear } from '../out-turns/backcast-years.ts';
import { calibratedStructures, unknownNames } from '../ensemble/calibrated-structures.ts';
import { refuseScenarios } from './calibration-runs.ts';
import { drawnSample } from '../ensemble/draw-setup.ts';
import type { AssumedPart } from '../out-turns/outside-season.ts';
import { begin } from '../base/phases.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';
import { refusePrediction } from './prediction-checks.ts';
import type { PredictionResult } from '../base/prediction-result.ts';
import { predictedRows, saidOf, type Said } from './prediction-rows.ts';
import { runWorlds } from '../run/run-worlds.ts';
import type { SampleResult } from '../base/sample-result.ts';
import { modelStanding } from '../base/standing.ts';
import type { StoredFit } from '../base/stored-fit.ts';

export interface PredictionAsked {
  readonly model: string;
  readonly year: BackcastYear;
  readonly draws: number;
  readonly seed: number;
  readonly sample: SampleResult;
  readonly fit: StoredFit | null;
}

const OPTIONS = { level: 'screen', foresight: 'perfect' } as const;
const SIDE_BY_SIDE = 6;

/**
 * Curtailment of a year to which none was fitted, period by period: of the world as it happened, over draws of water,
 * limits, exports and supply that the facts of the year leave plausible, and of the part outside the season. Draws 2j
 * and 2j + 1 mirror one another in that part. The same model, sample and seed give the same figures.
 */
export async function predict(deps: StudyDeps, asked: PredictionAsked, watch: Watch): Promise<PredictionResult> {
  const entered = deps.clock.now();
  begin(watch, 'compile');
  const model = orThrow(await deps.models.model(asked.model));
  const {
    year: { year },
    draws,
    seed,
    sample,
    fit,
  } = asked;
  refusePrediction(model, asked);
  const [own] = resolvedYears([asked.year]);
  const { scenario } = own;
  refuseScenarios(model, [own]);
  refuseStale(model, year, sample);
  const begun = deps.clock.now();
  const stated = compileCase(model, scenario, OPTIONS);
  const structures = fit === null ? [] : calibratedStructures(model, fit);
  const caseOf = drawnCases(model, own, asked, structures);
  const said = await sayAll(deps, (k) => (k === 0 ? stated : caseOf(k - 1)), draws + 1, model, watch);
  return {
    schema: 'spillway/prediction@1',
    model: { id: model.id, version: model.version, hash: modelStanding(deps.models, model).hash },
    year,
    scenario: scenario.id,
    hash: stated.hash,
    settings: { ...OPTIONS, engine_version: ENGINE_VERSION },
    made: dayOfClock(deps.clock.now()),
    draws,
    seed,
    published_figures: model.tables.reported.filter(
      (row) => row.quantity === 'curtailment' && row.period.startsWith(String(year)),
    ).length,
    drawn: drawnText(sample, structures.length),
    structures: structures.map(({ id }) => id),
    sample: {
      draws: sample.draws,
      seed: sample.seed,
      effective_draws: sample.effective_draws,
      engine_version: sample.settings.engine_version,
    },
    rows: predictedRows(model, year, said[0], said.slice(1), (draw, part) => assumedDraw(seed, draw, part)),
    runs: said.length,
    timing_ms: { startup: 0, load: begun - entered, total: deps.clock.now() - begun },
  };
}

/** Throws `InvalidInput` where the draws are of another calibration than the model's. */
function refuseStale(model: Model, year: number, sample: SampleResult): void {
  const [unknown] = unknownNames(model, sample);
  if (unknown !== undefined)
    throw new InvalidInput([
      problem(
        'stale-sample',
        `sample_${year}.json`,
        unknown,
        'a number of calibration.csv',
        `the draws of ${year} are of a model with another calibration: it has no "${unknown}"`,
        `make them again: calibrate ${model.id} --sample ${year} --write`,
      ),
    ]);
}

/** The case of a draw: the year's scenario on the model that the draw makes, by the structure whose turn it is. */
function drawnCases(
  model: Model,
  { year, scenario }: ResolvedYear,
  { seed, sample }: PredictionAsked,
  structures: ReturnType<typeof calibratedStructures>,
): (draw: number) => Case {
  const valuesOf = sampledDraw(drawnSample(sample));
  return (draw) => {
    const [values, structure] = [valuesOf(draw), structures[choiceOf(seed, 'structure', structures.length, draw)]];
    const drawn = drawnModel(model, year, values);
    if (structure === undefined) return compileCase(drawn, scenario, OPTIONS);
    const own = structuredDraw(model, structure, values);
    return sharedBy(
      compileCase(
        withFittedValues(structuralVariant(drawn, own.id), new Map(Object.entries(own.values))),
        scenario,
        OPTIONS,
      ),
      sharingIn(model, own.id),
    );
  };
}

/** Where a draw lies in the assumed part; a mirrored draw as far from the other end. */
const mirrored = (seed: number, draw: number): number => {
  const share = uniform(seed, STREAMS.prediction, Math.floor(draw / 2), 0);
  return draw % 2 === 1 ? 1 - share : share;
};

/** What the part outside the season comes to in a draw: triangular about the central figure, all months alike. */
const assumedDraw = (seed: number, draw: number, { low, central, high }: AssumedPart): number =>
  high > low ? triangular(mirrored(seed, draw), low, central, high) : central;

/** Compiles and runs some at a time: the cases of all draws together would not fit in memory. */
async function sayAll(
  deps: StudyDeps,
  caseAt: (k: number) => Case,
  count: number,
  model: Model,
  watch: Watch,
): Promise<Said[]> {
  const said: Said[] = [];
  while (said.length < count) {
    const cases = Array.from({ length: Math.min(SIDE_BY_SIDE, count - said.length) }, (_, k) =>
      caseAt(said.length + k),
    );
    const ledgers = await runWorlds(deps, cases, { signal: watch.signal });
    said.push(...ledgers.map((ledger) => saidOf(model, ledger)));
    watch.onProgress?.({ stage: 'draws', done: said.length, total: count, fraction: said.length / count });
  }
  return said;
}

function drawnText({ year, quantities }: SampleResult, structures: number): PredictionResult['drawn'] {
  return [
    ...quantities.map(({ name, how, source }) => ({
      input: name,
      how,
      source: `${source}; weighed by the facts of ${year}`,
    })),
    {
      input: 'outside_season',
      how: 'triangular over low, central and high, all months alike',
      source: 'outside_season.csv',
    },
    ...(structures > 0
      ? [{ input: 'structure', how: `the model and ${structures - 1} others in turn`, source: 'structures.csv' }]
      : []),
  ];
}
