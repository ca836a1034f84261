import { z } from 'zod';
import { id, name, atLeast0, above0, factor, correlation, month, provenance } from './column-kinds.ts';

/* Rows of the tables of rivers: gauges, their flows and how those vary. */

export const basinRow = z.strictObject({ id, name_en: name, name_zh: name, ...provenance });

/**
 * A natural-flow gauge and its annual mean flow; basins group stations in results. Gauges of one `group` may have a
 * fitted factor of water in common.
 */
export const gaugeRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  mean_flow_m3s: above0,
  group: id.optional(),
  ...provenance,
});
export const naturalFlowRow = z.strictObject({ gauge: id, month, natural_flow_m3s: atLeast0, ...provenance });

/**
 * Factor on natural flow in one month of one water year; `gauge` may be `all`. An effective availability where fitted,
 * never hydrology.
 */
export const waterYearRow = z.strictObject({
  water_year: z.string().regex(/^[a-z0-9-]{1,32}$/),
  gauge: id,
  month,
  factor,
  ...provenance,
});

/**
 * Variability of monthly natural flow about its mean: Cv of the flow and its correlation with the flow of the month
 * before. The flow is log-normal. All three tables together allow water to be drawn; each pair of gauges has one
 * correlation, the same in every month.
 */
export const flowVariabilityRow = z.strictObject({
  gauge: id,
  month,
  cv: z.number().min(0).max(2),
  lag1: correlation,
  ...provenance,
});
export const flowCorrelationRow = z.strictObject({ gauge_a: id, gauge_b: id, correlation, ...provenance });
/** Variability of daily flow about the course of its month: Cv and correlation with the day before. */
export const dailyVariabilityRow = z.strictObject({
  gauge: id,
  month,
  cv: z.number().min(0).max(1),
  lag1: z.number().min(0).max(0.999),
  ...provenance,
});
