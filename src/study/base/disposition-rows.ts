import { z } from 'zod';
import { dispositionFields } from './results.ts';
import { num, text, type Shape } from './shape.ts';

export const monthDisposition = z.object({
  key: text('month'),
  removed_energy_gwh: num('GWh', 'energy of the removed load'),
  ...dispositionFields,
});
/** The disposition of one month; months sum to the whole. */
export type MonthDisposition = Shape<typeof monthDisposition>;
export const zoneDisposition = z.object({
  zone: text('id of the zone'),
  month: text('month'),
  removed_energy_gwh: num('GWh', 'energy of the removed load'),
  ...dispositionFields,
  exchange_gwh: num('GWh', 'sent to other zones more, less what is received more'),
  arriving_water_gwh: num('GWh', 'less water from upstream zones'),
});
/**
 * The disposition of one zone in one month: what the zone sends to others more, less what it receives more, absorbs
 * freed energy too; so does less water from upstream zones. Both cancel over zones.
 */
export type ZoneDispositionRow = Shape<typeof zoneDisposition>;
