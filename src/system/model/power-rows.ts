import { z } from 'zod';
import { id, name, atLeast0, above0, share, month, year, provenance } from './column-kinds.ts';

/* Rows of the tables of thermal, wind and solar power. */

export const thermalRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  zone: id,
  capacity_mw: above0,
  must_run_mw: atLeast0,
  yuan_per_mwh: atLeast0,
  availability: share.default(1),
  ...provenance,
});
/**
 * Least output of all thermal units together in one month of one year, its mean and its shape by hour class, in place
 * of the units' own floors; shared in proportion to those (`must_run_mw`), what a unit cannot give by the others.
 */
export const thermalFloorRow = z.strictObject({
  year,
  month,
  mean_mw: atLeast0,
  peak_ratio: above0.default(1),
  flat_ratio: above0.default(1),
  valley_ratio: above0.default(1),
  ...provenance,
});
/** Monthly mean of a wind or solar fleet and, by hour of day, its shape (`renewable_shape`). */
export const renewableRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  zone: id,
  kind: z.enum(['wind', 'solar']),
  province_share: share,
  ...provenance,
});
export const renewableMonthRow = z.strictObject({
  kind: z.enum(['wind', 'solar']),
  year,
  month,
  generation_gwh: atLeast0,
  ...provenance,
});
export const renewableShapeRow = z.strictObject({
  kind: z.enum(['wind', 'solar']),
  hour: z.number().int().min(0).max(23),
  weight: atLeast0,
  ...provenance,
});
