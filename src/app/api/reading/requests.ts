/** Queries of the API: what addresses take beside the requests of questions, which own their schemas. */
import { z } from 'zod';

import { SERIES_QUANTITIES } from '../../../engine/outcome/series.ts';
import { LONGEST_FIGURE } from '../../../study/provenance/figure-path.ts';
import { instant } from '../../../system/schema/stated-fields.ts';
import { COUNTS, GROUPINGS, STEPS } from '../../../study/present/series-nature.ts';

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
});
export const tablesQuery = z.strictObject({
  tables: z
    .string()
    .max(1000)
    .optional()
    .describe('comma-separated names of tables; all but the hourly load shape if absent'),
});

export const provenanceQuery = z.strictObject({
  figure: z
    .string()
    .max(LONGEST_FIGURE)
    .default('curtailed_gwh.delta')
    .describe(
      'path of a number in the result, such as curtailed_gwh.delta, by_section[dadu] or by_month[2021-07].delta_gwh',
    ),
});

const names = z
  .string()
  .min(1)
  .max(2000)
  .transform((text) => text.split(',').map((name) => name.trim()));
const seriesFields = {
  quantity: z.enum(SERIES_QUANTITIES),
  by: z.enum(GROUPINGS).optional().describe("what the rows are; the quantity's own division if absent"),
  counts: z.enum(COUNTS).default('statistic').describe('which hydropower is counted'),
  station: names.optional(),
  zone: names.optional(),
  section: names.optional(),
  step: z.enum(STEPS).default('hour'),
  from: instant.optional(),
  to: instant.optional(),
};
export const runSeriesQuery = z.strictObject(seriesFields);
export const comparisonSeriesQuery = z.strictObject({
  ...seriesFields,
  world: z.enum(['reference', 'counterfactual']).optional().describe('both if absent'),
});
export type SeriesRequest = z.infer<typeof comparisonSeriesQuery>;
