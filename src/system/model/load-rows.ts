import { z } from 'zod';
import { atLeast0, above0, month, year, provenance } from './column-kinds.ts';

/* Rows of the tables of load and of the balance that it stands in. */

export const loadMonthRow = z.strictObject({ year, month, consumption_gwh: atLeast0, ...provenance });
/**
 * What the grid takes beside reported consumption in one month of one year, GWh, below 0 where it takes less: what a
 * balance of published figures leaves over. Spread over hours and prefectures as reported load is.
 */
export const loadCorrectionRow = z.strictObject({ year, month, energy_gwh: z.number(), ...provenance });
/**
 * The terms of a month's balance that nobody publishes, GWh: what Tibet itself sends inside the flow to the Northwest,
 * direct load served in pockets (outside reported consumption), losses of corridors inside the province as runs of the
 * year have them. `hydro_is_fact` is `no` where published hydro cannot be used, so that other years say what the month
 * leaves over.
 */
export const balanceTermRow = z.strictObject({
  year,
  month,
  hydro_is_fact: z.enum(['yes', 'no']),
  tibet_gwh: atLeast0,
  direct_gwh: atLeast0,
  losses_gwh: atLeast0,
  ...provenance,
});
export const loadYearRow = z.strictObject({
  year,
  consumption_gwh: above0,
  max_load_mw: above0,
  min_load_mw: above0,
  ...provenance,
});
/** Relative hourly shape of provincial load; only ratios matter. */
export const loadShapeRow = z.strictObject({ hour_of_year: z.number().int().min(1).max(8784), relative_load: above0 });
export const hourClassRow = z.strictObject({
  hour: z.number().int().min(0).max(23),
  class: z.enum(['peak', 'flat', 'valley']),
  ...provenance,
});
