import { z } from 'zod';
import { isDayOfYear, parseInstant } from '../words/calendar.ts';
import { cellKinds } from '../schema/field-kinds.ts';

/**
 * What exists: the tables of a model package. Every row carries its source and a confidence; every figure has its unit
 * in the column name. These schemas are the only description of the tables: the CSV reader, the API and the published
 * JSON Schema are all derived from them.
 */
export const CONFIDENCES = ['official', 'published', 'derived', 'assumed'] as const;
export const SERIES = ['nea', 'provincial', 'none'] as const;
export type Series = (typeof SERIES)[number];
/** What a model's package may name as the statistic that curtailment is counted in; the first if it names none. */
export const STATISTICS = SERIES.filter((series) => series !== 'none');
export const REGULATIONS = ['multi-year', 'annual', 'seasonal', 'weekly', 'daily', 'run-of-river'] as const;
export const AUTHORITIES = ['national', 'regional', 'provincial', 'local'] as const;

const id = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must match [a-z0-9-]{1,64}');
const name = z.string().min(1);
const atLeast0 = z.number().nonnegative();
const above0 = z.number().positive();
const share = z.number().min(0).max(1);
const deadLevel = z.number().min(0.3).max(1);
const factor = z.number().min(0).max(10);
const correlation = z.number().min(-1).max(1);
const instant = z
  .string()
  .refine((t) => parseInstant(t) !== null, {
    message: 'must be an ISO 8601 date or time on a whole hour',
    params: {
      rule: 'instant',
      limit: 'YYYY-MM-DD or YYYY-MM-DDThh:00+08:00',
      hint: 'write 2021-06-20 or 2021-06-20T00:00+08:00',
    },
  })
  .register(cellKinds, { kind: 'instant' });
const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a month and day as MM-DD')
  .register(cellKinds, { kind: 'month-day' });
const dayOfYear = monthDay
  .refine(isDayOfYear, {
    message: 'is not a day of the year',
    params: {
      rule: 'day-of-year',
      limit: 'a day of the year as MM-DD',
      hint: 'February has 29 days at most; April, June, September and November have 30',
    },
  })
  .register(cellKinds, { kind: 'month-day' });
const month = z.number().int().min(1).max(12);
const year = z.number().int().min(1950).max(2100);
const provenance = { source: z.string().min(1), confidence: z.enum(CONFIDENCES) };

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

export const basinRow = z.strictObject({ id, name_en: name, name_zh: name, ...provenance });

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

export const loadMonthRow = z.strictObject({ year, month, consumption_gwh: atLeast0, ...provenance });
/**
 * What the grid takes beside reported consumption in one month of one year, GWh, below 0 where it takes less: what a
 * balance of published figures leaves over. Spread over hours and prefectures as reported load is.
 */
export const loadCorrectionRow = z.strictObject({ year, month, energy_gwh: z.number(), ...provenance });
/**
 * The terms of a month's balance that nobody publishes, GWh: what Tibet itself sends inside the flow to the Northwest,
 * direct load served in pockets (outside reported consumption), losses of corridors inside the province as runs of the
 * year have them. `hydro_is_fact` is `no` where published hydro cannot be used, so that other years say what the month
 * leaves over.
 */
export const balanceTermRow = z.strictObject({
  year,
  month,
  hydro_is_fact: z.enum(['yes', 'no']),
  tibet_gwh: atLeast0,
  direct_gwh: atLeast0,
  losses_gwh: atLeast0,
  ...provenance,
});
export const loadYearRow = z.strictObject({
  year,
  consumption_gwh: above0,
  max_load_mw: above0,
  min_load_mw: above0,
  ...provenance,
});
/** Relative hourly shape of provincial load; only ratios matter. */
export const loadShapeRow = z.strictObject({ hour_of_year: z.number().int().min(1).max(8784), relative_load: above0 });
export const hourClassRow = z.strictObject({
  hour: z.number().int().min(0).max(23),
  class: z.enum(['peak', 'flat', 'valley']),
  ...provenance,
});

/** A published out-turn. `series` tells which of the never-mixed curtailment series a figure belongs to. */
export const reportedRow = z.strictObject({
  period: z.string().min(4),
  series: name,
  quantity: name,
  unit: name,
  value: z.number(),
  ...provenance,
});

