import { z } from 'zod';
import { monthDisposition, zoneDisposition } from '../base/disposition-rows.ts';
import { bestEstimate } from '../base/best-estimate.ts';
import { ensemble } from '../ensemble/ensemble-result.ts';
import {
  balance,
  bothWorldsOrNull,
  bounds,
  breakdown,
  disposition,
  energyTerms,
  factors,
  flagList,
  keyedPairRows,
  pairIn,
  pocketSpill,
  settings,
  stages,
  standingFields,
  timing,
  windowText,
  world,
} from '../base/results.ts';
import type { RunRecord } from '../run/run-answer.ts';
import { flag, num, numOrNull, nums, text, text2, texts, withUnit, type Shape } from '../base/shape.ts';
import { causes } from './causes.ts';

const lineLoading = z.object({
  kind: z.enum(['section', 'export']).describe('what it is'),
  id: text('id of the section or export line'),
  limit_mw: num('MW', 'its limit'),
  hours_at_limit: pairIn('h', 'hours at the limit'),
  load_rate: bothWorldsOrNull('share', 'mean loading by limit'),
  reference_mw: nums('MW', 'loading reached in each of `share_of_hours`, with the load'),
  counterfactual_mw: nums('MW', 'loading reached in each of `share_of_hours`, with the measures'),
});
/**
 * How a section or export line is loaded, with and without: `reference_mw` and `counterfactual_mw` are the loadings
 * reached in each of `share_of_hours`, in tenths of a MW.
 */
export type LineLoading = Shape<typeof lineLoading>;
const loadCurves = z
  .object({
    hours: num('h', 'hours of the window'),
    share_of_hours: nums('share', 'shares of the hours for which loadings are given'),
    lines: z.array(lineLoading).describe('sections and export lines'),
  })
  .describe('load duration of sections and export lines');
export type LoadCurves = Shape<typeof loadCurves>;

const keptMonth = z.object({
  key: text('month'),
  thermal_mean_mw: pairIn('MW', 'mean of all thermal units'),
  thermal_peak_mw: pairIn('MW', 'highest step of all thermal units'),
  published_mean_mw: numOrNull('MW', 'published mean of thermal output; null where nothing was published'),
  export_gwh: pairIn('GWh', 'exports'),
  interrupted_gwh: pairIn('GWh', 'energy of named loads that is interrupted'),
  curtailed_gwh: pairIn('GWh', 'curtailment in the statistic'),
  credited_gwh: numOrNull(
    'GWh',
    'thermal energy displaced that earns credit for coal and CO2; null where no published month says what could be',
  ),
});
/** One month of both worlds, by which a planner judges whether the world with the load is one that could have been. */
export type KeptMonth = Shape<typeof keptMonth>;
const valued = (what: string) =>
  z
    .array(z.object({ valuation: text('id of the factor in the model'), value: num('kt', 'by this factor') }))
    .describe(withUnit(what, 'kt'));
const keptWorld = z.object({
  highest: z
    .object({ period: text('month'), mean_mw: num('MW', 'its published mean') })
    .nullable()
    .describe('highest published thermal month of June to October up to the year of the demand; null where none is'),
  by_month: z.array(keptMonth).describe('both worlds by month'),
  credited_gwh: numOrNull('GWh', 'thermal energy displaced that earns credit; null where some month has none'),
  co2_kt: valued('CO2 saved'),
  coal_kt: valued('coal saved'),
});
export type KeptWorld = Shape<typeof keptWorld>;

