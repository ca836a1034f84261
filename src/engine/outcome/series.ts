/**
 * Hourly results of one run. `data` holds `ids.length * hours` values, one id after another. Units are those of the
 * quantity table.
 */
export interface SeriesEntry {
  readonly quantity: SeriesQuantity;
  readonly ids: readonly string[];
  readonly data: Float32Array;
}
export interface SeriesSet {
  /** hour index of the first value */
  readonly start: number;
  readonly hours: number;
  readonly entries: readonly SeriesEntry[];
}

/** by station: MW, m3/s, hm3; by zone: MW, yuan/MWh; by corridor, section, export, thermal: MW. */
export const SERIES_QUANTITIES = [
  'hydro_mw',
  'curtailment_mw',
  'available_mw',
  'forced_spill_mw',
  'turbined_flow',
  'spill_flow',
  'inflow_flow',
  'storage_hm3',
  'load_mw',
  'interruptible_load_mw',
  'unserved_mw',
  'price_yuan_per_mwh',
  'thermal_mw',
  'renewable_mw',
  'renewable_curtailed_mw',
  'import_mw',
  'corridor_mw',
  'section_mw',
  'export_mw',
] as const;
export type SeriesQuantity = (typeof SERIES_QUANTITIES)[number];
