import { z } from 'zod';
import { id, name, atLeast0, above0, factor, correlation, month, provenance } from './column-kinds.ts';
import { table } from './table.ts';

/* Tables of rivers: gauges, their flows and how those vary. */

export const WATER_TABLES = {
  basins: table({
    key: ['id'],
    columns: { id, name_en: name, name_zh: name, ...provenance },
    used: 'case',
  }),
  /**
   * A natural-flow gauge and its annual mean flow; basins group stations in results. Gauges of one `group` may have a
   * fitted factor of water in common.
   */
  gauges: table({
    key: ['id'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      mean_flow_m3s: above0,
      group: id.optional(),
      ...provenance,
    },
    quantities: { mean_flow_m3s: 'flow' },
    used: 'case',
  }),
  natural_flow: table({
    key: ['gauge', 'month'],
    columns: { gauge: id, month, natural_flow_m3s: atLeast0, ...provenance },
    references: { gauge: ['gauges'] },
    quantities: { month: 'counted', natural_flow_m3s: 'flow' },
    used: 'case',
    // The course of a month leans on the months beside it.
    usedRows: 'all',
  }),
  /**
   * Factor on natural flow in one month of one water year; `gauge` may be `all`. An effective availability where
   * fitted, never hydrology.
   */
  water_years: table({
    key: ['water_year', 'gauge', 'month'],
    columns: {
      water_year: z.string().regex(/^[a-z0-9-]{1,32}$/),
      gauge: id,
      month,
      factor,
      ...provenance,
    },
    references: { gauge: { to: ['gauges'], also: 'all' } },
    quantities: { month: 'counted', factor: 'water_factor' },
    used: 'case',
    usedRows: ({ water_year: year }, { waterYears }) => waterYears.has(year),
  }),
  /**
   * Variability of monthly natural flow about its mean: Cv of the flow and its correlation with the flow of the month
   * before. The flow is log-normal. All three tables together allow water to be drawn; each pair of gauges has one
   * correlation, the same in every month.
   */
  flow_variability: table({
    optional: true,
    key: ['gauge', 'month'],
    columns: {
      gauge: id,
      month,
      cv: z.number().min(0).max(2),
      lag1: correlation,
      ...provenance,
    },
    references: { gauge: ['gauges'] },
    quantities: { month: 'counted', cv: 'cv', lag1: 'lag' },
    used: 'draws',
  }),
  flow_correlation: table({
    optional: true,
    key: ['gauge_a', 'gauge_b'],
    columns: { gauge_a: id, gauge_b: id, correlation, ...provenance },
    references: { gauge_a: ['gauges'], gauge_b: ['gauges'] },
    quantities: { correlation: 'correlation' },
    used: 'draws',
  }),
  /** Variability of daily flow about the course of its month: Cv and correlation with the day before. */
  daily_variability: table({
    optional: true,
    key: ['gauge', 'month'],
    columns: {
      gauge: id,
      month,
      cv: z.number().min(0).max(1),
      lag1: z.number().min(0).max(0.999),
      ...provenance,
    },
    references: { gauge: ['gauges'] },
    quantities: { month: 'counted', cv: 'cv', lag1: 'lag' },
    used: 'draws',
  }),
};
