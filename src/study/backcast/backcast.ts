import { compileCase } from '../../engine/compile-case/compile-case.ts';
import type { Case } from '../../engine/case/case.ts';
import { contentHash } from '../../engine/case/hash.ts';
import { hydroTotal, inDirectPocket, type Ledger } from '../../engine/accounting/ledger.ts';
import { monthKey } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, orThrow, type Problem } from '../../system/words/problem.ts';
import type { BackcastResult } from './backcast-result.ts';
import { backcastBalance } from './backcast-balance.ts';
import { backcastThermal } from './backcast-thermal.ts';
import { backcastGuards, unreachedExports, type Unreached } from './backcast-guards.ts';
import { backcastRows, type ModelledYear } from './backcast-rows.ts';
import { type BackcastYear, resolvedYears, type ResolvedYear } from '../out-turns/backcast-years.ts';
import { casesOf, heldFactors, heldRuns } from './held-water.ts';
import { published } from '../base/messages.ts';
import { holdsPeak, modelledSeries } from '../out-turns/modelled-series.ts';
import type { PredictionResult } from '../base/prediction-result.ts';
import { begin, partOf, phasesOf } from '../base/phases.ts';
import type { Preparing, RunOptions, StudyDeps, Watch } from '../base/ports.ts';
import { pocketBound } from '../run/pocket-bound.ts';
import { prepareRun } from '../run/prepare-case.ts';
import { boundsOf, gwh, settingsOf, windowText } from '../run/run-result.ts';
import { runWorlds } from '../run/run-worlds.ts';
import { modelStanding } from '../base/standing.ts';
import { waterFactors } from './water-factors.ts';
import { BOOK, COMPILE, sideBySide } from '../base/work-sizes.ts';

export interface Backcast {
  /** id of the model */
  readonly model: string;
  readonly years: readonly number[];
  /** those of the years that have a scenario */
  readonly scenarios: readonly BackcastYear[];
}

/**
 * The model against published out-turns, year by year. Throws `InvalidInput` with every problem of every scenario,
 * `LedgerError` where books do not close.
 */
export async function backcast(
  deps: StudyDeps,
  asked: Backcast,
  options: RunOptions,
  watch: Watch,
): Promise<BackcastResult> {
  begin(watch, 'compile');
  return runBackcast(deps, await prepareBackcast(deps, asked, options), watch);
}

/** A backcast whose worlds are compiled; `load` is how long that took, ms. */
export interface PreparedBackcast {
  readonly asked: Backcast;
  readonly scenarios: readonly ResolvedYear[];
  readonly model: Model;
  readonly cases: readonly Case[];
  readonly predictions: readonly PredictionResult[];
  readonly unreached: readonly Unreached[];
  readonly load: number;
}

/** Throws `InvalidInput` with every problem of every scenario. */
export async function prepareBackcast(
  deps: StudyDeps,
  asked: Backcast,
  options: RunOptions,
): Promise<PreparedBackcast> {
  const started = deps.clock.now();
  const scenarios = resolvedYears(asked.scenarios);
  const { model, cases } = await prepare(deps, asked.model, scenarios, options);
  const predictions = await predictionsOf(deps, model, asked);
  const unreached = unreachedExports((await deps.models.fit?.(model.id)) ?? null);
  return { asked, scenarios, model, cases, predictions, unreached, load: deps.clock.now() - started };
}

export async function runBackcast(
  deps: StudyDeps,
  { asked, scenarios, model, cases, predictions, unreached, load }: PreparedBackcast,
  watch: Watch,
): Promise<BackcastResult> {
  const begun = deps.clock.now();
  const water = scenarios.map((world, i) => {
    const factors = waterFactors(model, world.scenario, cases[i]);
    return { factors, runs: heldRuns(model, world, factors) };
  });
  const further = water
    .flatMap(({ runs }) => (runs ? casesOf(runs) : []))
    .filter(
      (one, i, all) =>
        !cases.some(({ hash }) => hash === one.hash) && all.findIndex(({ hash }) => hash === one.hash) === i,
    );
  const phases = phasesOf(watch, {
    compile: COMPILE * cases.length,
    worlds: sideBySide(deps.runner, cases),
    facts: further.length > 0 ? sideBySide(deps.runner, further) : 0,
    books: BOOK * cases.length,
  });
  const ledgers = await runWorlds(deps, cases, phases.worlds);
  const known = new Map(
    [...ledgers, ...(await runWorlds(deps, further, partOf(phases.facts, 0, 1, 'facts')))].map((ledger) => [
      ledger.case.hash,
      ledger,
    ]),
  );
  begin(phases.books, 'books');
  const worlds = scenarios.map((world, i) => ({
    ...world,
    ledger: ledgers[i],
    factors: heldFactors(deps.say, model, water[i].factors, water[i].runs, ({ hash }) => known.get(hash)!),
  }));
  return {
    schema: 'spillway/backcast@1',
    model: modelStanding(deps.models, model),
    years: asked.years,
    runs: worlds.map(backcastRun),
    predictions: predictions.map((one) => shownPrediction(model, scenarios, one)),
    bases: basesOf(model),
    rows: backcastRows(
      model,
      asked.years,
      worlds.map(({ year, ledger }) => modelledYear(model, year, ledger)),
      predictions,
    ),
    balance: backcastBalance(model, worlds),
    thermal: worlds.flatMap(({ ledger }) => backcastThermal(model, ledger)),
    guards: backcastGuards(model, worlds, unreached).map((one) => published(deps.say, one)),
    factors: worlds.flatMap(({ factors }) => factors),
    pocket_spill: pocketSpills(worlds),
    timing_ms: { startup: 0, load, total: deps.clock.now() - begun },
  };
}

