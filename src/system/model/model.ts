import type { z } from 'zod';
import {
  basinRow,
  gaugeRow,
  naturalFlowRow,
  waterYearRow,
  flowVariabilityRow,
  flowCorrelationRow,
  dailyVariabilityRow,
} from './water-rows.ts';
import {
  SERIES,
  stationRow,
  regulationClassRow,
  availabilityRow,
  floodLimitRow,
  ruleCurveRow,
  maintenanceRow,
  minimumReleaseRow,
  withdrawalRow,
  lumpedHydroRow,
} from './hydro-rows.ts';
import {
  zoneRow,
  prefectureRow,
  pocketRow,
  corridorRow,
  sectionRow,
  sectionLimitRow,
  sectionMemberRow,
  exportRow,
  exportScheduleRow,
  importRow,
} from './grid-rows.ts';
import { thermalRow, thermalFloorRow, renewableRow, renewableMonthRow, renewableShapeRow } from './power-rows.ts';
import {
  loadMonthRow,
  loadCorrectionRow,
  balanceTermRow,
  loadYearRow,
  loadShapeRow,
  hourClassRow,
} from './load-rows.ts';
import {
  reportedRow,
  reportedSeriesRow,
  backcastYearRow,
  outsideSeasonRow,
  evidenceRow,
  valuationRow,
  eventRow,
} from './published-rows.ts';
import {
  calibrationRow,
  waterBySizeRow,
  calibrationFactRow,
  structureRow,
  uncertaintyRow,
  assumptionRow,
} from './fitted-rows.ts';

export type Series = (typeof SERIES)[number];
/** What a model's package may name as the statistic that curtailment is counted in; the first if it names none. */
export const STATISTICS = SERIES.filter((series) => series !== 'none');

/**
 * What exists: the tables of a model package. Every row carries its source and a confidence; every figure has its unit
 * in the column name. These schemas are the only description of the tables: the CSV reader, the API and the published
 * JSON Schema are all derived from them.
 */
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
