import { z } from 'zod';
import { modelOfAnswer } from '../base/results.ts';
import { flag, num, numOrNull, text, text2, textOrNull, whole, type Shape, type Unit } from '../base/shape.ts';

const sourced = {
  source: textOrNull('what the figure rests on; null where it was given with the question'),
  confidence: textOrNull('how well it is known; null where it was given with the question'),
};
const sourcedValue = (unit: Unit, what: string) => z.object({ value: num(unit, what), ...sourced }).describe(what);
const note = text2('').nullable().describe('what a reader must know of it; null where nothing is noted');
const range = (unit: Unit) => ({
  low: num(unit, 'low'),
  central: num(unit, 'central'),
  high: num(unit, 'high'),
});

const estimate = z.object({
  id: text('id of the figure in the model'),
  name: text2('its name'),
  note,
  role: z.enum(['given', 'headline', 'beside']).describe('where it stands among the estimates'),
  from: textOrNull('first month of the fall'),
  to: textOrNull('last month of the fall'),
  hash_rate_lost_eh_per_s: num('EH/s', 'hash rate lost'),
  implied_load_gw: z.object(range('GW')).describe('hash rate lost x efficiency x PUE x share'),
  claim_needs_j_per_th: num('J/TH', 'how inefficient every machine lost would be, before PUE, for the claim to hold'),
  distribution_gw: z
    .object({
      p10: num('GW', 'quantile 0.1'),
      p50: num('GW', 'median'),
      p90: num('GW', 'quantile 0.9'),
      mean: num('GW', 'mean'),
    })
    .describe('implied load over the draws'),
  ...sourced,
});
export type EvidenceEstimate = Shape<typeof estimate>;

export const evidenceResult = z.object({
  schema: z.literal('spillway/evidence@1').describe('name and version of this document'),
  model: modelOfAnswer,
  inputs: z
    .object({
      efficiency_j_per_th: z.object({ ...range('J/TH'), ...sourced }).describe('efficiency of the machines'),
      pue: sourcedValue('1', 'power of the site by power of the machines'),
      share: sourcedValue('share', 'of the fall that lay in the province'),
      claim_gw: sourcedValue('GW', 'load claimed'),
    })
    .describe('figures that the estimates are made of'),
  upper_bound: flag('true where the share is 1: the whole fall lies in one province'),
  draws: whole('count', 'draws of the distribution'),
  seed: whole('1', 'seed of the draws'),
  estimates: z.array(estimate).describe('the load that each fall of the hash rate implies'),
  not_places: z
    .array(
      z.object({
        id: text('id of the figure in the model'),
        name: text2('its name'),
        note,
        fall_percent: num('%', 'fall of the hash rate'),
        ...sourced,
      }),
    )
    .describe('falls that say nothing about where the machines stood'),
  residuals: z
    .array(
      z.object({
        year: whole('year', 'calendar year'),
        gwh: numOrNull('GWh', 'left over; null where its hydropower is no fact'),
        mean_gw: numOrNull('GW', 'the same as a mean'),
      }),
    )
    .describe('what the published balance of June to October leaves over, by year; nothing is fitted to it'),
  residual_spread_gwh: numOrNull('GWh/month', 'spread of the months of a year that is not known'),
});
/** What the fall of the hash rate says about the size of the load. */
export type EvidenceResult = Shape<typeof evidenceResult>;
