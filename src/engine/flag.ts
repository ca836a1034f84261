/**
 * What a reader must know beside the figures of a run: by code, the values that its sentence names. No sentences here:
 * the reader's words are made where an answer leaves the program.
 */
export interface FlagValues {
  /** metered load above the reported load of its place; MW; `fits_mw`: the largest size of all loads that fits there */
  'load-exceeds-prefecture': PlaceTooSmall & { readonly metered_mw: number; readonly mean_mw: number };
  /** direct supply above the small hydropower of its place; MW */
  'direct-exceeds-small-hydro': PlaceTooSmall & { readonly direct_mw: number; readonly hydro_mw: number };
  /** published figures hold the year's water from below alone */
  'not-bounded': { readonly year: string };
  /** stated initial storage of a daily pond has no effect at level screen */
  'pond-start': { readonly station: string };
  /** a measure's limit of a daily pond has no effect at level screen */
  'pond-limit': { readonly station: string; readonly measure: string };
  /** a measure limits the storage of a station that has none */
  'limit-without-storage': { readonly station: string; readonly measure: string };
  /** two measures set one figure at once, of which the later in the list holds; `from`: instant at which they meet */
  'measure-overridden': { readonly measure: string; readonly by: string; readonly from: string };
  /** inflow stated by days counts by means of periods at level screen */
  'mean-inflow': { readonly station: string };
  /** a schedule of an export moves faster than the ramp of its line; MW an hour; `first`: instant of the first hour */
  'schedule-beats-ramp': {
    readonly export: string;
    readonly moves_mw: number;
    readonly ramp_mw: number;
    readonly hours: number;
    readonly first: string;
  };
  /** days of a release below the least, m3/s: what was asked and what was met on the worst of them */
  'missed-release': {
    readonly station: string;
    readonly days: number;
    readonly from: string;
    readonly to: string;
    readonly asked_m3s: number;
    readonly least_m3s: number;
  };
  /** a stated loss of a reach above its river, hm3; `first`: instant */
  'missing-water': { readonly station: string; readonly hm3: number; readonly first: string };
  /** storage below its target at the end of the season, hm3 */
  'missed-target': { readonly station: string; readonly end_hm3: number; readonly target_hm3: number };
  /** programs of `all` that the second solver answered, the statuses with which the own one ended */
  'second-solver': SomePrograms & { readonly ends: readonly string[] };
  /** programs of `all` solved less accurately than asked for; worst relative residual or gap, 1 */
  'almost-optimal': SomePrograms & { readonly accuracy: number };
}

/** How many programs of how many; the first names, and how many more there are. */
interface SomePrograms {
  readonly programs: number;
  readonly all: number;
  readonly names: readonly string[];
  readonly more: number;
}

interface PlaceTooSmall {
  readonly place: { readonly en: string; readonly zh: string };
  readonly fits_mw: number;
}

/** A code with its values; of a table of codes and their values, any of them. */
export type Coded<Table> = {
  readonly [Code in keyof Table]: { readonly code: Code; readonly values: Table[Code] };
}[keyof Table];

export type Flag = Coded<FlagValues>;
