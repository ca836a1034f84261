/** The published shapes of results: plain data, units in the names, rates 0-1, absent quantities null. */
import type { ProblemList } from '../system/words/problem-list.ts';
import type { SeriesSet } from '../engine/series.ts';
import type { Ensemble } from './ensemble/ensemble-result.ts';

export interface Keyed {
  readonly key: string;
  readonly value_gwh: number;
}
export interface KeyedPair {
  readonly key: string;
  readonly reference_gwh: number;
  readonly counterfactual_gwh: number;
  readonly delta_gwh: number;
}
export interface Pair {
  readonly reference: number;
  readonly counterfactual: number;
  readonly delta: number;
}
export interface Bounds {
  readonly upper_bound: number;
  readonly lower_bound: number;
  readonly relative_gap: number;
}
export interface Balance {
  readonly water_residual_hm3: number;
  readonly energy_residual_mwh: number;
}
export interface WindowText {
  readonly start: string;
  readonly end: string;
}
export interface Timing {
  readonly startup: number;
  readonly load: number;
  readonly total: number;
}
export interface Flag {
  readonly code: string;
  readonly message_en: string;
  readonly message_zh: string;
}

export interface Breakdown<R> {
  readonly by_month: readonly R[];
  readonly by_basin: readonly R[];
  readonly by_zone: readonly R[];
  readonly by_hour_class: readonly R[];
  /** curtailed energy behind each section; rows may overlap; `none` for the rest */
  readonly by_section: readonly R[];
}

export interface Settings {
  readonly foresight: string;
  readonly level: string;
  readonly export_rule: string;
  readonly water_year: string;
  readonly solver: string;
  readonly engine_version: string;
  readonly replans: readonly string[];
}

/** Why the spill of direct pockets is bounded by nothing; `bounded_by` would name the published figure. */
export interface PocketBound {
  readonly bounded_by: null;
  readonly reason: { readonly en: string; readonly zh: string };
}
export interface OutsideStatistic<T> {
  readonly grid_small_hydro: T;
  readonly direct_pocket: T;
}

export interface RunResult extends Breakdown<Keyed> {
  readonly schema: 'spillway/run@1';
  readonly id: string;
  readonly hash: string;
  readonly window: WindowText;
  readonly settings: Settings;
  readonly available_gwh: number;
  readonly generated_gwh: number;
  readonly curtailed_gwh: number;
  readonly forced_spill_gwh: number;
  readonly outside_statistic_gwh: { readonly total: number } & OutsideStatistic<number>;
  /**
   * what bounds `direct_pocket` there; null where the model has no pockets, absent from answers kept by an earlier
   * version
   */
  readonly pocket_spill?: PocketBound | null;
  readonly all_hydro: {
    readonly available_gwh: number;
    readonly generated_gwh: number;
    readonly curtailed_gwh: number;
    readonly forced_spill_gwh: number;
  };
  readonly utilisation_rate: number | null;
  /** energy balance of the system over the window, GWh; supply = use */
  readonly energy_gwh: {
    readonly hydro: number;
    readonly thermal: number;
    readonly renewables: number;
    readonly import: number;
    readonly unserved: number;
    readonly unserved_interruptible: number;
    readonly load: number;
    readonly interruptible_load: number;
    readonly export: number;
    readonly losses: number;
    readonly renewables_curtailed: number;
  };
  readonly hydro_by_month: readonly Keyed[];
  readonly export_by_month: readonly Keyed[];
  readonly thermal_by_month: readonly Keyed[];
  /** spread of daily curtailed energy, GWh, first day of the window first */
  readonly curtailed_by_day_gwh: readonly number[];
  readonly balance: Balance;
  readonly optimality: Bounds;
  readonly stages: readonly { readonly stage: string; readonly tolerance: string }[];
  readonly flags: readonly Flag[];
  readonly timing_ms: Timing;
}

export interface Disposition {
  readonly curtailed_in_statistic_gwh: number;
  readonly spilled_outside_statistic_gwh: number;
  readonly forced_spill_gwh: number;
  readonly storage_gwh: number;
  readonly head_and_routing_gwh: number;
  readonly export_gwh: number;
  readonly thermal_gwh: number;
  readonly renewables_gwh: number;
  readonly import_gwh: number;
  readonly unserved_gwh: number;
  readonly losses_gwh: number;
  readonly residual_gwh: number;
}

/** The disposition of one month; months sum to the whole. */
export interface MonthDisposition extends Disposition {
  readonly key: string;
  readonly removed_energy_gwh: number;
}
/**
 * The disposition of one zone in one month: what the zone sends to others more, less what it receives more, absorbs
 * freed energy too; so does less water from upstream zones. Both cancel over zones.
 */
