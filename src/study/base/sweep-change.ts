/** What changes between points of a sweep; messages name it too. */
import { z } from 'zod';
import { num, nums, text, text2, textOrNull, type Shape } from './shape.ts';

export const value = (what: string) => z.union([z.number(), z.string()]).describe(what);
export const second = value('of the second field, in `unit2`').optional();

export const change = z.object({
  kind: z.enum(['section', 'export', 'corridor']).describe('what it is'),
  id: text('its id'),
  name: text2('its name'),
  pocket: textOrNull('the only pocket that the corridor ties; null elsewhere'),
  world: z.enum(['reference', 'counterfactual']).describe('in which world'),
  hours_at_limit: nums('h', 'hours at its limit, at the points before and after'),
  at_limit_gwh: nums('GWh', 'energy let through at the limit, at the points before and after'),
});
/**
 * What changes state where a range ends: of the sections, export lines and corridors, in either world, the one whose
 * energy let through at the limit differs most between the points before and after (hours at the limit times the
 * limit). `pocket`: the corridor ties nothing but that pocket.
 */
export type SweepChange = Shape<typeof change>;

export const turn = z.object({
  from: value('of the point before'),
  to: value('of the point after'),
  value2: second,
  change_gwh: num('GWh', 'change of the effect between the points'),
  reference_change_gwh: num('GWh', 'change of curtailment with the load'),
  counterfactual_change_gwh: num('GWh', 'change of curtailment with the measures'),
  world: z.enum(['reference', 'counterfactual']).describe('the world whose curtailment turns the effect'),
  month: text('month in which most of it happens'),
  month_change_gwh: num('GWh', 'change of curtailment in that month'),
  before_removal: z
    .object({
      until: text('instant of the removal'),
      load_gwh: nums('GWh', 'energy of the load until then, at both points'),
      stored_gwh: nums('GWh', 'energy stored by then, at both points'),
    })
    .nullable()
    .describe('what that world did before the removal; null where nothing is removed'),
  cause: z.enum(['load-before-removal', 'other']).describe('why the effect turns'),
  changes: change.nullable().describe('what changes state between the points; null where nothing does'),
  message_en: text('the same in English'),
  message_zh: text('the same in Chinese'),
});
/**
 * Neighbouring points over which the effect on the statistic goes against its main direction. `world`: the one whose
 * curtailment turns it, most in `month`. GWh; `before_removal`: of that world, at both points.
 */
export type SweepTurn = Shape<typeof turn>;