type RunWorld = ResolvedYear & { readonly ledger: Ledger };

const backcastRun = ({ year, scenario, ledger }: RunWorld): BackcastResult['runs'][number] => ({
  year,
  scenario: scenario.id,
  hash: ledger.case.hash,
  window: windowText(ledger),
  settings: settingsOf(ledger),
  relative_gap: boundsOf(ledger).relative_gap,
});

/** What the published series cover, and whether the model's stand beside them. */
const basesOf = (model: Model): BackcastResult['bases'] =>
  model.tables.reported_series.map(
    ({ quantity, series, covers, comparable, basis_en, basis_zh, source, confidence }) => ({
      quantity,
      series,
      covers,
      comparable: comparable === 'yes',
      basis: { en: basis_en, zh: basis_zh },
      source,
      confidence,
    }),
  );

/** Spill of the pockets beside its bound, of the years that have one. */
const pocketSpills = (worlds: readonly RunWorld[]): BackcastResult['pocket_spill'] =>
  worlds.flatMap(({ year, scenario, ledger }) => {
    const bound = pocketBound(ledger);
    return bound
      ? [{ year, scenario: scenario.id, spilled_gwh: gwh(hydroTotal(ledger, inDirectPocket).curtailed), ...bound }]
      : [];
  });

/** Hex name of a backcast: of its cases, the years, and the published figures beside them. */
export const backcastIdentity = async (deps: StudyDeps, asked: Backcast, options: RunOptions): Promise<string> =>
  backcastName(await prepareBackcast(deps, asked, options));

export function backcastName({ asked, model, cases, predictions, unreached }: PreparedBackcast): string {
  const {
    reported,
    reported_series,
    backcast_years,
    outside_season,
    balance_terms,
    load_corrections,
    calibration,
    calibration_facts,
    gauges,
    flow_variability,
    flow_correlation,
  } = model.tables;
  const worlds = asked.scenarios.map(({ year, scenario }, i) => ({ year, scenario: scenario.id, hash: cases[i].hash }));
  return contentHash([
    'backcast with thermal output',
    model.id,
    model.version,
    asked.years,
    worlds,
    reported,
    reported_series,
    backcast_years,
    outside_season,
    balance_terms,
    load_corrections,
    calibration,
    calibration_facts,
    gauges,
    flow_variability,
    flow_correlation,
    ...predictions,
    unreached,
  ]);
}

/**
 * The window is that of each scenario; water is known ahead unless asked otherwise, and the quick level is enough for
 * sums over months.
 */
async function prepare(
  deps: Preparing,
  id: string,
  scenarios: readonly ResolvedYear[],
  { foresight = 'perfect', level = 'screen' }: RunOptions,
) {
  const model = orThrow(await deps.models.model(id));
  const prepared = await Promise.all(
    scenarios.map(({ scenario }) =>
      prepareRun(deps, scenario, { foresight, level }).then(
        ({ world }) => ({ case: world.case, problems: [] as readonly Problem[] }),
        (error: unknown) => {
          if (error instanceof InvalidInput) return { case: null, problems: error.problems };
          throw error;
        },
      ),
    ),
  );
  const problems = prepared.flatMap((one) => one.problems);
  if (problems.length > 0) throw new InvalidInput(problems);
  return { model, cases: prepared.flatMap((one) => one.case ?? []) };
}

const predictionsOf = async (
  deps: Preparing,
  { id }: Model,
  { years }: Backcast,
): Promise<readonly PredictionResult[]> =>
  ((await deps.models.predictions?.(id)) ?? []).filter((one) => years.includes(one.year));

function shownPrediction(
  model: Model,
  scenarios: readonly ResolvedYear[],
  { year, made, hash, draws, seed, published_figures, sample, settings }: PredictionResult,
): BackcastResult['predictions'][number] {
  const scenario = scenarios.find((one) => one.year === year)?.scenario;
  const now = scenario && compileCase(model, scenario, { level: settings.level, foresight: settings.foresight }).hash;
  return {
    year,
    made,
    hash,
    draws,
    seed,
    published_figures,
    effective_draws: sample?.effective_draws ?? null,
    engine_version: settings.engine_version,
    same_case: now === hash,
  };
}

const modelledYear = (model: Model, year: number, ledger: Ledger): ModelledYear => ({
  year,
  window: [monthKey(ledger.span.start), monthKey(ledger.span.start + ledger.span.hours - 1)],
  holdsPeak: holdsPeak(model, year, ledger),
  of: (series) => modelledSeries(ledger, series),
});