export interface ZoneDispositionRow extends Disposition {
  readonly zone: string;
  readonly month: string;
  readonly removed_energy_gwh: number;
  readonly exchange_gwh: number;
  readonly arriving_water_gwh: number;
}

/**
 * How a section or export line is loaded, with and without: `reference_mw` and `counterfactual_mw` are the loadings
 * reached in each of `share_of_hours`, in tenths of a MW.
 */
export interface LineLoading {
  readonly kind: 'section' | 'export';
  readonly id: string;
  readonly limit_mw: number;
  readonly hours_at_limit: Pair;
  readonly load_rate: { readonly reference: number | null; readonly counterfactual: number | null };
  readonly reference_mw: readonly number[];
  readonly counterfactual_mw: readonly number[];
}
export interface LoadCurves {
  readonly hours: number;
  readonly share_of_hours: readonly number[];
  readonly lines: readonly LineLoading[];
}

/** One month of both worlds, by which a planner judges whether the world with the load is one that could have been. */
export interface KeptMonth {
  readonly key: string;
  /** MW of all thermal units: mean of the month, and its highest step */
  readonly thermal_mean_mw: Pair;
  readonly thermal_peak_mw: Pair;
  /** what was published for the month; null where nothing was */
  readonly published_mean_mw: number | null;
  readonly export_gwh: Pair;
  /** of named loads */
  readonly interrupted_gwh: Pair;
  readonly curtailed_gwh: Pair;
  /** thermal energy displaced that earns credit for coal and CO2; null where no published month says what could be */
  readonly credited_gwh: number | null;
}

export interface KeptWorld {
  /** highest published month of June to October up to the year of the demand; null where none is published */
  readonly highest: { readonly period: string; readonly mean_mw: number } | null;
  readonly by_month: readonly KeptMonth[];
  readonly credited_gwh: number | null;
  readonly co2_kt: readonly { readonly valuation: string; readonly value: number }[];
  readonly coal_kt: readonly { readonly valuation: string; readonly value: number }[];
}

export interface ComparisonResult extends Breakdown<KeyedPair> {
  readonly schema: 'spillway/comparison@1';
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly reference: { readonly id: string; readonly hash: string };
  readonly counterfactual: { readonly id: string; readonly hash: string };
  /**
   * proof that the two worlds differ in nothing but the measures: one hash of everything else, computed from each world
   */
  readonly common_hash: { readonly reference: string; readonly counterfactual: string; readonly equal: boolean };
  readonly differs_in: readonly string[];
  readonly window: WindowText;
  readonly settings: Settings;
  readonly removed_energy_gwh: number;
  readonly curtailed_gwh: Pair;
  readonly outside_statistic_gwh: Pair & OutsideStatistic<Pair>;
  /**
   * what bounds `direct_pocket` there; null where the model has no pockets, absent from answers kept by an earlier
   * version
   */
  readonly pocket_spill?: PocketBound | null;
  readonly forced_spill_gwh: Pair;
  /** of hydropower in the statistic; available = generated + curtailed */
  readonly available_gwh: Pair;
  readonly generated_gwh: Pair;
  /** energy balance of the system, all hydropower in it */
  readonly energy_gwh: Readonly<Record<keyof RunResult['energy_gwh'], Pair>>;
  readonly utilisation_rate: { readonly reference: number | null; readonly counterfactual: number | null };
  readonly average_curtailment_factor: { readonly statistic: number | null; readonly all_spill: number | null };
  /**
   * energy of the removed load that the kept world served, and the factors a MWh of it; absent from answers kept by an
   * earlier version
   */
  readonly served_energy_gwh?: number;
  readonly curtailment_factor_of_served?: { readonly statistic: number | null; readonly all_spill: number | null };
  /**
   * both worlds by month beside what has been published of thermal output; absent from answers kept by an earlier
   * version
   */
  readonly kept_world?: KeptWorld;
  readonly ceilings_gwh: { readonly arithmetic: number; readonly model: number };
  readonly curtailed_by_day_gwh: {
    readonly start: string;
    readonly reference: readonly number[];
    readonly counterfactual: readonly number[];
  };
  readonly disposition: Disposition;
  readonly disposition_by_month: readonly MonthDisposition[];
  readonly disposition_by_zone: readonly ZoneDispositionRow[];
  readonly load_curves: LoadCurves;
  /** where asked for */
  readonly causes: Causes | null;
  readonly ensemble: Ensemble | null;
  readonly balance: Balance;
  readonly optimality: {
    readonly reference: Bounds;
    readonly counterfactual: Bounds;
    readonly relative_gap: number;
    /** what not knowing water and removal cost; null where it is not asked for */
    readonly price_of_foresight_yuan: { readonly reference: number | null; readonly counterfactual: number | null };
    /** curtailed energy in the statistic had both been known; null where the price is not asked for */
    readonly known_water_curtailed_gwh: Pair | null;
  };
  readonly stages: readonly { readonly stage: string; readonly tolerance: string }[];
  readonly flags: readonly Flag[];
  readonly provenance: {
    readonly model: { readonly id: string; readonly version: string };
    readonly engine_version: string;
    readonly basis: string;
    readonly figures_by_confidence: Readonly<Record<string, number>>;
    readonly not_modelled: readonly string[];
    readonly sources: readonly string[];
  };
  readonly timing_ms: Timing;
}

