import { compileCase } from '../engine/compile-case/compile-case.ts';
import type { Case } from '../engine/compile-case/case.ts';
import { sharedBy } from '../engine/compile-case/shared-by.ts';
import { calendarMonths, drawnInputs, type Uncertainty } from '../engine/ensemble/drawn-inputs.ts';
import { triangular } from '../engine/ensemble/triangular.ts';
import { varyCase } from '../engine/ensemble/vary-case.ts';
import { STREAMS, uniform } from '../engine/hydrology/standard-normal.ts';
import { ENGINE_VERSION } from '../engine/tables.ts';
import { withFittedValues } from '../system/calibrated-model.ts';
import { formatDate } from '../system/calendar.ts';
import type { Model } from '../system/model.ts';
import { orThrow } from '../system/problem.ts';
import { sharingIn, structuralVariant } from '../system/structure.ts';
import type { BackcastYear } from './backcast-years.ts';
import { calibrationRuns, refuseScenarios, type Structured } from './calibration-runs.ts';
import { begin, partOf } from './phases.ts';
import type { StudyDeps, Watch } from './ports.ts';
import type { AssumedPart } from './outside-season.ts';
import { refusePrediction } from './prediction-checks.ts';
import type { PredictedKnot, PredictionResult } from './prediction-result.ts';
import { predictedRows, saidOf, type Said } from './prediction-rows.ts';
import { inferredKnots, withDrawnKnots } from './predicted-knots.ts';
import { runCount } from './run-count.ts';
import { runWorlds } from './run-worlds.ts';
import type { StoredFit } from './stored-fit.ts';

export interface PredictionAsked { readonly model: string; readonly year: BackcastYear; readonly draws: number; readonly seed: number; readonly fit: StoredFit }

const OPTIONS = { level: 'screen', foresight: 'perfect' } as const;
const SIDE_BY_SIDE = 6;
/** Drawn inputs that the prediction has a finer account of, or that belong to another basis. */
const OWN: readonly Uncertainty['input'][] = ['water', 'water_error', 'size', 'structure'];
const ASSUMED_PART = 1_000;
/** For the time left alone. */
const PROFILE_RUNS = 55;
const MS_PER_HOUR = 3_600_000;

/**
 * Curtailment of a year to which none was fitted, period by period, with what is uncertain of it: water inferred (what the facts behind it leave plausible), section limits, export acceptance, demand, the part
 * outside the season, and the structure where structures have been calibrated. Draws 2j and 2j + 1 mirror one another. The same model, fit and seed give the same figures.
 */
export async function predict(deps: StudyDeps, asked: PredictionAsked, watch: Watch): Promise<PredictionResult> {
  const entered = deps.clock.now();
  begin(watch, 'compile');
  const model = orThrow(await deps.models.model(asked.model));
  const { year: { year, scenario }, draws, seed, fit } = asked;
  refusePrediction(model, asked);
  refuseScenarios(model, [asked.year]);
  const begun = deps.clock.now();
  const runs = calibrationRuns(deps, [asked.year], runCount(PROFILE_RUNS, partOf(watch, 0, PROFILE_RUNS / (PROFILE_RUNS + draws + 1))));
  const base: Structured = { model, sharing: 1 };
  const knots = await inferredKnots(runs, base, year, fit);
  const structures = (fit.structures?.variants ?? []).map(({ variant, values }): Structured => ({ model: withFittedValues(structuralVariant(model, variant), new Map(Object.entries(values))), sharing: sharingIn(model, variant) }));
  const rows = model.tables.uncertainty.filter((row) => !OWN.includes(row.input) && (row.drawn === 'always' || row.drawn === scenario.basis));
  const stated = compileCase(model, scenario, OPTIONS);
  const caseOf = drawnCase({ structured: [base, ...structures], knots, rows, asked, stated });
  const said = await sayAll(deps, (k) => (k === 0 ? stated : caseOf(k - 1)), draws + 1, model, partOf(watch, PROFILE_RUNS / (PROFILE_RUNS + draws + 1), (draws + 1) / (PROFILE_RUNS + draws + 1)));
  return {
    schema: 'spillway/prediction@1', model: { id: model.id, version: model.version }, year, scenario: scenario.id, hash: stated.hash, settings: { ...OPTIONS, engine_version: ENGINE_VERSION },
    made: formatDate(Math.floor(deps.clock.now() / MS_PER_HOUR)), draws, seed, published_figures: model.tables.reported.filter((row) => row.quantity === 'curtailment' && row.period.startsWith(String(year))).length,
    drawn: drawnText(rows, knots, structures.length), knots, structures: (fit.structures?.variants ?? []).map(({ variant }) => variant),
    rows: predictedRows(model, year, said[0], said.slice(1), (draw, part) => assumedDraw(seed, draw, part)), runs: runs.count() + said.length,
    timing_ms: { startup: 0, load: begun - entered, total: deps.clock.now() - begun },
  };
}

