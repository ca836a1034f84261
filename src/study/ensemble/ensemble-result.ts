import { z } from 'zod';
import { bothWorlds } from '../base/results.ts';
import { flag, num, numOrNull, nums, text, text2, texts, whole, type Shape, type Unit } from '../base/shape.ts';

const quantileFields = (unit: Unit) => ({
  p025: num(unit, 'quantile 0.025 over the draws'),
  p05: num(unit, 'quantile 0.05'),
  p10: num(unit, 'quantile 0.1'),
  p25: num(unit, 'quantile 0.25'),
  p50: num(unit, 'median'),
  p75: num(unit, 'quantile 0.75'),
  p90: num(unit, 'quantile 0.9'),
  p95: num(unit, 'quantile 0.95'),
  p975: num(unit, 'quantile 0.975'),
  mean: num(unit, 'mean'),
});
const spreadFields = (unit: Unit) => ({
  ...quantileFields(unit),
  ci95_low: numOrNull(unit, 'low end of the 95 % interval of the mean; null with fewer than two mirrored pairs'),
  ci95_high: numOrNull(unit, 'high end of the 95 % interval of the mean; null with fewer than two mirrored pairs'),
});
const quantiles = (unit: Unit, what: string) => z.object(quantileFields(unit)).describe(what);
const spread = (unit: Unit, what: string) => z.object(spreadFields(unit)).describe(what);
export type Quantiles = Shape<ReturnType<typeof quantiles>>;
/**
 * Spread over the draws (95 % of them lie from `p025` to `p975`), and their mean with the 95 % interval of the mean;
 * `null` where fewer than two mirrored pairs were drawn.
 */
export type Spread = Shape<ReturnType<typeof spread>>;

const input = z.object({
  input: text('name of the input; `section_limit:panxi` where each section is drawn by itself'),
  drawn: flag('whether it was drawn'),
  share_of_variance: numOrNull(
    'share',
    'of the variance of the ranks of the difference; null where not drawn, or with too few draws',
  ),
  rank_correlation: numOrNull('1', 'rank correlation with the difference, -1 to 1; null as above'),
  distribution: text('how it is drawn'),
  low: numOrNull('unit', 'low end; null where the distribution has none'),
  mode: numOrNull('unit', 'most likely value; null where the distribution has none'),
  high: numOrNull('unit', 'high end; null where the distribution has none'),
  sd: numOrNull('unit', 'standard deviation; null where the distribution has none'),
  unit: text('of low, mode, high and sd'),
  source: text('what the distribution rests on'),
  confidence: text('how well it is known'),
});
/** One uncertain input: how it is drawn, and how much of the spread it explains. */
export type EnsembleInput = Shape<typeof input>;

const group = z.object({
  group: z
    .enum(['structure', 'water', 'size', 'place', 'other', 'unexplained'])
    .describe('`unexplained`: what inputs one at a time leave: interactions, curvature, days within months'),
  inputs: texts('inputs of the group that were drawn'),
  share_of_variance: numOrNull(
    'share',
    'of the variance of the ranks of the difference; groups sum to 1; null where nothing was drawn',
  ),
});
/** A group of uncertain inputs and what it explains of the spread by itself. */
export type GroupShare = Shape<typeof group>;

const structure = z.object({
  structure: text('id of the structure'),
  name: text2('its name'),
  draws: whole('count', 'draws with it'),
  p10_gwh: num('GWh', 'quantile 0.1 of the difference over its draws'),
  p50_gwh: num('GWh', 'median of the difference over its draws'),
  p90_gwh: num('GWh', 'quantile 0.9 of the difference over its draws'),
  mean_gwh: num('GWh', 'mean of the difference over its draws'),
  as_stated_gwh: numOrNull('GWh', 'difference with every other input as stated; null where its calibration has none'),
  as_stated_quantile: numOrNull('share', 'of all draws that lie below `as_stated_gwh`'),
});
/** One structure among those drawn. */
export type StructureDraws = Shape<typeof structure>;

const yearEffect = z.object({
  water_year: text('name of the water year'),
  curtailed_gwh: bothWorlds('GWh', 'curtailment in the statistic'),
  delta_gwh: num('GWh', 'curtailment, counterfactual less reference'),
  all_spill_delta_gwh: num('GWh', 'the same for all hydropower'),
  removed_energy_gwh: num('GWh', 'energy of the removed load'),
  average_curtailment_factor: numOrNull('MWh/MWh', 'MWh curtailed per MWh of load removed'),
});
/** Both worlds with the water of one named year, in the statistic unless said. */
export type YearEffect = Shape<typeof yearEffect>;

