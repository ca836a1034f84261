/**
 * What the published shapes of results have in common: plain data, units in the names, rates 0-1, absent quantities
 * null. Each question owns its result; a description here is what the OpenAPI document says of the field.
 */
import { z } from 'zod';
import type { ProblemList } from '../../system/words/problem-list.ts';
import { num, numOrNull, text, text2, textOrNull, texts, type Shape, type Unit } from './shape.ts';

const keyed = z.object({ key: text('month, basin, zone, class of hours or section'), value_gwh: num('GWh', 'energy') });
export const keyedRows = (what: string) => z.array(keyed).describe(what);
export type Keyed = Shape<typeof keyed>;

export const WITH_LOAD = 'with the load';
export const WITH_MEASURES = 'with the measures of the counterfactual';
const LESS = 'counterfactual less reference';
const keyedPair = z.object({
  key: text('month, basin, zone, class of hours or section'),
  reference_gwh: num('GWh', WITH_LOAD),
  counterfactual_gwh: num('GWh', WITH_MEASURES),
  delta_gwh: num('GWh', LESS),
});
export const keyedPairRows = (what: string) => z.array(keyedPair).describe(what);
export type KeyedPair = Shape<typeof keyedPair>;

/** One quantity in both worlds, and its difference. */
export const pairIn = (unit: Unit, what: string) =>
  z
    .object({ reference: num(unit, WITH_LOAD), counterfactual: num(unit, WITH_MEASURES), delta: num(unit, LESS) })
    .describe(what);
export type Pair = Shape<ReturnType<typeof pairIn>>;
export const bothWorlds = (unit: Unit, what: string) =>
  z.object({ reference: num(unit, WITH_LOAD), counterfactual: num(unit, WITH_MEASURES) }).describe(what);
export const bothWorldsOrNull = (unit: Unit, what: string) =>
  z.object({ reference: numOrNull(unit, WITH_LOAD), counterfactual: numOrNull(unit, WITH_MEASURES) }).describe(what);

/** Of hydropower in the published statistic, and of all of it; null where there is nothing to divide by. */
export const factors = (unit: Unit, what: string) =>
  z
    .object({
      statistic: numOrNull(unit, 'hydropower in the published statistic'),
      all_spill: numOrNull(unit, 'all hydropower'),
    })
    .describe(what);
export const statisticAndAll = (unit: Unit, what: string) =>
  z
    .object({
      statistic: num(unit, 'hydropower in the published statistic'),
      all_spill: num(unit, 'all hydropower'),
    })
    .describe(what);

const boundFields = {
  upper_bound: num(
    'yuan',
    'least cost known: of the schedule found; at level exact, of the best one without later stages',
  ),
  lower_bound: num('yuan', 'cost below which no schedule can be'),
  relative_gap: num('1', 'upper less lower bound, by the absolute cost'),
};
export const bounds = (what: string) => z.object(boundFields).describe(what);
export type Bounds = Shape<ReturnType<typeof bounds>>;

export const balance = z
  .object({
    water_residual_hm3: num('hm3', 'largest water that the accounts of a station leave over'),
    energy_residual_mwh: num('MWh', 'largest energy that the accounts of an hour leave over'),
  })
  .describe('what the accounts leave over: rounding alone, or the result is refused');

export const windowText = z
  .object({ start: text('first hour, ISO 8601'), end: text('end, ISO 8601; not inside') })
  .describe('hours that are dispatched');
export type WindowText = Shape<typeof windowText>;

export const timing = z
  .object({
    startup: num('ms', 'from the start of the process to its first work on the question'),
    load: num('ms', 'reading and compiling'),
    total: num('ms', 'work on the question after that'),
  })
  .describe('time that the answer took; no part of its identity');
export type Timing = Shape<typeof timing>;

const oneFlag = z.object({
  code: text('what the flag is, for programs'),
  message_en: text('the same in English'),
  message_zh: text('the same in Chinese'),
});
export const flagList = (what: string) => z.array(oneFlag).describe(what);
export type Flag = Shape<typeof oneFlag>;

export const stages = z
  .array(z.object({ stage: text('part of the solution'), tolerance: text('how exactly it was solved') }))
  .describe('parts of the solution, each with its tolerance');