/**
 * What of the model a published series covers, so that the two can be set side by side: a set of plants, of exports, or
 * the load on the grid. `members` are ids, apart by spaces; `comparable` is `no` where the published figure covers more
 * or less than the model can tell; `fitted_years` are those whose figures a fit may use.
 */
export const OUT_TURN_QUANTITIES = ['curtailment', 'hydro_generation', 'export', 'consumption', 'peak_load'] as const;
export const COVERAGES = ['statistic', 'basins', 'all-hydro', 'exports', 'grid-load', 'none'] as const;
export const reportedSeriesRow = z.strictObject({
  quantity: z.enum(OUT_TURN_QUANTITIES),
  series: name,
  covers: z.enum(COVERAGES),
  members: z
    .string()
    .regex(/^[a-z0-9-]+( [a-z0-9-]+)*$/, 'must be ids apart by single spaces')
    .optional(),
  comparable: z.enum(['yes', 'no']),
  fitted_years: z
    .string()
    .regex(/^\d{4}( \d{4})*$/, 'must be years apart by single spaces')
    .optional(),
  basis_en: name,
  basis_zh: name,
  ...provenance,
});

/** The scenario, by id, that tells a year as it happened. */
export const backcastYearRow = z.strictObject({ year, scenario: id, ...provenance });

/**
 * What is assumed of a published series in a calendar month that no scenario of the year models, GWh: central value and
 * range. Months of one period are taken to be low or high together. `source` is a sentence on what the figure rests on.
 */
export const outsideSeasonRow = z.strictObject({
  series: name,
  year,
  month,
  low_gwh: atLeast0,
  central_gwh: atLeast0,
  high_gwh: atLeast0,
  ...provenance,
});

/**
 * A fitted number and where it applies. `water-factor`: target `2020:6`, a knot of the water year's monthly factor,
 * months between knots lie on the line between them, `2021:9:west` or `2021:6:west+east` of the gauges of these groups
 * alone; `section-limit`: target a section, MW; `section-scale`: target `others`, factor on every section without a
 * limit of its own here; `must-run`: target `all`, MW, floors of all thermal units scaled in proportion. Step `fit`
 * holds what published out-turns pin, `infer` the water of a year whose curtailment must not be used. `start` is the
 * first guess, held by a spread of `guess_spread` (half of the range between the bounds if absent); a number with
 * `lower` = `upper` is fixed.
 */
export const CALIBRATION_STEPS = ['fit', 'infer'] as const;
export const CALIBRATION_KINDS = ['water-factor', 'section-limit', 'section-scale', 'must-run'] as const;
export const calibrationRow = z.strictObject({
  parameter: id,
  step: z.enum(CALIBRATION_STEPS),
  kind: z.enum(CALIBRATION_KINDS),
  target: z.string().regex(/^[a-z0-9:+-]{1,64}$/, 'must match [a-z0-9:+-]{1,64}'),
  unit: z.enum(['1', 'MW']),
  start: above0,
  guess_spread: above0.optional(),
  lower: above0,
  upper: above0,
  value: above0,
  ...provenance,
});

/**
 * What is added to an inferred number of water where a named load has another size than it was inferred with: the load
 * ran before it was removed, so that a world that meets the same published figures needs other water. Straight lines
 * between sizes, the last value beyond them; a scenario without the load has size 0.
 */
export const waterBySizeRow = z.strictObject({
  parameter: id,
  load: id,
  size_mw: atLeast0,
  shift: z.number(),
  ...provenance,
});

/**
 * A published figure that a step of the calibration is to meet, in `unit`; the figure itself stands in `reported`. `of`
 * makes it the ratio of two series of one quantity. `sigma` is the spread that counts as one. `outflow`: mean release
 * of a station, `series`, in m3/s; of a year, months outside the season as the climatology has them. `water_ratio`:
 * factor of water of one group of gauges over that of another (`series` `east:west`), `sigma` that of its logarithm.
 * Where the period reaches outside the modelled season, the `outside` part in GWh is an assumption: central value, and
 * a range that counts as two spreads each way.
 */
