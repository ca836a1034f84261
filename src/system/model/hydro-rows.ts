import { z } from 'zod';
import {
  id,
  name,
  atLeast0,
  above0,
  share,
  deadLevel,
  instant,
  month,
  monthDay,
  dayOfYear,
  provenance,
} from './column-kinds.ts';

/* Rows of the tables of hydropower: stations, how they may be run, and plants too small to list. */

export const SERIES = ['nea', 'provincial', 'none'] as const;
export const REGULATIONS = ['multi-year', 'annual', 'seasonal', 'weekly', 'daily', 'run-of-river'] as const;
export const AUTHORITIES = ['national', 'regional', 'provincial', 'local'] as const;

/**
 * A hydropower station. `mean_flow_m3s` is the natural mean at the site, so local inflow = own mean - sum of upstream
 * means. Storage is counted from dead level. `production_mw_per_m3s` holds at full storage; `dead_level_factor` is its
 * ratio at dead level. `downstream` empty = leaves the system. Storage, dead level, shares at the season's start and
 * end and the least release may be left out: the class of regulation fills them in (`regulation_classes`).
 */
export const stationRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  zone: id,
  basin: id,
  gauge: id,
  downstream: id.optional(),
  travel_time_h: z.number().int().min(0).max(120).default(0),
  capacity_mw: above0,
  head_m: above0.optional(),
  production_mw_per_m3s: above0,
  rated_flow_m3s: above0,
  mean_flow_m3s: above0,
  regulation: z.enum(REGULATIONS),
  usable_storage_hm3: atLeast0.optional(),
  dead_level_factor: deadLevel.optional(),
  storage_start_share: share.optional(),
  storage_end_share: share.optional(),
  min_release_m3s: atLeast0.optional(),
  authority: z.enum(AUTHORITIES),
  in_series: z.enum(SERIES),
  ...provenance,
});

/**
 * What a station of a class of regulation has where its row does not say: usable storage in hours of its rated flow,
 * the ratio of its production factor at dead level, storage at the season's start and end as shares of the usable,
 * least release as a share of its mean flow. Classes without a row keep the program's own defaults.
 */
export const regulationClassRow = z.strictObject({
  regulation: z.enum(REGULATIONS),
  usable_storage_h: atLeast0,
  dead_level_factor: deadLevel,
  storage_start_share: share,
  storage_end_share: share,
  min_release_share: share,
  ...provenance,
});

/**
 * Capacity on line from a date on, for stations that enter service or lose units inside the modelled span. `station`
 * may also be plants of `lumped_hydro`, which have one capacity in a season: that of the last row as it opens.
 */
export const availabilityRow = z.strictObject({ station: id, from: instant, capacity_mw: atLeast0, ...provenance });

/**
 * Most usable storage allowed between two days of each year, as a share of full; `withheld` volumes of a filling
 * reservoir are targets instead.
 */
export const floodLimitRow = z.strictObject({
  station: id,
  from: monthDay,
  to: monthDay,
  max_storage_share: share,
  ...provenance,
});

/**
 * A point of the storage by which a reservoir is run through the year, at the end of a day, as a share of full; the
 * curve is straight between points and closes over the new year.
 */
export const ruleCurveRow = z.strictObject({ station: id, day: dayOfYear, storage_share: share, ...provenance });

/**
 * Units out for overhaul between two days of each year: the share of the capacity on line that is out. Ranges of one
 * station that overlap add up.
 */
export const maintenanceRow = z.strictObject({
  station: id,
  from: monthDay,
  to: monthDay,
  share_out: share,
  ...provenance,
});

/**
 * Least release of a station in one calendar month (ecology, downstream users), in place of the number in its own row.
 */
export const minimumReleaseRow = z.strictObject({ station: id, month, min_release_m3s: atLeast0, ...provenance });

/** Water withdrawn at a station for irrigation or supply, by month. */
export const withdrawalRow = z.strictObject({ station: id, month, withdrawal_m3s: atLeast0, ...provenance });

/**
 * Plants too small to list, run-of-river on a gauge: available = capacity * min(1, flow / (rated_flow_ratio * mean
 * flow)) * availability.
 */
export const lumpedHydroRow = z.strictObject({
  id,
  name_en: name,
  name_zh: name,
  zone: id,
  basin: id,
  gauge: id,
  prefecture: id.optional(),
  capacity_mw: above0,
  rated_flow_ratio: above0,
  availability: share,
  authority: z.enum(AUTHORITIES),
  in_series: z.enum(SERIES),
  ...provenance,
});
