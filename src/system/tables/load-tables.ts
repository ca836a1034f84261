import { z } from 'zod';
import { atLeast0, above0, month, year, provenance } from './column-kinds.ts';
import { table } from './table.ts';

/* Tables of load and of the balance that it stands in. */

export const LOAD_TABLES = {
  load_months: table({
    key: ['year', 'month'],
    columns: { year, month, consumption_gwh: atLeast0, ...provenance },
    quantities: { year: 'year', month: 'counted', consumption_gwh: 'month_gwh' },
    used: 'case',
    usedRows: ({ year }, { years }) => years.has(year),
  }),
  /**
   * What the grid takes beside reported consumption in one month of one year, GWh, below 0 where it takes less: what a
   * balance of published figures leaves over. Spread over hours and prefectures as reported load is.
   */
  load_corrections: table({
    optional: true,
    key: ['year', 'month'],
    columns: { year, month, energy_gwh: z.number(), ...provenance },
    quantities: { year: 'year', month: 'counted', energy_gwh: 'correction_gwh' },
    used: 'case',
    usedRows: 'all',
  }),
  /**
   * The terms of a month's balance that nobody publishes, GWh: what Tibet itself sends inside the flow to the
   * Northwest, direct load served in pockets (outside reported consumption), losses of corridors inside the province as
   * runs of the year have them. `hydro_is_fact` is `no` where published hydro cannot be used, so that other years say
   * what the month leaves over.
   */
  balance_terms: table({
    optional: true,
    key: ['year', 'month'],
    columns: {
      year,
      month,
      hydro_is_fact: z.enum(['yes', 'no']),
      tibet_gwh: atLeast0,
      direct_gwh: atLeast0,
      losses_gwh: atLeast0,
      ...provenance,
    },
    quantities: {
      year: 'year',
      month: 'counted',
      tibet_gwh: 'month_gwh',
      direct_gwh: 'month_gwh',
      losses_gwh: 'month_gwh',
    },
    used: 'case',
    usedRows: 'all',
  }),
  load_years: table({
    key: ['year'],
    columns: {
      year,
      consumption_gwh: above0,
      max_load_mw: above0,
      min_load_mw: above0,
      ...provenance,
    },
    quantities: { year: 'year', consumption_gwh: 'energy_gwh', max_load_mw: 'load_mw', min_load_mw: 'load_mw' },
    used: 'case',
    usedRows: ({ year }, { years }) => years.has(year),
  }),
  /** Relative hourly shape of provincial load; only ratios matter. */
  load_shape: table({
    key: ['hour_of_year'],
    columns: { hour_of_year: z.number().int().min(1).max(8784), relative_load: above0 },
    quantities: { hour_of_year: 'counted', relative_load: 'relative' },
    used: 'case',
  }),
  hour_classes: table({
    key: ['hour'],
    columns: {
      hour: z.number().int().min(0).max(23),
      class: z.enum(['peak', 'flat', 'valley']),
      ...provenance,
    },
    quantities: { hour: 'counted' },
    used: 'case',
  }),
};
