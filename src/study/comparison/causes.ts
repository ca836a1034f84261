import { z } from 'zod';
import { bothWorlds } from '../base/results.ts';
import { num, numOrNull, text, texts, type Shape } from '../base/shape.ts';

const amounts = (what: string) =>
  z
    .object({
      sections_gwh: numOrNull('GWh', 'limits of sections'),
      exports_gwh: numOrNull('GWh', 'limits of exports'),
      intraday_gwh: numOrNull('GWh', 'flexibility within the day'),
      storage_gwh: numOrNull('GWh', 'room of reservoirs'),
      surplus_gwh: num('GWh', 'what none of the causes would have saved'),
      total_gwh: num('GWh', 'curtailment in the statistic'),
    })
    .describe(what);
/**
 * Curtailment in the statistic by cause, GWh; the causes and the surplus sum to the total. Null: a cause that is not in
 * question.
 */
export type CauseAmounts = Shape<ReturnType<typeof amounts>>;
const worlds = {
  reference: amounts('with the load, by cause'),
  counterfactual: amounts('with the measures, by cause'),
  delta: amounts('counterfactual less reference, by cause'),
};
const causeRow = z.object({ key: text('month, basin, zone, class of hours or section'), ...worlds });
const causeRows = (what: string) => z.array(causeRow).describe(what);
export type CauseRow = Shape<typeof causeRow>;

const sectionCheck = z.object({
  section: text('id of the section'),
  world: z.enum(['reference', 'counterfactual']).describe('in which world'),
  step_mw: num('MW', 'by which its limit was raised'),
  hours_at_limit: num('h', 'hours at the limit: one MW cannot save more MWh than that'),
  curtailed_less_mwh_per_mw: num('MWh/MW', 'curtailment in the statistic saved'),
  all_spill_less_mwh_per_mw: num('MWh/MW', 'spill of all hydropower saved'),
  cost_less_yuan_per_mw: num('yuan/MW', 'cost saved'),
  shadow_price_yuan_per_mw: numOrNull(
    'yuan/MW',
    'shadow prices, summed over `hours_with_price`; null where no zone prices show them',
  ),
  hours_with_price: num('h', 'hours at the limit in which zone prices show the shadow price'),
  shadow_price_over_cost: numOrNull('1', 'shadow prices by cost saved; null where either says nothing'),
});
/**
 * A check, no cause: what one MW more of a section's limit changes, by finite difference, beside what its shadow price
 * says.
 */
export type SectionCheck = Shape<typeof sectionCheck>;

export const causes = z.object({
  method: text('how curtailment is divided'),
  level: text('level of the runs behind the shares'),
  foresight: text('foresight of the runs behind the shares; those of `checks` know the water'),
  scale: bothWorlds('1', "what each world's amounts were multiplied by to meet the curtailment of the comparison"),
  undivided_gwh: bothWorlds(
    'GWh',
    'part of `surplus_gwh` that is not divided: too little is curtailed behind the shares to divide by',
  ),
  ...worlds,
  by_month: causeRows('by month'),
  by_basin: causeRows('by basin'),
  by_zone: causeRows('by zone'),
  by_hour_class: causeRows('by class of hours'),
  by_section: causeRows('of the zones behind each section; rows may overlap; `none`: behind no section'),
  sequential: z
    .object({
      method: text('how curtailment is divided'),
      order: texts('causes in the order in which their limits are lifted'),
      ...worlds,
    })
    .describe('the simpler view: limits lifted one after another, so that the first takes what it shares'),
  sensitivity: z
    .object({ method: text('how far limits are lifted'), ...worlds })
    .nullable()
    .describe('the totals with exports lifted without limit and storage by a tenth; null where not requested'),
  checks: z.array(sectionCheck).describe('sections that bind, where sections are among the causes'),
});
export type Causes = Shape<typeof causes>;
