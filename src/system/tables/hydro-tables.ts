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
import { table } from './table.ts';

/* Tables of hydropower: stations, how they may be run, and plants too small to list. */

export const SERIES = ['nea', 'provincial', 'none'] as const;
export const REGULATIONS = ['multi-year', 'annual', 'seasonal', 'weekly', 'daily', 'run-of-river'] as const;
export const AUTHORITIES = ['national', 'regional', 'provincial', 'local'] as const;

export const HYDRO_TABLES = {
  /**
   * A hydropower station. `mean_flow_m3s` is the natural mean at the site, so local inflow = own mean - sum of upstream
   * means. Storage is counted from dead level. `production_mw_per_m3s` holds at full storage; `dead_level_factor` is
   * its ratio at dead level. `downstream` empty = leaves the system. Storage, dead level, shares at the season's start
   * and end and the least release may be left out: the class of regulation fills them in (`regulation_classes`).
   */
  stations: table({
    key: ['id'],
    columns: {
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
    },
    references: { zone: ['zones'], basin: ['basins'], gauge: ['gauges'], downstream: ['stations'] },
    quantities: {
      travel_time_h: 'travel_h',
      capacity_mw: 'plant_mw',
      head_m: 'head',
      production_mw_per_m3s: 'production',
      rated_flow_m3s: 'flow',
      mean_flow_m3s: 'flow',
      usable_storage_hm3: 'storage_hm3',
      dead_level_factor: 'dead_level',
      storage_start_share: 'stored_share',
      storage_end_share: 'stored_share',
      min_release_m3s: 'flow',
    },
    used: 'case',
  }),
  /**
   * What a station of a class of regulation has where its row does not say: usable storage in hours of its rated flow,
   * the ratio of its production factor at dead level, storage at the season's start and end as shares of the usable,
   * least release as a share of its mean flow. Classes without a row keep the program's own defaults.
   */
  regulation_classes: table({
    optional: true,
    key: ['regulation'],
    columns: {
      regulation: z.enum(REGULATIONS),
      usable_storage_h: atLeast0,
      dead_level_factor: deadLevel,
      storage_start_share: share,
      storage_end_share: share,
      min_release_share: share,
      ...provenance,
    },
    quantities: {
      usable_storage_h: 'storage_h',
      dead_level_factor: 'dead_level',
      storage_start_share: 'stored_share',
      storage_end_share: 'stored_share',
      min_release_share: 'share',
    },
    used: 'case',
  }),
  /**
   * Capacity on line from a date on, for stations that enter service or lose units inside the modelled span. `station`
   * may also be plants of `lumped_hydro`, which have one capacity in a season: that of the last row as it opens.
   */
  availability: table({
    optional: true,
    key: ['station', 'from'],
    columns: { station: id, from: instant, capacity_mw: atLeast0, ...provenance },
    references: { station: ['stations', 'lumped_hydro'] },
    quantities: { capacity_mw: 'plant_mw' },
    used: 'case',
  }),
  /**
   * Most usable storage allowed between two days of each year, as a share of full; `withheld` volumes of a filling
   * reservoir are targets instead.
   */
  flood_limits: table({
    optional: true,
    key: ['station', 'from'],
    columns: {
      station: id,
      from: monthDay,
      to: monthDay,
      max_storage_share: share,
      ...provenance,
    },
    references: { station: ['stations'] },
    quantities: { max_storage_share: 'limit_share' },
    used: 'case',
  }),
  /**
   * A point of the storage by which a reservoir is run through the year, at the end of a day, as a share of full; the
   * curve is straight between points and closes over the new year.
   */
  rule_curves: table({
    optional: true,
    key: ['station', 'day'],
    columns: { station: id, day: dayOfYear, storage_share: share, ...provenance },
    references: { station: ['stations'] },
    quantities: { storage_share: 'stored_share' },
    used: 'case',
  }),
  /**
   * Units out for overhaul between two days of each year: the share of the capacity on line that is out. Ranges of one
   * station that overlap add up.
   */
  maintenance: table({
    optional: true,
    key: ['station', 'from'],
    columns: {
      station: id,
      from: monthDay,
      to: monthDay,
      share_out: share,
      ...provenance,
    },
    references: { station: ['stations'] },
    quantities: { share_out: 'overhaul' },
    used: 'case',
    // Listed with the rest of what a dispatch was solved with.
    ofPlants: false,
  }),
  /**
   * Least release of a station in one calendar month (ecology, downstream users), in place of the number in its own
   * row.
   */
  minimum_release: table({
    optional: true,
    key: ['station', 'month'],
    columns: { station: id, month, min_release_m3s: atLeast0, ...provenance },
    references: { station: ['stations'] },
    quantities: { month: 'counted', min_release_m3s: 'flow' },
    used: 'case',
  }),
  /** Water withdrawn at a station for irrigation or supply, by month. */
  withdrawals: table({
    optional: true,
    key: ['station', 'month'],
    columns: { station: id, month, withdrawal_m3s: atLeast0, ...provenance },
    references: { station: ['stations'] },
    quantities: { month: 'counted', withdrawal_m3s: 'flow' },
    used: 'case',
  }),
  /**
   * Plants too small to list, run-of-river on a gauge: available = capacity * min(1, flow / (rated_flow_ratio * mean
   * flow)) * availability.
   */
  lumped_hydro: table({
    optional: true,
    key: ['id'],
    columns: {
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
    },
    references: { zone: ['zones'], basin: ['basins'], gauge: ['gauges'], prefecture: ['prefectures'] },
    quantities: { capacity_mw: 'plant_mw', rated_flow_ratio: 'flow_ratio', availability: 'available' },
    used: 'case',
  }),
};
