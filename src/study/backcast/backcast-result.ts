import { z } from 'zod';
import { OUT_TURN_QUANTITIES } from '../../system/tables/published-tables.ts';
import { flagList, modelOfAnswer, pocketBoundFields, settings, timing, warnings, windowText } from '../base/results.ts';
import { flag, num, numOrNull, text, text2, textOrNull, whole, type Shape } from '../base/shape.ts';
import { waterFactor } from '../base/water-factor-result.ts';

const predicted = z
  .object({
    p05: num('unit', 'quantile 0.05'),
    p10: num('unit', 'quantile 0.1'),
    p25: num('unit', 'quantile 0.25').optional(),
    p50: num('unit', 'median'),
    p75: num('unit', 'quantile 0.75').optional(),
    p90: num('unit', 'quantile 0.9'),
    p95: num('unit', 'quantile 0.95'),
    mean: num('unit', 'mean'),
  })
  .nullable()
  .describe('what a stored prediction says of the row, in `unit`: written before the published figure was seen');

const row = z.object({
  period: text('year or month'),
  series: text('published series'),
  quantity: z.enum(OUT_TURN_QUANTITIES).describe('what is published'),
  unit: text('of the figures'),
  published: numOrNull('unit', 'published figure; null where none is'),
  model: numOrNull('unit', 'the model; null where it says nothing, or where `bounded` is false'),
  error: numOrNull('1', 'model / published - 1; null where either is absent or the two do not cover the same'),
  model_low: numOrNull('unit', '`model` at the low end of the part assumed outside the modelled months'),
  model_high: numOrNull('unit', '`model` at the high end of that part'),
  assumed_gwh: numOrNull('GWh', 'that part itself, which is inside `model`'),
  bounded: flag('false where facts hold the water of the year from below alone: `model` is then null'),
  predicted,
  predicted_standing: z
    .object({
      inside: z
        .union([z.literal(50), z.literal(90)])
        .nullable()
        .describe('the narrowest share of the draws that holds it; null: beyond nine tenths [%]'),
      side: z.enum(['below', 'above']).nullable().describe('side of the inner half; null inside it'),
    })
    .nullable()
    .describe('where the published figure lies in `predicted`; null where either is absent'),
  confidence: textOrNull('of the published figure'),
  fitted: flag('true where a fit may have used the figure, so that it proves nothing'),
  reason: textOrNull('why `error` is null'),
  reason_zh: textOrNull('the same in Chinese'),
});
/**
 * One published figure and the model's beside it, in `unit`. `error` = model / published - 1, null where either is
 * absent or the two do not cover the same; `reason` then says why. `confidence` is that of the published figure;
 * `fitted` is true where a fit may have used it, so that it proves nothing.
 */
export type BackcastRow = Shape<typeof row>;

const run = z.object({
  year: whole('year', 'calendar year'),
  scenario: text('id of the scenario of the year as it happened'),
  hash: text('hash of the compiled case'),
  window: windowText,
  settings,
  relative_gap: num('1', 'upper less lower bound, by the absolute cost'),
});
const prediction = z.object({
  year: whole('year', 'year that it is of'),
  made: text('day on which it was made'),
  hash: text('hash of the case that it was made of'),
  draws: whole('count', 'draws'),
  seed: whole('1', 'seed of the draws'),
  published_figures: whole('count', 'published curtailment of the year that the model held when it was made'),
  effective_draws: numOrNull('count', 'draws of equal weight that would say as much; null where not stored'),
  engine_version: text('engine that made it'),
  same_case: flag('whether the model still compiles to that case'),
});
const basis = z.object({
  quantity: text('what is published'),
  series: text('published series'),
  covers: text('what it covers'),
  comparable: flag('whether the model covers the same'),
  basis: text2('what of the model stands beside it'),
  source: text('what this rests on'),
  confidence: text('how well it is known'),
});
const balanceMonth = z.object({
  month: text('month'),
  published_gwh: numOrNull('GWh', 'published hydropower of the full fleet; null where not known'),
  balance_gwh: num('GWh', 'hydropower that closes the published balance with the load that the run serves'),
  model_gwh: num('GWh', 'hydropower of the run'),
  difference_gwh: num('GWh', 'model less balance'),
  residual_gwh: numOrNull('GWh', 'what the published balance leaves over; null where not known'),
  spread_gwh: numOrNull('GWh', 'spread of a year whose own is not known'),
  supplied_gwh: num('GWh', 'supplied beside the modelled lines'),
  correction_gwh: num('GWh', "the part of it that corrects the grid's load"),
});
const thermalMonth = z.object({
  month: text('month'),
  mean_mw: num('MW', 'mean thermal output'),
  peak_mw: num('MW', 'highest thermal output'),
  published_mean_mw: numOrNull('MW', 'published mean; null where none is'),
  unserved_gwh: num('GWh', 'load that the run leaves unserved'),
  unserved_peak_mw: num('MW', 'highest load left unserved'),
});

export const backcastResult = z.object({
  schema: z.literal('spillway/backcast@1').describe('name and version of this document'),
  model: modelOfAnswer,
  warnings: warnings.optional(),
  years: z.array(z.int()).describe('years in question; those with a scenario have an entry in `runs` [year]'),
  runs: z.array(run).describe('years with a scenario'),
  predictions: z.array(prediction).describe('stored predictions of the years'),
  bases: z.array(basis).describe('what each series covers and what of the model stands beside it'),
  rows: z.array(row).describe('published figures and the model beside them'),
  balance: z
    .array(balanceMonth)
    .describe('whole months of the runs: hydropower of the run and of the published balance'),
  thermal: z.array(thermalMonth).describe('thermal output of whole months, and load left unserved'),
  guards: flagList('what makes the world of a year another than the one that was'),
  pocket_spill: z
    .array(
      z.object({
        ...pocketBoundFields,
        year: whole('year', 'calendar year'),
        scenario: text('id of the scenario'),
        spilled_gwh: num('GWh', 'spilled past turbines with room by plants that feed a load directly'),
      }),
    )
    .optional()
    .describe('by run; none where the model has no pockets, absent from answers of earlier versions'),
  factors: z
    .array(waterFactor)
    .optional()
    .describe('water of years that were not fitted beside those that were; absent from answers of earlier versions'),
  timing_ms: timing,
});
/** The model against published out-turns, year by year. */
export type BackcastResult = Shape<typeof backcastResult>;