export const FACT_QUANTITIES = [...OUT_TURN_QUANTITIES, 'thermal_generation', 'outflow', 'water_ratio'] as const;
export const calibrationFactRow = z.strictObject({
  id,
  step: z.enum(CALIBRATION_STEPS),
  quantity: z.enum(FACT_QUANTITIES),
  series: name,
  of: name.optional(),
  period: z.string().min(4),
  unit: z.enum(['GWh', 'MW', 'm3/s', '1']),
  sigma: above0,
  outside_low_gwh: atLeast0.optional(),
  outside_gwh: atLeast0.optional(),
  outside_high_gwh: atLeast0.optional(),
  ...provenance,
});

/**
 * Another structure of the model, under which the calibration is repeated: in the rows of `table` with this `key` (`*`
 * = every row) the `column` holds `value`; without a column the rows are left out. Table `dispatch` with key `sharing`
 * scales the weight that shares spill pro rata.
 */
export const structureRow = z.strictObject({
  variant: id,
  name_en: name,
  name_zh: name,
  table: z.string().regex(/^[a-z_]+$/, 'must match [a-z_]+'),
  key: z.string().min(1),
  column: z
    .string()
    .regex(/^[a-z0-9_]+$/, 'must match [a-z0-9_]+')
    .optional(),
  value: name.optional(),
  ...provenance,
});

/**
 * Facts from which the size of a load can be estimated. `hash-rate-fall`: `before` and `after` in EH/s; `efficiency`:
 * `low` `value` `high` in J/TH; `pue` and `share` (of the fall that lay in the province): `value`; `claim`: `value` in
 * MW; `pool-fall`: `value` in percent. One row of each kind but the last is the `headline`, others stand `beside`.
 */
export const EVIDENCE_KINDS = ['hash-rate-fall', 'efficiency', 'pue', 'share', 'claim', 'pool-fall'] as const;
export const evidenceRow = z.strictObject({
  id,
  kind: z.enum(EVIDENCE_KINDS),
  role: z.enum(['headline', 'beside']),
  name_en: name,
  name_zh: name,
  unit: z.enum(['EH/s', 'J/TH', '1', 'MW', '%']),
  before: above0.optional(),
  after: atLeast0.optional(),
  low: above0.optional(),
  value: above0.optional(),
  high: above0.optional(),
  from: instant.optional(),
  to: instant.optional(),
  note_en: name.optional(),
  note_zh: name.optional(),
  ...provenance,
});

/**
 * What recovered energy is worth: `price` in yuan/kWh to generators; `co2` and `coal` (standard coal) in t a MWh of
 * thermal power displaced. Several rows of one kind stand side by side.
 */
export const valuationRow = z.strictObject({
  id,
  kind: z.enum(['price', 'co2', 'coal']),
  name_en: name,
  name_zh: name,
  unit: z.enum(['yuan/kWh', 't/MWh']),
  value: above0,
  ...provenance,
});

/**
 * What an ensemble draws and how widely. `water`: years around the climatology, from `flow_variability`; `water_error`:
 * factor on inferred water, one a month (`month`: of that calendar month alone, in place of the row without one);
 * `size`: the removed load; `section_limit`: factor, one a section; `export_acceptance` and `demand`: one factor each;
 * `forced_outage`: share of capacity out, one a station. `uniform`: `low` `high`; `triangular`: `low` `mode` `high`;
 * `lognormal`: `sd` of a factor of mean 1.
 */
export const UNCERTAIN_INPUTS = [
  'water',
  'water_error',
  'size',
  'section_limit',
  'export_acceptance',
  'demand',
  'forced_outage',
  'structure',
] as const;
export const DISTRIBUTIONS = ['flow-variability', 'lognormal', 'uniform', 'triangular', 'structures'] as const;
export const DRAWN_WHEN = ['always', 'ex-ante', 'ex-post', 'on-request'] as const;
export const uncertaintyRow = z.strictObject({
  input: z.enum(UNCERTAIN_INPUTS),
  month: month.optional(),
  distribution: z.enum(DISTRIBUTIONS),
  low: atLeast0.optional(),
  mode: above0.optional(),
  high: above0.optional(),
  sd: above0.max(1).optional(),
  unit: z.enum(['1', 'MW']),
  drawn: z.enum(DRAWN_WHEN),
  ...provenance,
});

/**
 * A price or habit of planners that no other table states; ids, units and ranges stand in `ASSUMPTIONS`. What a model
 * leaves out has the program's own figure, graded assumed.
 */
