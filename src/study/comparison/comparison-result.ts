import { disposition, type EnergyDisposition } from '../../engine/accounting/disposition.ts';
import { zoneDisposition } from '../../engine/accounting/zone-disposition.ts';
import type { Ledger } from '../../engine/accounting/ledger.ts';
import { isRemoval, sizedBy } from '../../system/scenario/measure.ts';
import { inWords } from '../../system/scenario/resolved-scenario.ts';
import { diffScenarios } from '../scenario/diff-scenarios.ts';
import { dispositionGwh, monthRows, zoneRows } from '../run/disposition-result.ts';
import type { DrawablePair } from '../ensemble/calibrated-structures.ts';
import { NOT_ASKED, type KnownFigures } from './known-figures.ts';
import { keptWorld } from './kept-world.ts';
import { loadCurvesResult } from './load-curves-result.ts';
import { published, type Message, type Say } from '../base/messages.ts';
import { summariseModel } from '../run/model-summary.ts';
import type { PreparedPair } from '../run/prepare-case.ts';
import type { Breakdown, Keyed, KeyedPair, Pair, Timing } from '../base/results.ts';
import { boundsOf, gwh, ratio, settingsOf, windowText } from '../run/run-result.ts';
import type { ComparisonResult } from './comparison-answer.ts';
import type { RunResult } from '../run/run-answer.ts';

/** Both worlds booked and printed, reference first. */
export interface BookedPair {
  readonly ledgers: readonly [Ledger, Ledger];
  readonly results: readonly [RunResult, RunResult];
}

/** The published comparison; every difference is counterfactual less reference. */
export function comparisonResult(
  say: Say,
  prepared: DrawablePair,
  { ledgers, results }: BookedPair,
  { causes, ensemble, known }: Pick<ComparisonResult, 'causes' | 'ensemble'> & { readonly known: KnownFigures | null },
  timing: Timing,
): ComparisonResult {
  const [reference, counterfactual] = results;
  const pairOf = (of: (result: RunResult) => number): Pair => pair(of(reference), of(counterfactual));
  const gone = disposition(...ledgers);
  const zones = zoneDisposition(...ledgers);
  const removed = gwh(gone.removed);
  const curtailed = pairOf((r) => r.curtailed_gwh);
  const outside = pairOf((r) => r.outside_statistic_gwh.total);
  const served = removed + pairOf((r) => r.energy_gwh.unserved_interruptible).delta;
  return {
    schema: 'spillway/comparison@1',
    id: counterfactual.id,
    title: prepared.counterfactual.scenario.title,
    reference: { id: reference.id, hash: reference.hash },
    counterfactual: { id: counterfactual.id, hash: counterfactual.hash },
    ...sameness(prepared),
    window: windowText(ledgers[1]),
    settings: settingsOf(ledgers[1]),
    removed_energy_gwh: removed,
    curtailed_gwh: curtailed,
    outside_statistic_gwh: {
      ...outside,
      grid_small_hydro: pairOf((r) => r.outside_statistic_gwh.grid_small_hydro),
      direct_pocket: pairOf((r) => r.outside_statistic_gwh.direct_pocket),
    },
    pocket_spill: counterfactual.pocket_spill,
    forced_spill_gwh: pairOf((r) => r.forced_spill_gwh),
    available_gwh: pairOf((r) => r.available_gwh),
    generated_gwh: pairOf((r) => r.generated_gwh),
    energy_gwh: energyPairs(pairOf, reference),
    utilisation_rate: { reference: reference.utilisation_rate, counterfactual: counterfactual.utilisation_rate },
    ...factors(removed, served, curtailed.delta, outside.delta),
    kept_world: keptWorld(prepared.model, prepared.counterfactual.scenario.demand.year, ledgers),
    ceilings_gwh: { arithmetic: removed, model: curtailed.counterfactual },
    curtailed_by_day_gwh: {
      start: reference.window.start,
      reference: reference.curtailed_by_day_gwh,
      counterfactual: counterfactual.curtailed_by_day_gwh,
    },
    ...pairedBreakdown(reference, counterfactual),
    disposition: dispositionGwh(gone),
    disposition_by_month: monthRows(zones),
    disposition_by_zone: zoneRows(zones),
    load_curves: loadCurvesResult(...ledgers),
    causes,
    ensemble,
    best_estimate: prepared.estimate ?? null,
    ...certainty({ ledgers, results }, known),
    flags: flagsOf(say, prepared, gone, results),
    provenance: provenanceOf(prepared),
    timing_ms: timing,
  };
}

const pair = (reference: number, counterfactual: number): Pair => ({
  reference,
  counterfactual,
  delta: counterfactual - reference,
});
const energyPairs = (
  pairOf: (of: (result: RunResult) => number) => Pair,
  { energy_gwh }: RunResult,
): ComparisonResult['energy_gwh'] =>
  Object.fromEntries(
    (Object.keys(energy_gwh) as (keyof RunResult['energy_gwh'])[]).map((term) => [
      term,
      pairOf((result) => result.energy_gwh[term]),
    ]),
  ) as unknown as ComparisonResult['energy_gwh'];
