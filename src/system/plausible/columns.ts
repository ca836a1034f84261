import type { TableName } from '../model/model.ts';
import type { Quantity } from '../quantities/quantities.ts';

type Row = Readonly<Record<string, unknown>>;
/** A column holds one quantity, or one that another cell of the row tells. */
export type ColumnQuantity = Quantity | ((row: Row) => Quantity | null);

const byUnit =
  (units: Readonly<Record<string, Quantity>>): ColumnQuantity =>
  ({ unit }) =>
    units[String(unit)] ?? null;
/** Figures are published by period: of a year, or of a part of one. */
const published: ColumnQuantity = ({ unit, quantity }) =>
  unit === 'GWh'
    ? 'energy_gwh'
    : unit === 'MW'
      ? String(quantity).includes('capacity')
        ? 'fleet_mw'
        : 'load_mw'
      : unit === '%'
        ? 'percent'
        : null;
const fitted: ColumnQuantity = ({ kind }) =>
  kind === 'section-limit' ? 'line_mw' : kind === 'must-run' ? 'fleet_mw' : 'water_factor';
const drawn = byUnit({ MW: 'load_mw', 1: 'draw_factor' });
const evidence = byUnit({ 'EH/s': 'hash_rate', 'J/TH': 'joules', '1': 'ratio_of_one', MW: 'load_mw', '%': 'percent' });

/** The quantity of every column of numbers; a test compares the list with the schemas of the tables. */
export const COLUMN_QUANTITIES: { readonly [T in TableName]?: Readonly<Record<string, ColumnQuantity>> } = {
  zones: { unserved_yuan_per_mwh: 'lost_load' },
  prefectures: { load_share: 'share' },
  gauges: { mean_flow_m3s: 'flow' },
  natural_flow: { month: 'counted', natural_flow_m3s: 'flow' },
  water_years: { month: 'counted', factor: 'water_factor' },
  flow_variability: { month: 'counted', cv: 'cv', lag1: 'lag' },
  flow_correlation: { correlation: 'correlation' },
  daily_variability: { month: 'counted', cv: 'cv', lag1: 'lag' },
  stations: {
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
  regulation_classes: {
    usable_storage_h: 'storage_h',
    dead_level_factor: 'dead_level',
    storage_start_share: 'stored_share',
    storage_end_share: 'stored_share',
    min_release_share: 'share',
  },
  availability: { capacity_mw: 'plant_mw' },
  flood_limits: { max_storage_share: 'limit_share' },
  rule_curves: { storage_share: 'stored_share' },
  maintenance: { share_out: 'overhaul' },
  minimum_release: { month: 'counted', min_release_m3s: 'flow' },
  withdrawals: { month: 'counted', withdrawal_m3s: 'flow' },
  lumped_hydro: { capacity_mw: 'plant_mw', rated_flow_ratio: 'flow_ratio', availability: 'available' },
  pockets: { hydro_share: 'share', link_to_grid_mw: 'line_mw', link_from_grid_mw: 'line_mw' },
  corridors: { forward_mw: 'line_mw', reverse_mw: 'line_mw', loss_share: 'small_share' },
  sections: { limit_mw: 'line_mw' },
  section_limits: { limit_mw: 'line_mw' },
  section_members: { coefficient: 'coefficient' },
  exports: {
    rated_mw: 'export_mw',
    ramp_mw_per_h: 'ramp_mw',
    loss_share: 'small_share',
    surplus_yuan_per_mwh: 'surplus_mwh',
    contract_yuan_per_mwh: 'price_mwh',
  },
  export_schedule: {
    year: 'year',
    month: 'counted',
    mean_mw: 'export_mw',
    contract_share: 'contract_share',
    peak_ratio: 'hour_ratio',
    flat_ratio: 'hour_ratio',
    valley_ratio: 'hour_ratio',
  },
  imports: { year: 'year', month: 'counted', max_mw: 'line_mw', yuan_per_mwh: 'price_mwh' },
  thermal: { capacity_mw: 'fleet_mw', must_run_mw: 'fleet_mw', yuan_per_mwh: 'price_mwh', availability: 'available' },
  thermal_floor: {
    year: 'year',
    month: 'counted',
    mean_mw: 'fleet_mw',
    peak_ratio: 'hour_ratio',
    flat_ratio: 'hour_ratio',
    valley_ratio: 'hour_ratio',
  },
  renewables: { province_share: 'share' },
  renewable_months: { year: 'year', month: 'counted', generation_gwh: 'month_gwh' },
  renewable_shape: { hour: 'counted', weight: 'weight' },
  load_months: { year: 'year', month: 'counted', consumption_gwh: 'month_gwh' },
  load_corrections: { year: 'year', month: 'counted', energy_gwh: 'correction_gwh' },
  balance_terms: {
    year: 'year',
    month: 'counted',
    tibet_gwh: 'month_gwh',
    direct_gwh: 'month_gwh',
    losses_gwh: 'month_gwh',
  },
  load_years: { year: 'year', consumption_gwh: 'energy_gwh', max_load_mw: 'load_mw', min_load_mw: 'load_mw' },
  load_shape: { hour_of_year: 'counted', relative_load: 'relative' },
  hour_classes: { hour: 'counted' },
  reported: { value: published },
  backcast_years: { year: 'year' },
  outside_season: {
    year: 'year',
    month: 'counted',
    low_gwh: 'part_gwh',
    central_gwh: 'part_gwh',
    high_gwh: 'part_gwh',
  },
  calibration: { start: fitted, guess_spread: fitted, lower: fitted, upper: fitted, value: fitted },
  water_by_size: { size_mw: 'load_mw', shift: 'shift' },
  calibration_facts: {
    sigma: byUnit({ GWh: 'sigma_gwh', MW: 'sigma_mw', 'm3/s': 'flow', 1: 'sigma_share' }),
    outside_low_gwh: 'part_gwh',
    outside_gwh: 'part_gwh',
    outside_high_gwh: 'part_gwh',
  },
  evidence: { before: evidence, after: evidence, low: evidence, value: evidence, high: evidence },
  valuations: { value: byUnit({ 'yuan/kWh': 'price_kwh', 't/MWh': 'emission' }) },
  // Each kind has a range of its own, which the check of the table knows.
  assumptions: { value: () => null },
  uncertainty: { month: 'counted', low: drawn, mode: drawn, high: drawn, sd: 'spread' },
};