export const assumptionRow = z.strictObject({
  id,
  value: atLeast0,
  unit: name,
  what_en: name,
  what_zh: name,
  ...provenance,
});

/** Chronology of a study: context, not modelled. */
export const eventRow = z.strictObject({ date: z.string().min(4), event_en: name, event_zh: name, ...provenance });

export const TABLES = {
  zones: zoneRow,
  prefectures: prefectureRow,
  basins: basinRow,
  gauges: gaugeRow,
  natural_flow: naturalFlowRow,
  water_years: waterYearRow,
  flow_variability: flowVariabilityRow,
  flow_correlation: flowCorrelationRow,
  daily_variability: dailyVariabilityRow,
  stations: stationRow,
  regulation_classes: regulationClassRow,
  availability: availabilityRow,
  flood_limits: floodLimitRow,
  rule_curves: ruleCurveRow,
  maintenance: maintenanceRow,
  minimum_release: minimumReleaseRow,
  withdrawals: withdrawalRow,
  lumped_hydro: lumpedHydroRow,
  pockets: pocketRow,
  corridors: corridorRow,
  sections: sectionRow,
  section_limits: sectionLimitRow,
  section_members: sectionMemberRow,
  exports: exportRow,
  export_schedule: exportScheduleRow,
  imports: importRow,
  thermal: thermalRow,
  thermal_floor: thermalFloorRow,
  renewables: renewableRow,
  renewable_months: renewableMonthRow,
  renewable_shape: renewableShapeRow,
  load_months: loadMonthRow,
  load_corrections: loadCorrectionRow,
  balance_terms: balanceTermRow,
  load_years: loadYearRow,
  load_shape: loadShapeRow,
  hour_classes: hourClassRow,
  reported: reportedRow,
  reported_series: reportedSeriesRow,
  backcast_years: backcastYearRow,
  outside_season: outsideSeasonRow,
  calibration: calibrationRow,
  water_by_size: waterBySizeRow,
  calibration_facts: calibrationFactRow,
  structures: structureRow,
  evidence: evidenceRow,
  valuations: valuationRow,
  uncertainty: uncertaintyRow,
  assumptions: assumptionRow,
  events: eventRow,
} as const;
export type TableName = keyof typeof TABLES;
/** A row as it may be written. */
export type StatedRow<T extends TableName> = z.infer<(typeof TABLES)[T]>;
/** Columns of a station that its class of regulation fills in. */
export const CLASS_COLUMNS = [
  'usable_storage_hm3',
  'dead_level_factor',
  'storage_start_share',
  'storage_end_share',
  'min_release_m3s',
] as const;
/** A row of a model: a station has all its numbers. */
export type Row<T extends TableName> = T extends 'stations'
  ? StatedRow<T> & Record<(typeof CLASS_COLUMNS)[number], number>
  : StatedRow<T>;
export type Tables = { readonly [T in TableName]: readonly Row<T>[] };

/** Tables that a model may leave out. */
export const OPTIONAL_TABLES: ReadonlySet<TableName> = new Set<TableName>([
  'flow_variability',
  'flow_correlation',
  'daily_variability',
  'regulation_classes',
  'availability',
  'flood_limits',
  'rule_curves',
  'maintenance',
  'minimum_release',
  'withdrawals',
  'lumped_hydro',
  'pockets',
  'sections',
  'section_limits',
  'section_members',
  'exports',
  'export_schedule',
  'imports',
  'thermal',
  'thermal_floor',
  'load_corrections',
  'balance_terms',
  'renewables',
  'renewable_months',
  'renewable_shape',
  'reported',
  'reported_series',
  'backcast_years',
  'outside_season',
  'calibration',
  'water_by_size',
  'calibration_facts',
  'structures',
  'evidence',
  'valuations',
  'uncertainty',
  'assumptions',
  'events',
]);

export interface Model {
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly version: string;
  /** the series in whose statistic curtailment is counted: plants with it in `in_series`; see `statisticOf` */
  readonly statistic?: Series;
  readonly tables: Tables;
}

/** The series whose plants a model counts curtailment of. */
export const statisticOf = ({ statistic = STATISTICS[0] }: Pick<Model, 'statistic'>): Series => statistic;

export const emptyTables = (): Tables =>
  Object.fromEntries(Object.keys(TABLES).map((name) => [name, []])) as unknown as Tables;