export const breakdown = <R extends z.ZodType>(rows: (what: string) => R) => ({
  by_month: rows('curtailed energy by month'),
  by_basin: rows('curtailed energy by basin'),
  by_zone: rows('curtailed energy by zone'),
  by_hour_class: rows('curtailed energy by class of hours'),
  by_section: rows('curtailed energy behind each section; rows may overlap; `none`: behind no section'),
});
export type Breakdown<R> = { readonly [K in keyof ReturnType<typeof breakdown>]: readonly R[] };

export const settings = z
  .object({
    foresight: text('`perfect`: water and removal are known; `rolling`: forecast and planned day by day'),
    level: text('how finely it is solved: `screen`, `standard` or `exact`'),
    export_rule: text('how far exports follow their schedules'),
    water_year: text('name of the water year'),
    solver: text('solvers that were used'),
    engine_version: text('version of the engine; results of one version are comparable'),
    replans: texts('instants at which the season is planned once more, ISO 8601'),
  })
  .describe('how the worlds were made');
export type Settings = Shape<typeof settings>;

export const pocketBoundFields = {
  bounded_by: z.null().describe('the published figure that bounds it; none does'),
  reason: text2('why none does'),
};
const pocketBound = z.object(pocketBoundFields);
/** Why the spill of direct pockets is bounded by nothing; `bounded_by` would name the published figure. */
export type PocketBound = Shape<typeof pocketBound>;
export const pocketSpill = pocketBound
  .nullable()
  .optional()
  .describe(
    'what bounds the spill of direct pockets; null where the model has none, absent from answers of earlier versions',
  );

export const world = (what: string) =>
  z.object({ id: text('id of the scenario'), hash: text('hash of the compiled case') }).describe(what);

export const energyTerms = <T extends z.ZodType>(one: (what: string) => T) => ({
  hydro: one('all hydropower generated'),
  thermal: one('thermal power generated'),
  renewables: one('wind and solar generated, after curtailment'),
  import: one('imports'),
  unserved: one('load that is not served, interruptible load left out'),
  unserved_interruptible: one('interruptible load that is not served'),
  load: one('load wanted, interruptible load left out'),
  interruptible_load: one('interruptible load wanted'),
  export: one('exports'),
  losses: one('losses of lines inside the system'),
  renewables_curtailed: one('wind and solar curtailed; no part of the balance'),
});

export const dispositionFields = {
  curtailed_in_statistic_gwh: num('GWh', 'curtailed by hydropower in the published statistic'),
  spilled_outside_statistic_gwh: num('GWh', 'spilled by hydropower outside the statistic'),
  forced_spill_gwh: num('GWh', 'spilled because turbines and reservoirs were full'),
  storage_gwh: num('GWh', 'left in reservoirs at the end'),
  head_and_routing_gwh: num('GWh', 'lost to other heads and to water under way'),
  export_gwh: num('GWh', 'exported'),
  thermal_gwh: num('GWh', 'thermal power displaced'),
  renewables_gwh: num('GWh', 'wind and solar displaced'),
  import_gwh: num('GWh', 'imports displaced'),
  unserved_gwh: num('GWh', 'load served that was not'),
  losses_gwh: num('GWh', 'losses of lines'),
  residual_gwh: num('GWh', 'left over by rounding'),
};
/** Where the energy went that the removed load would have taken; the terms sum to the removed energy. */
export const disposition = (what: string) => z.object(dispositionFields).describe(what);
export type Disposition = Shape<ReturnType<typeof disposition>>;

export const modelOfAnswer = z
  .object({
    id: text('id of the model'),
    version: text('its version'),
    folder: textOrNull('its folder in the library; null where it has none'),
    hash: text('hash of all its tables'),
  })
  .describe('the model that the answer stands on');
/** Which model an answer stands on: `hash` is that of all its tables, so that two models of one name differ. */
export type ModelStanding = Shape<typeof modelOfAnswer>;

export const warnings = z
  .array(
    z.object({
      code: text('what the warning is, for programs'),
      path: text('where the figure stands'),
      value: z.union([z.number(), z.string()]).describe('the figure, in the unit of its column'),
      limit: text('what is usual'),
      message_en: text('the same in English'),
      message_zh: text('the same in Chinese'),
    }),
  )
  .describe('figures of the model and the scenarios that are unlikely');

/** Answers of earlier versions lack them. */
export const standingFields = { model: modelOfAnswer.optional(), warnings: warnings.optional() };

/** At most 200 problems; `total` and `by_code` count all of them. */
export interface ProblemsDocument extends ProblemList {
  readonly schema: 'spillway/problems@1';
}
