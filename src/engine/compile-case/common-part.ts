import { isDeepStrictEqual } from 'node:util';
import { assumptionsOf } from '../../system/model/assumptions.ts';
import { calibratedModel, fittedValues } from '../../system/scenario/calibrated-for.ts';
import { monthKey } from '../../system/words/calendar.ts';
import { isRemoval } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import type { Foresight, Level } from '../../system/scenario/scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { ENGINE_VERSION } from '../tables.ts';
import type { Case } from '../case/case.ts';
import { compileExports } from './exports.ts';
import { compileCorridors, compileSections } from './network.ts';
import { compileImports, compileRenewables, compileStorages, compileThermal, hourClasses } from './plants.ts';
import { seasonOf, type Season } from './season.ts';
import { compileAggregated, compileStations, compileWater } from './water.ts';

/** What decides the common part beside the scenario. */
interface Choice {
  readonly foresight?: Foresight;
  readonly level?: Level;
  readonly window?: { readonly start: number; readonly end: number };
}

type Shared = Omit<
  Case,
  | 'id'
  | 'hash'
  | 'commonHash'
  | 'zones'
  | 'replanDays'
  | 'changeDays'
  | 'cuts'
  | 'setBy'
  | 'flags'
  | 'removedEnergy'
  | 'sharing'
>;

/**
 * What a compiled case holds but for its loads: worlds that differ in the sizes of their loads alone have it in common.
 */
export interface CommonPart {
  /** the model with its fitted numbers applied */
  readonly model: Model;
  readonly season: Season;
  readonly zoneIds: readonly string[];
  readonly zoneIndex: Map<string, number>;
  readonly shared: Shared;
}

interface Origin {
  readonly given: Model;
  readonly scenario: ResolvedScenario;
  readonly choice: Choice;
  readonly common: CommonPart;
}
const origins = new WeakMap<Case, Origin>();

/** Keeps what a case was compiled from, so that a later one of other loads can take over its common part. */
export function keepOrigin(
  c: Case,
  given: Model,
  scenario: ResolvedScenario,
  choice: Choice,
  common: CommonPart,
): void {
  origins.set(c, { given, scenario, choice, common });
}

/**
 * The common part of a scenario: that of the case `similar`, where both are of one model and differ in nothing that it
 * depends on, else compiled. Arrays are shared: nothing writes to a case.
 */
export function commonPart(given: Model, scenario: ResolvedScenario, choice: Choice, similar?: Case): CommonPart {
  const origin = similar && origins.get(similar);
  return origin && isLike(origin, given, scenario, choice) ? origin.common : compileCommon(given, scenario, choice);
}

/** Fitted numbers may depend on the sizes of loads, and are compared by value. */
function isLike(origin: Origin, given: Model, scenario: ResolvedScenario, choice: Choice): boolean {
  return (
    origin.given === given &&
    isDeepStrictEqual(choiceOf(origin.choice), choiceOf(choice)) &&
    isDeepStrictEqual(withoutLoads(origin.scenario), withoutLoads(scenario)) &&
    isDeepStrictEqual(fittedValues(given, origin.scenario), fittedValues(given, scenario))
  );
}

const choiceOf = ({ foresight, level, window }: Choice): Choice => ({ foresight, level, window });

/**
 * The numbers of a scenario that the common part depends on. What a removal does to a case it does to its loads, and to
 * the hours at which plans are made and cut; texts do nothing to it.
 */
const withoutLoads = (scenario: ResolvedScenario): unknown => ({
  ...scenario,
  ...NO_TEXTS,
  loads: [],
  window: inNumbers(scenario.window),
  inflow: scenario.inflow.map(inNumbers),
  measures: scenario.measures.filter((measure) => !isRemoval(measure)).map(inNumbers),
});
const NO_TEXTS = { id: '', title: '', why: '', source: '', source_dates: '', not_modelled: '', year_twin: '' };
const inNumbers = ({ given: _, ...numbers }: { readonly given: unknown }): unknown => numbers;

function compileCommon(given: Model, scenario: ResolvedScenario, choice: Choice): CommonPart {
  const model = calibratedModel(given, scenario);
  const season = seasonOf(scenario);
  const { start, days, opens, closes } = season;
  const zoneIds = [...model.tables.zones.map((z) => z.id), ...model.tables.pockets.map((p) => p.id)];
  const zoneIndex = new Map(zoneIds.map((id, z) => [id, z]));
  const basins = model.tables.basins.map((b) => b.id);
  const basinIndex = new Map(basins.map((id, b) => [id, b]));
  const water = compileWater(model, scenario, season);
  const corridors = compileCorridors(model, zoneIndex);
  const exports = compileExports(model, scenario, season);
  const { window } = choice;
  const months = Array.from({ length: days }, (_, d) => monthKey(start + d * 24));
  const monthKeys = [...new Set(months)];
  const shared: Shared = {
    engineVersion: ENGINE_VERSION,
    modelId: model.id,
    modelVersion: model.version,
    foresight: foresightOf(scenario, choice),
    level: choice.level ?? 'standard',
    terminal: scenario.foresight.terminal === 'target' ? 'target' : 'water-value',
    exportRule: scenario.export_rule,
    waterYear: scenario.water.water_year,
    assumptions: assumptionsOf(model.tables),
    start,
    days,
    hours: days * 24,
    opens,
    closes,
    from: window === undefined ? opens : Math.max(opens, window.start - start),
    to: window === undefined ? closes : Math.min(closes, window.end - start),
    monthKeys,
    monthOfDay: Int32Array.from(months, (m) => monthKeys.indexOf(m)),
    hourClass: hourClasses(model),
    stations: compileStations(model, scenario, season, water, zoneIndex, basinIndex),
    aggregated: compileAggregated(model, season, water, zoneIndex, basinIndex),
    corridors,
    sections: compileSections(model, scenario, season, corridors, exports.ids, zoneIds.length, exports.zone),
    exports,
    imports: compileImports(model, scenario, season),
    thermal: compileThermal(model, scenario, season),
    renewables: compileRenewables(model, scenario, season),
    storages: compileStorages(model, scenario),
    basins,
  };
  return { model, season, zoneIds, zoneIndex, shared };
}

/**
 * The season plan and the exact program know the water unless asked otherwise; hourly dispatch has the scenario's own
 * foresight.
 */
const foresightOf = (scenario: ResolvedScenario, { foresight, level }: Choice): Foresight =>
  foresight ?? (level === 'screen' || level === 'exact' ? 'perfect' : scenario.foresight.mode);
