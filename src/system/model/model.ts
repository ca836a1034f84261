import type { z } from 'zod';
import { ASSUMED_TABLES, FITTED_TABLES } from '../tables/fitted-tables.ts';
import { GRID_TABLES, PLACE_TABLES } from '../tables/grid-tables.ts';
import { HYDRO_TABLES, SERIES } from '../tables/hydro-tables.ts';
import { LOAD_TABLES } from '../tables/load-tables.ts';
import { POWER_TABLES } from '../tables/power-tables.ts';
import { EVENT_TABLES, EVIDENCE_TABLES, OUT_TURN_TABLES } from '../tables/published-tables.ts';
import type { Definition } from '../tables/table.ts';
import { WATER_TABLES } from '../tables/water-tables.ts';

export type Series = (typeof SERIES)[number];
/** What a model's package may name as the statistic that curtailment is counted in; the first if it names none. */
export const STATISTICS = SERIES.filter((series) => series !== 'none');

/** Every table, in the order in which they are read and listed. */
const ALL = {
  ...PLACE_TABLES,
  ...WATER_TABLES,
  ...HYDRO_TABLES,
  ...GRID_TABLES,
  ...POWER_TABLES,
  ...LOAD_TABLES,
  ...OUT_TURN_TABLES,
  ...FITTED_TABLES,
  ...EVIDENCE_TABLES,
  ...ASSUMED_TABLES,
  ...EVENT_TABLES,
};
type All = typeof ALL;
export type TableName = keyof All;
/** Tables whose rows have an id, which cells of other tables may name. */
type NamedTable = {
  [T in TableName]: All[T]['row']['shape'] extends { readonly id: z.ZodType } ? T : never;
}[TableName];

/** What each table says about itself; a cell that names a row can name one of a table with ids alone. */
export const DEFINITIONS: { readonly [T in TableName]: Definition<NamedTable> } = ALL;
export const TABLE_NAMES = Object.keys(ALL) as TableName[];

/**
 * What exists: the tables of a model package. Every row carries its source and a confidence; every figure has its unit
 * in the column name. These schemas are the only description of the tables: the CSV reader, the API and the published
 * JSON Schema are all derived from them.
 */
export const TABLES = Object.fromEntries(TABLE_NAMES.map((name) => [name, ALL[name].row])) as {
  readonly [T in TableName]: All[T]['row'];
};
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
export const OPTIONAL_TABLES: ReadonlySet<TableName> = new Set(
  TABLE_NAMES.filter((name) => DEFINITIONS[name].optional),
);

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

export const emptyTables = (): Tables => Object.fromEntries(TABLE_NAMES.map((name) => [name, []])) as unknown as Tables;
