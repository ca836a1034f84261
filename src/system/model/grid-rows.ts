import { z } from 'zod';
import { id, name, atLeast0, above0, share, instant, month, year, provenance } from './column-kinds.ts';

/* Rows of the tables of the grid: zones, the lines between them, and the lines that leave. */

export const zoneRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  unserved_yuan_per_mwh: above0,
  ...provenance,
});

/** `load_share` is the prefecture's share of reported provincial consumption; shares sum to 1. */
export const prefectureRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  zone: id,
  load_share: share,
  ...provenance,
});

/**
 * A direct-supply pocket: a stated part of a prefecture's small hydro and the load fed from it, behind a limited link
 * to the zone.
 */
export const pocketRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  prefecture: id,
  zone: id,
  hydro_share: share,
  link_to_grid_mw: atLeast0,
  link_from_grid_mw: atLeast0,
  ...provenance,
});

export const corridorRow = z.strictObject({
  id,
  from: id,
  to: id,
  forward_mw: atLeast0,
  reverse_mw: atLeast0,
  loss_share: z.number().min(0).max(0.2).default(0),
  ...provenance,
});
/**
 * A section (断面): a joint limit on the sum of coefficient * flow over its member corridors and exports, in the forward
 * direction.
 */
export const sectionRow = z.strictObject({ id, name_en: name, name_zh: name, limit_mw: atLeast0, ...provenance });
export const sectionLimitRow = z.strictObject({
  section: id,
  from: instant,
  to: instant.optional(),
  limit_mw: atLeast0,
  ...provenance,
});
export const sectionMemberRow = z.strictObject({ section: id, corridor: id, coefficient: z.number().min(-1).max(1) });

/**
 * An export line. `kind`: `contract` follows its schedule, `surplus` is free up to it, `mixed` has a contract part and
 * a surplus part. Lines of one `group` share the sum of their schedules: their receivers accept that much together,
 * each line at most its rating. Below a surplus price of 0 water is rather spilled than sold.
 */
export const exportRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  group: id.optional(),
  zone: id,
  to: name,
  rated_mw: above0,
  commissioned: instant,
  retired: instant.optional(),
  kind: z.enum(['contract', 'mixed', 'surplus']),
  ramp_mw_per_h: above0,
  loss_share: z.number().min(0).max(0.2).default(0),
  surplus_yuan_per_mwh: z.number(),
  contract_yuan_per_mwh: atLeast0,
  ...provenance,
});
/**
 * The most a receiver accepts in one month: the month's mean and its shape by hour class (mean weights are normalised
 * to 1 over the month).
 */
export const exportScheduleRow = z.strictObject({
  export: id,
  year,
  month,
  mean_mw: atLeast0,
  contract_share: share,
  peak_ratio: above0,
  flat_ratio: above0,
  valley_ratio: above0,
  ...provenance,
});

/**
 * Power from outside. `offer`: bought up to a monthly mean; `must-take`: that mean in every hour, whatever it
 * displaces.
 */
export const importRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  zone: id,
  year,
  month,
  kind: z.enum(['offer', 'must-take']).default('offer'),
  max_mw: atLeast0,
  yuan_per_mwh: atLeast0,
  ...provenance,
});
