import { z } from 'zod';
import { id, name, atLeast0, above0, share, month, year, provenance } from './column-kinds.ts';
import { table } from './table.ts';

/* Tables of thermal, wind and solar power. */

export const POWER_TABLES = {
  thermal: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      zone: id,
      capacity_mw: above0,
      must_run_mw: atLeast0,
      yuan_per_mwh: atLeast0,
      availability: share.default(1),
      ...provenance,
    },
    references: { zone: ['zones'] },
    quantities: {
      capacity_mw: 'fleet_mw',
      must_run_mw: 'fleet_mw',
      yuan_per_mwh: 'price_mwh',
      availability: 'available',
    },
    used: 'case',
  }),
  /**
   * Least output of all thermal units together in one month of one year, its mean and its shape by hour class, in place
   * of the units' own floors; shared in proportion to those (`must_run_mw`), what a unit cannot give by the others.
   */
  thermal_floor: table({
    optional: true,
    key: ['year', 'month'],
    columns: {
      year,
      month,
      mean_mw: atLeast0,
      peak_ratio: above0.default(1),
      flat_ratio: above0.default(1),
      valley_ratio: above0.default(1),
      ...provenance,
    },
    quantities: {
      year: 'year',
      month: 'counted',
      mean_mw: 'fleet_mw',
      peak_ratio: 'hour_ratio',
      flat_ratio: 'hour_ratio',
      valley_ratio: 'hour_ratio',
    },
    used: 'case',
    usedRows: 'all',
  }),
  /** Monthly mean of a wind or solar fleet and, by hour of day, its shape (`renewable_shape`). */
  renewables: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      zone: id,
      kind: z.enum(['wind', 'solar']),
      province_share: share,
      ...provenance,
    },
    references: { zone: ['zones'] },
    quantities: { province_share: 'share' },
    used: 'case',
  }),
  renewable_months: table({
    optional: true,
    key: ['kind', 'year', 'month'],
    columns: {
      kind: z.enum(['wind', 'solar']),
      year,
      month,
      generation_gwh: atLeast0,
      ...provenance,
    },
    quantities: { year: 'year', month: 'counted', generation_gwh: 'month_gwh' },
    used: 'case',
  }),
  renewable_shape: table({
    optional: true,
    key: ['kind', 'hour'],
    columns: {
      kind: z.enum(['wind', 'solar']),
      hour: z.number().int().min(0).max(23),
      weight: atLeast0,
      ...provenance,
    },
    quantities: { hour: 'counted', weight: 'weight' },
    used: 'case',
  }),
};