/**
 * Curtailment in the statistic by cause, GWh; the causes and the surplus sum to the total. Null: a cause not asked for.
 */
export interface CauseAmounts {
  readonly sections_gwh: number | null;
  readonly exports_gwh: number | null;
  readonly intraday_gwh: number | null;
  readonly storage_gwh: number | null;
  readonly surplus_gwh: number;
  readonly total_gwh: number;
}
export interface CauseRow {
  readonly key: string;
  readonly reference: CauseAmounts;
  readonly counterfactual: CauseAmounts;
  readonly delta: CauseAmounts;
}
/**
 * A check, no cause: what one MW more of a section's limit changes, by finite difference, beside what its shadow price
 * says.
 */
export interface SectionCheck {
  readonly section: string;
  readonly world: 'reference' | 'counterfactual';
  readonly step_mw: number;
  /** hours at the limit: one MW cannot save more MWh than that */
  readonly hours_at_limit: number;
  readonly curtailed_less_mwh_per_mw: number;
  readonly all_spill_less_mwh_per_mw: number;
  readonly cost_less_yuan_per_mw: number;
  /**
   * sum over `hours_with_price`, those hours at the limit in which zone prices tell it; null where none do; the ratio
   * is null too where the cost saved is too small to tell
   */
  readonly shadow_price_yuan_per_mw: number | null;
  readonly hours_with_price: number;
  readonly shadow_price_over_cost: number | null;
}
export interface Causes {
  readonly method: string;
  /**
   * level and foresight of the runs behind the shares (those of `checks` know the water), and what each world's amounts
   * were multiplied by to meet the curtailment of the comparison
   */
  readonly level: string;
  readonly foresight: string;
  readonly scale: { readonly reference: number; readonly counterfactual: number };
  /**
   * part of `surplus_gwh` that is not divided: where the runs behind the shares curtail too little of a world to divide
   * its books by, in both worlds as much where they hold it, so that it leaves the difference
   */
  readonly undivided_gwh: { readonly reference: number; readonly counterfactual: number };
  readonly reference: CauseAmounts;
  readonly counterfactual: CauseAmounts;
  readonly delta: CauseAmounts;
  readonly by_month: readonly CauseRow[];
  readonly by_basin: readonly CauseRow[];
  readonly by_zone: readonly CauseRow[];
  readonly by_hour_class: readonly CauseRow[];
  /**
   * curtailed energy of the zones behind each section, whether it is at its limit or not; rows may overlap; `none`:
   * behind no section
   */
  readonly by_section: readonly CauseRow[];
  /**
   * the other, simpler view, for comparison: limits lifted one after another in this order, so that what comes first
   * takes what it shares with later ones
   */
  readonly sequential: {
    readonly method: string;
    readonly order: readonly string[];
    readonly reference: CauseAmounts;
    readonly counterfactual: CauseAmounts;
    readonly delta: CauseAmounts;
  };
  /**
   * where asked for: the totals with exports lifted without limit instead of to their rating, and storage by a tenth
   * more volume
   */
  readonly sensitivity: {
    readonly method: string;
    readonly reference: CauseAmounts;
    readonly counterfactual: CauseAmounts;
    readonly delta: CauseAmounts;
  } | null;
  /** where sections are asked for; none where no section binds */
  readonly checks: readonly SectionCheck[];
}

type Factors = { readonly statistic: number | null; readonly all_spill: number | null };

/**
 * `value` and `value2` (in `unit` and `unit2`, dates as text) where something else than the size of a load is varied;
 * `size_gw` is the load removed, 0 where none is.
 */
