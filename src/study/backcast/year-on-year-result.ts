import { z } from 'zod';
import { modelOfAnswer, timing, warnings } from '../base/results.ts';
import { num, text, whole, type Shape } from '../base/shape.ts';

export const yearOnYearResult = z.object({
  schema: z.literal('spillway/year-on-year@1').describe('name and version of this document'),
  model: modelOfAnswer,
  warnings: warnings.optional(),
  method: text('how the change is divided'),
  level: text('level of the runs'),
  years: z
    .array(
      z.object({
        year: whole('year', 'calendar year'),
        scenario: text('id of the scenario of the year as it happened'),
        hash: text('hash of the compiled case'),
        curtailed_gwh: num('GWh', 'curtailment in the statistic'),
      }),
    )
    .describe('the years, in order'),
  changes: z
    .array(
      z.object({
        from: whole('year', 'year before'),
        to: whole('year', 'year after'),
        water_gwh: num('GWh', 'change by water'),
        hydro_fleet_gwh: num('GWh', 'change by hydropower plants'),
        base_demand_gwh: num('GWh', 'change by the demand that is no named load'),
        removed_load_gwh: num('GWh', 'change by named loads'),
        lines_gwh: num('GWh', 'change by lines'),
        thermal_gwh: num('GWh', 'change by thermal power'),
        change_gwh: num('GWh', 'the whole change; the drivers sum to it'),
      }),
    )
    .describe('change of curtailment in the statistic from one year to the next, by driver'),
  timing_ms: timing,
});
/** What changed curtailment from year to year. */
export type YearOnYearResult = Shape<typeof yearOnYearResult>;