interface Drawing {
  readonly structured: readonly Structured[]; readonly knots: readonly PredictedKnot[]; readonly rows: readonly Uncertainty[]; readonly asked: PredictionAsked;
  readonly stated: Case;
}

/** Draw k as a case: a pure function of k. Mirrored pairs take turns among the structures. */
function drawnCase({ structured, knots, rows, asked: { year: { scenario }, seed }, stated }: Drawing): (draw: number) => Case {
  const inputsOf = drawnInputs(rows, seed, stated.sections.ids.length, calendarMonths(stated), stated.stations.ids.length);
  return (draw) => {
    const { model, sharing } = structured[Math.floor(draw / 2) % structured.length];
    const drawn = withDrawnKnots(model, knots, knots.map((_, i) => mirrored(seed, draw, i)));
    return varyCase(sharedBy(compileCase(drawn, scenario, OPTIONS), sharing), inputsOf(draw));
  };
}

const mirrored = (seed: number, draw: number, index: number): number => {
  const share = uniform(seed, STREAMS.prediction, Math.floor(draw / 2), index);
  return draw % 2 === 1 ? 1 - share : share;
};

/** What the part outside the season comes to in a draw: triangular about the central figure, all months alike. */
const assumedDraw = (seed: number, draw: number, { low, central, high }: AssumedPart): number => (high > low ? triangular(mirrored(seed, draw, ASSUMED_PART), low, central, high) : central);

/** Compiles and runs some at a time: the cases of all draws together would not fit in memory. */
async function sayAll(deps: StudyDeps, caseAt: (k: number) => Case, count: number, model: Model, watch: Watch): Promise<Said[]> {
  const said: Said[] = [];
  while (said.length < count) {
    const cases = Array.from({ length: Math.min(SIDE_BY_SIDE, count - said.length) }, (_, k) => caseAt(said.length + k));
    const ledgers = await runWorlds(deps, cases, { signal: watch.signal });
    said.push(...ledgers.map((ledger) => saidOf(model, ledger)));
    watch.onProgress?.({ stage: 'draws', done: said.length, total: count, fraction: said.length / count });
  }
  return said;
}

function drawnText(rows: readonly Uncertainty[], knots: readonly PredictedKnot[], structures: number): PredictionResult['drawn'] {
  return [
    ...knots.map(({ parameter }) => ({ input: parameter, how: 'from the profile of its misfit, other numbers held', source: 'calibration.csv, calibration_facts.csv' })),
    ...rows.map(({ input, distribution, low, high, sd, source }) => ({ input, how: `${distribution} ${sd === undefined ? `${low} to ${high}` : `sd ${sd}`}`, source })),
    { input: 'outside_season', how: 'triangular over low, central and high, all months alike', source: 'outside_season.csv' },
    ...(structures > 0 ? [{ input: 'structure', how: `the model and ${structures} others in turn`, source: 'structures.csv' }] : []),
  ];
}
