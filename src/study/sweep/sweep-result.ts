import { z } from 'zod';
import {
  bothWorlds,
  disposition,
  factors,
  settings,
  standingFields,
  statisticAndAll,
  timing,
  windowText,
} from '../base/results.ts';
import { change, second, turn, value } from '../base/sweep-change.ts';
import { flag, num, nums, text, textOrNull, whole, type Shape } from '../base/shape.ts';

const point = z.object({
  size_gw: num('GW', 'load removed; 0 where none is'),
  value: value('of the field, in `unit`; dates as text; absent where the size of a load is varied').optional(),
  value2: second,
  removed_energy_gwh: num('GWh', 'energy of the removed load'),
  curtailed_delta_gwh: num('GWh', 'curtailment in the statistic, counterfactual less reference'),
  all_spill_delta_gwh: num('GWh', 'the same for all hydropower'),
  average_curtailment_factor: factors('MWh/MWh', 'MWh curtailed per MWh of load removed'),
  marginal_curtailment_factor: factors('MWh/MWh', 'the same from the point before to this one'),
  curtailed_gwh: bothWorlds('GWh', 'curtailment in the statistic'),
  disposition: disposition('where the energy of the removed load went'),
});
/**
 * `value` and `value2` (in `unit` and `unit2`, dates as text) where something else than the size of a load is varied;
 * `size_gw` is the load removed, 0 where none is.
 */
export type SweepPoint = Shape<typeof point>;

const channel = z.object({
  channel: z
    .enum([
      'spilled_outside_statistic',
      'forced_spill',
      'storage',
      'head_and_routing',
      'export',
      'thermal',
      'renewables',
      'import',
      'unserved',
      'losses',
    ])
    .describe('use of freed energy'),
  share: nums('share', 'of each MWh more that goes there, in the range before and in the one after'),
});
/**
 * The use of freed energy whose share of each MWh more differs most from the range before to the one after.
 */
export type ChannelChange = Shape<typeof channel>;
export type Channel = ChannelChange['channel'];

const range = z.object({
  from: value('at which the range begins'),
  to: value('at which it ends'),
  value2: second,
  points: whole('count', 'points in the range'),
  marginal_curtailment_factor: factors('MWh/MWh', 'MWh curtailed per MWh of load removed more'),
  slope: statisticAndAll('unit', 'change of curtailment by step of the field, in `slope_unit`'),
  off_gwh: num('GWh', 'the most that a point lies off the line'),
  tolerance_gwh: num('GWh', 'the most that it may'),
  ends: z
    .object({
      points: z
        .array(z.object({ value: value('of the point'), off_gwh: num('GWh', 'how far it lies off the line') }))
        .describe('points solved in the first and the last step'),
      holds: flag('whether every such step was looked into and lies on the line'),
    })
    .nullable()
    .describe('further points inside both ends; null where not requested'),
  changes: change.nullable().describe('what changes state where the range ends; null where nothing does'),
  channel: channel.nullable().describe('the use of freed energy that changes most; null where none does'),
});
/**
 * Neighbouring points between which the effect on the statistic lies on a straight line, within `tolerance_gwh` at
 * every point that was solved.
 */
export type SweepRange = Shape<typeof range>;

const sweepAnswer = z.object({
  points: z.array(point).describe('one a value, the first axis running fastest'),
  monotone: flag('the effect on the statistic never falls, or never rises, along the values'),
  turns: z.array(turn).describe('where it is not monotone'),
  ranges: z.array(range).describe('values between which the effect lies on a straight line'),
});
export type SweepAnswer = Shape<typeof sweepAnswer>;

export const sweepResult = z.object({
  schema: z.literal('spillway/sweep@1').describe('name and version of this document'),
  ...standingFields,
  scenario: text('id of the scenario'),
  measure: text('id of the measure that is varied'),
  field: text('its field'),
  unit: textOrNull('of the values; null for dates and plain numbers'),
  slope_unit: text('of slopes'),
  measure2: textOrNull('measure of the second axis; null where there is none'),
  field2: textOrNull('its field'),
  unit2: textOrNull('of its values'),
  window: windowText,
  settings,
  ...sweepAnswer.shape,
  rules: z
    .array(z.object({ export_rule: text('rule for exports'), ...sweepAnswer.shape }))
    .nullable()
    .describe('the same under each rule for exports; null where not requested'),
  timing_ms: timing,
});
/** Response of both worlds to one field of a measure, or to two. */
export type SweepResult = Shape<typeof sweepResult>;