const certainty = {
  balance,
  optimality: z
    .object({
      reference: bounds('of the world with the load'),
      counterfactual: bounds('of the world with the measures'),
      relative_gap: num('1', 'the larger gap'),
      price_of_foresight_yuan: bothWorldsOrNull(
        'yuan',
        'what not knowing water and removal cost; null where not requested',
      ),
      known_water_curtailed_gwh: pairIn('GWh', 'curtailed in the statistic had both been known')
        .nullable()
        .describe('curtailed in the statistic had both been known; null where the price is not requested'),
    })
    .describe('how well the least costs are known: the gaps of the schedules but at level exact, see `stages`'),
  stages,
  flags: flagList('what a reader must know of the result'),
  provenance: z
    .object({
      model: z.object({ id: text('id'), version: text('version') }).describe('the model'),
      engine_version: text('version of the engine'),
      basis: text('what the counterfactual claims to be'),
      figures_by_confidence: z
        .record(z.string(), z.number())
        .describe(withUnit('figures of the model by grade', 'count')),
      not_modelled: texts('what the scenarios leave out'),
      sources: texts('sources that the scenarios name'),
    })
    .describe('what the comparison rests on'),
};
const proof = {
  common_hash: z
    .object({
      reference: text('of the world with the load'),
      counterfactual: text('of the world with the measures'),
      equal: flag('whether both are equal'),
    })
    .describe('proof that the worlds differ in nothing but the measures: one hash of everything else, of each world'),
  differs_in: texts('fields of the scenarios that differ beside the measures'),
};
const headline = {
  removed_energy_gwh: num('GWh', 'energy of the removed load'),
  curtailed_gwh: pairIn('GWh', 'curtailment of hydropower in the published statistic'),
  outside_statistic_gwh: pairIn('GWh', '')
    .extend({
      grid_small_hydro: pairIn('GWh', 'small hydro of the grid'),
      direct_pocket: pairIn('GWh', 'plants of direct pockets'),
    })
    .describe('spilled by hydropower outside the published statistic'),
  pocket_spill: pocketSpill,
  forced_spill_gwh: pairIn('GWh', 'spilled because turbines and reservoirs were full'),
  available_gwh: pairIn('GWh', 'of hydropower in the statistic: generated and curtailed'),
  generated_gwh: pairIn('GWh', 'generated by hydropower in the statistic'),
  energy_gwh: z
    .object(energyTerms((what) => pairIn('GWh', what)))
    .describe('energy balance of the system, all hydropower in it'),
  utilisation_rate: bothWorldsOrNull('share', 'generated by available energy, in the statistic'),
  average_curtailment_factor: factors('MWh/MWh', 'MWh curtailed per MWh of load removed'),
  served_energy_gwh: num('GWh', 'energy of the removed load that the world with the load served').optional(),
  curtailment_factor_of_served: factors('MWh/MWh', 'MWh curtailed per MWh served').optional(),
  kept_world: keptWorld.optional().describe('both worlds by month beside what is published of thermal output'),
  ceilings_gwh: z
    .object({
      arithmetic: num('GWh', 'energy of the removed load'),
      model: num('GWh', 'curtailment with the measures'),
    })
    .describe('what the effect cannot exceed'),
};

export const comparisonResult = z.object({
  schema: z.literal('spillway/comparison@1').describe('name and version of this document'),
  ...standingFields,
  id: text('id of the counterfactual'),
  title: text2('title of the counterfactual'),
  reference: world('the world with the load'),
  counterfactual: world('the world with the measures'),
  ...proof,
  window: windowText,
  settings,
  ...headline,
  curtailed_by_day_gwh: z
    .object({
      start: text('first day'),
      reference: nums('GWh', 'one value a day, with the load'),
      counterfactual: nums('GWh', 'one value a day, with the measures'),
    })
    .describe('curtailment in the statistic by day'),
  disposition: disposition('where the energy of the removed load went'),
  disposition_by_month: z.array(monthDisposition).describe('the same by month'),
  disposition_by_zone: z.array(zoneDisposition).describe('the same by zone and month'),
  load_curves: loadCurves,
  causes: causes.nullable().describe('curtailment by cause; null where not requested'),
  ensemble: ensemble.nullable().describe('spread over draws; null where not requested'),
  best_estimate: bestEstimate
    .nullable()
    .describe('spread of the difference that is stored with the model; null where none is stored of this pair'),
  ...breakdown(keyedPairRows),
  ...certainty,
  timing_ms: timing,
});
/** With and without: two worlds that differ in the measures alone. */
export type ComparisonResult = Shape<typeof comparisonResult>;

export interface ComparisonRecord {
  readonly result: ComparisonResult;
  readonly reference: RunRecord;
  readonly counterfactual: RunRecord;
}