const control = z.object({
  draws: whole('count', 'draws that were dispatched hour by hour too'),
  level: text('level of these'),
  screen_mean_gwh: num('GWh', 'their mean difference at level screen'),
  standard_mean_gwh: num('GWh', 'their mean difference hour by hour'),
  adjusted_mean_gwh: num('GWh', 'mean over all draws, corrected'),
  adjusted_p05_gwh: num('GWh', 'quantile 0.05 at level screen, moved as the draws known both ways are'),
  adjusted_p50_gwh: num('GWh', 'median at level screen, moved in the same way'),
  adjusted_p95_gwh: num('GWh', 'quantile 0.95 at level screen, moved in the same way'),
  slope: num('1', 'difference hour by hour on that at level screen, about their means'),
  correlation: numOrNull('1', 'correlation of both, -1 to 1; null where neither spreads'),
  ci95_low: numOrNull('GWh', 'low end of the 95 % interval of the corrected mean'),
  ci95_high: numOrNull('GWh', 'high end of the 95 % interval of the corrected mean'),
});

const assimilated = z.object({
  draws: whole('count', 'draws'),
  effective_draws: num('count', 'draws of equal weight that would say as much'),
  usable: flag(
    'from 30 effective draws on; below, the published figures lie too far out, and the blind estimate stands',
  ),
  published: z
    .array(
      z.object({
        period: text('year or month'),
        published_gwh: num('GWh', 'published curtailment'),
        p50_gwh: num('GWh', 'median of the draws'),
      }),
    )
    .describe('published curtailment by which the draws are weighed'),
  delta_gwh: z
    .object({
      p05: num('GWh', 'quantile 0.05 of the difference'),
      p25: num('GWh', 'quantile 0.25'),
      p50: num('GWh', 'median'),
      p75: num('GWh', 'quantile 0.75'),
      p95: num('GWh', 'quantile 0.95'),
      mean: num('GWh', 'mean'),
    })
    .describe('curtailment in the statistic, counterfactual less reference'),
  adjusted_gwh: z
    .object({ p05: num('GWh', 'quantile 0.05'), p50: num('GWh', 'median'), p95: num('GWh', 'quantile 0.95') })
    .nullable()
    .describe('moved as `control` moves the other draws; null where no draws were dispatched hour by hour'),
});
/**
 * Draws weighed by published curtailment as well, of the model's own structure alone: other structures would need draws
 * of their own to meet it.
 */
export type AssimilatedSpread = Shape<typeof assimilated>;

export const ensemble = z.object({
  draws: whole('count', 'draws made; fewer than `draws_asked` where a stop rule held'),
  draws_asked: whole('count', 'draws requested'),
  seed: whole('1', 'seed of the draws; equal seeds give equal draws'),
  level: text('level of the draws'),
  water: z
    .enum(['around-normal', 'around-scenario', 'as-stated', 'named-years', 'inferred-anew'])
    .describe('where the water of the draws comes from'),
  sample: z
    .object({
      year: whole('year', 'year whose facts they know'),
      draws: whole('count', 'draws that are stored'),
      effective_draws: num('count', 'draws of equal weight that would say as much'),
      engine_version: text('engine that made them'),
    })
    .nullable()
    .describe('where draws are those that the facts of a year leave plausible; null elsewhere'),
  delta_gwh: spread('GWh', 'curtailment in the statistic, counterfactual less reference'),
  all_spill_delta_gwh: spread('GWh', 'the same for all hydropower'),
  removed_energy_gwh: quantiles('GWh', 'energy of the removed load'),
  average_curtailment_factor: z
    .object({
      statistic: spread('MWh/MWh', '').nullable().describe('in the statistic; null where nothing is removed'),
      all_spill: spread('MWh/MWh', '').nullable().describe('of all hydropower; null where nothing is removed'),
    })
    .describe('MWh curtailed per MWh of load removed'),
  unpaired_ci95: z
    .object({ low: num('GWh', 'low end'), high: num('GWh', 'high end'), width: num('GWh', 'high less low') })
    .nullable()
    .describe('interval of the mean difference if each world had draws of its own, none mirroring another'),
  narrowing: z
    .object({
      whole: numOrNull('1', 'how many times wider that is than the interval of `delta_gwh`'),
      pairing: numOrNull('1', 'the part of it that the same draws in both worlds make, without mirroring'),
    })
    .describe('what pairing and mirroring gain; null where the difference does not spread'),
  by_month: z
    .array(z.object({ ...quantileFields('GWh'), key: text('month') }))
    .describe('difference of curtailment by month'),
  inputs: z.array(input).describe('uncertain inputs, most of the spread first'),
  groups: z.array(group).describe('the spread divided among groups of inputs'),
  by_structure: z.array(structure).describe('structures that draws took turns among; empty where none is drawn'),
  by_year: z.array(yearEffect).describe('each named water year, all else as stated; empty where years are drawn'),
  control: control.nullable().describe('draws dispatched hour by hour as well, and the mean that they correct'),
  assimilated: assimilated
    .nullable()
    .describe('by draws that know the published curtailment of the year; `delta_gwh` knows nothing of it'),
  by_draw_gwh: nums('GWh', 'difference of each draw, draw 0 first'),
});
export type Ensemble = Shape<typeof ensemble>;