export interface SweepPoint {
  readonly size_gw: number;
  readonly value?: number | string;
  readonly value2?: number | string;
  readonly removed_energy_gwh: number;
  readonly curtailed_delta_gwh: number;
  readonly all_spill_delta_gwh: number;
  readonly average_curtailment_factor: Factors;
  readonly marginal_curtailment_factor: Factors;
  /** of both worlds, in the statistic */
  readonly curtailed_gwh: { readonly reference: number; readonly counterfactual: number };
  readonly disposition: Disposition;
}
/**
 * What changes state where a range ends: of the sections, export lines and corridors, in either world, the one whose
 * energy let through at the limit differs most between the points before and after (hours at the limit times the
 * limit). `pocket`: the corridor ties nothing but that pocket. `channel`: the use of freed energy whose share of each
 * MWh more differs most from the range before to the one after; null where some range frees no energy.
 */
export interface SweepChange {
  readonly kind: 'section' | 'export' | 'corridor';
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly pocket: string | null;
  readonly world: 'reference' | 'counterfactual';
  readonly hours_at_limit: readonly number[];
  readonly at_limit_gwh: readonly number[];
}
export interface ChannelChange {
  readonly channel: Channel;
  readonly share: readonly number[];
}
export type Channel =
  | 'spilled_outside_statistic'
  | 'forced_spill'
  | 'storage'
  | 'head_and_routing'
  | 'export'
  | 'thermal'
  | 'renewables'
  | 'import'
  | 'unserved'
  | 'losses';
/**
 * Neighbouring points over which the effect on the statistic goes against its main direction. `world`: the one whose
 * curtailment turns it, most in `month`. GWh; `before_removal`: of that world, at both points.
 */
export interface SweepTurn {
  readonly from: number | string;
  readonly to: number | string;
  readonly value2?: number | string;
  readonly change_gwh: number;
  readonly reference_change_gwh: number;
  readonly counterfactual_change_gwh: number;
  readonly world: 'reference' | 'counterfactual';
  readonly month: string;
  readonly month_change_gwh: number;
  readonly before_removal: {
    readonly until: string;
    readonly load_gwh: readonly number[];
    readonly stored_gwh: readonly number[];
  } | null;
  readonly cause: 'load-before-removal' | 'other';
  readonly changes: SweepChange | null;
  readonly message_en: string;
  readonly message_zh: string;
}
/**
 * Neighbouring points between which the effect on the statistic lies on a straight line, within `tolerance_gwh` at
 * every point that was solved; `off_gwh`: the most that one lies off it. `ends`, where asked for: further points solved
 * in the first and the last step of the range, and whether every such step was looked into. `changes` and `channel`:
 * what changes state where it ends.
 */
export interface SweepRange {
  readonly from: number | string;
  readonly to: number | string;
  readonly value2?: number | string;
  readonly points: number;
  readonly marginal_curtailment_factor: Factors;
  /** in `slope_unit` */
  readonly slope: { readonly statistic: number; readonly all_spill: number };
  readonly off_gwh: number;
  readonly tolerance_gwh: number;
  readonly ends: {
    readonly points: readonly { readonly value: number | string; readonly off_gwh: number }[];
    readonly holds: boolean;
  } | null;
  readonly changes: SweepChange | null;
  readonly channel: ChannelChange | null;
}
export interface SweepAnswer {
  readonly points: readonly SweepPoint[];
  /** the effect on the statistic never falls, or never rises, along the values */
  readonly monotone: boolean;
  /** where it is not */
  readonly turns: readonly SweepTurn[];
  readonly ranges: readonly SweepRange[];
}
export interface SweepResult extends SweepAnswer {
  readonly schema: 'spillway/sweep@1';
  readonly scenario: string;
  readonly measure: string;
  readonly field: string;
  readonly unit: string | null;
  readonly slope_unit: string;
  readonly measure2: string | null;
  readonly field2: string | null;
  readonly unit2: string | null;
  readonly window: WindowText;
  readonly settings: Settings;
  /** the same under each rule for exports, where asked for */
  readonly rules: readonly (SweepAnswer & { readonly export_rule: string })[] | null;
  readonly timing_ms: Timing;
}

/** An ensemble by itself. */
export interface EnsembleResult {
  readonly schema: 'spillway/ensemble@1';
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly reference: { readonly id: string; readonly hash: string };
  readonly counterfactual: { readonly id: string; readonly hash: string };
  readonly window: WindowText;
  readonly settings: Pick<Settings, 'foresight' | 'level' | 'export_rule' | 'water_year' | 'engine_version'>;
  readonly ensemble: Ensemble;
  readonly timing_ms: Timing;
}

/** At most 200 problems; `total` and `by_code` count all of them. */
export interface ProblemsDocument extends ProblemList {
  readonly schema: 'spillway/problems@1';
}

export interface RunRecord {
  readonly result: RunResult;
  readonly series: SeriesSet;
}
export interface ComparisonRecord {
  readonly result: ComparisonResult;
  readonly reference: RunRecord;
  readonly counterfactual: RunRecord;
}