const distinct = <T>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** Curtailment, GWh, by GWh removed, and by GWh of it that was served. */
const factors = (
  removed: number,
  served: number,
  curtailed: number,
  outside: number,
): Pick<ComparisonResult, 'average_curtailment_factor' | 'served_energy_gwh' | 'curtailment_factor_of_served'> => ({
  average_curtailment_factor: {
    statistic: ratio(curtailed, removed),
    all_spill: ratio(curtailed + outside, removed),
  },
  served_energy_gwh: served,
  curtailment_factor_of_served: {
    statistic: ratio(curtailed, served),
    all_spill: ratio(curtailed + outside, served),
  },
});

const UNSERVED_SHARE = 0.01;

const flagsOf = (
  say: Say,
  prepared: PreparedPair,
  gone: EnergyDisposition,
  results: BookedPair['results'],
): ComparisonResult['flags'] =>
  distinct([
    ...[...doubts(prepared, gone), ...sizeNote(prepared), ...yearNote(prepared)].map((one) => published(say, one)),
    ...results[0].flags,
    ...results[1].flags,
  ]);

/** What makes the difference of the two worlds something else than the effect of a removed load. */
function doubts(prepared: PreparedPair, gone: EnergyDisposition): Message[] {
  const { common_hash, differs_in } = sameness(prepared);
  const flags: Message[] = [];
  if (!common_hash.equal) flags.push({ code: 'worlds-differ', values: { fields: differs_in } });
  if (gone.removed <= 0 && !prepared.counterfactual.scenario.measures.some(isRemoval))
    flags.push({ code: 'no-removal', values: {} });
  if (gone.removed > 0 && gone.unserved > UNSERVED_SHARE * gone.removed)
    flags.push({ code: 'load-not-served', values: { unserved_mwh: gone.unserved, removed_mwh: gone.removed } });
  return flags;
}

/** What the reader must know of the reference: its load is as large as what is removed. */
const sizeNote = ({ counterfactual: { scenario } }: PreparedPair): Message[] =>
  scenario.measures.filter(isRemoval).map(({ load, given: { size } }) => ({
    code: 'reference-sized',
    values: { load, size },
  }));

/** Where the same question is asked of the calendar year. */
const yearNote = ({ reference, counterfactual }: PreparedPair): Message[] => {
  const [kept, removed] = [reference.scenario.year_twin, counterfactual.scenario.year_twin];
  return kept === undefined || removed === undefined
    ? []
    : [{ code: 'calendar-year', values: { reference: kept, counterfactual: removed } }];
};

/** Texts that describe a scenario but change no result. */
const DESCRIPTION = /^(id|title|why|source|source_dates|not_modelled|year_twin)\b/;

function sameness({ reference, counterfactual }: PreparedPair): Pick<ComparisonResult, 'common_hash' | 'differs_in'> {
  const [left, right] = [reference.case.commonHash, counterfactual.case.commonHash];
  const sized = sizedBy(counterfactual.scenario, counterfactual.scenario);
  const paths = diffScenarios(inWords(reference.scenario), inWords(sized))
    .map((difference) => difference.path)
    .filter((path) => !DESCRIPTION.test(path));
  return {
    common_hash: { reference: left, counterfactual: right, equal: left === right },
    differs_in: [...new Set(paths)],
  };
}

function certainty(
  { ledgers, results }: BookedPair,
  known: KnownFigures | null,
): Pick<ComparisonResult, 'balance' | 'optimality' | 'stages'> {
  const [reference, counterfactual] = ledgers.map(boundsOf);
  const largest = (of: (result: RunResult) => number): number => Math.max(...results.map(of));
  return {
    balance: {
      water_residual_hm3: largest((r) => r.balance.water_residual_hm3),
      energy_residual_mwh: largest((r) => r.balance.energy_residual_mwh),
    },
    optimality: {
      reference,
      counterfactual,
      relative_gap: Math.max(reference.relative_gap, counterfactual.relative_gap),
      ...(known ?? NOT_ASKED),
    },
    stages: distinct(results.flatMap((r) => r.stages)),
  };
}

function provenanceOf({ model, reference, counterfactual }: PreparedPair): ComparisonResult['provenance'] {
  const summary = summariseModel(model);
  const scenarios = [reference.scenario, counterfactual.scenario];
  return {
    model: { id: model.id, version: model.version },
    engine_version: counterfactual.case.engineVersion,
    basis: counterfactual.scenario.basis,
    figures_by_confidence: summary.figures_by_confidence,
    not_modelled: distinct(scenarios.flatMap((s) => s.not_modelled)),
    sources: distinct(scenarios.flatMap((s) => s.source)),
  };
}

const pairedBreakdown = (a: RunResult, b: RunResult): Breakdown<KeyedPair> => ({
  by_month: paired(a.by_month, b.by_month),
  by_basin: paired(a.by_basin, b.by_basin),
  by_zone: paired(a.by_zone, b.by_zone),
  by_hour_class: paired(a.by_hour_class, b.by_hour_class),
  by_section: paired(a.by_section, b.by_section),
});

/** Rows of both worlds by key; both come from one model and window, so their keys are the same. */
function paired(left: readonly Keyed[], right: readonly Keyed[]): KeyedPair[] {
  const other = new Map(right.map((row) => [row.key, row.value_gwh]));
  return left.map(({ key, value_gwh }) => {
    const value = other.get(key) ?? 0;
    return { key, reference_gwh: value_gwh, counterfactual_gwh: value, delta_gwh: value - value_gwh };
  });
}
