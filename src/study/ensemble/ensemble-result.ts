/**
 * Spread over the draws (95 % of them lie from `p025` to `p975`), and their mean with the 95 % interval of the mean;
 * `null` where fewer than two mirrored pairs were drawn.
 */
export interface Quantiles {
  readonly p025: number;
  readonly p05: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p975: number;
  readonly mean: number;
}
export interface Spread extends Quantiles {
  readonly ci95_low: number | null;
  readonly ci95_high: number | null;
}

/** One uncertain input: how it is drawn, and how much of the spread it explains. */
export interface EnsembleInput {
  /** `section_limit:panxi` where each section is drawn by itself */
  readonly input: string;
  readonly drawn: boolean;
  /**
   * share of the variance of the ranks of the difference; `null` where not drawn or where there are too few draws to
   * tell
   */
  readonly share_of_variance: number | null;
  readonly rank_correlation: number | null;
  readonly distribution: string;
  readonly low: number | null;
  readonly mode: number | null;
  readonly high: number | null;
  readonly sd: number | null;
  readonly unit: string;
  readonly source: string;
  readonly confidence: string;
}

/**
 * A group of uncertain inputs and what it explains of the spread by itself; `unexplained` is what inputs one at a time
 * leave: interactions, curvature, days within months.
 */
export interface GroupShare {
  readonly group: 'structure' | 'water' | 'size' | 'place' | 'other' | 'unexplained';
  /** inputs of the group that were drawn */
  readonly inputs: readonly string[];
  /**
   * share of the variance of the ranks of the difference, all groups adding up to 1; `null` where nothing of the group
   * was drawn or there are too few draws to tell
   */
  readonly share_of_variance: number | null;
}

/** One structure among those drawn. */
export interface StructureDraws {
  readonly structure: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly draws: number;
  /** over its draws */
  readonly p10_gwh: number;
  readonly p50_gwh: number;
  readonly p90_gwh: number;
  readonly mean_gwh: number;
  /**
   * what it says with every other input as stated, where its calibration told of the same scenario; and the share of
   * all draws that lie below
   */
  readonly as_stated_gwh: number | null;
  readonly as_stated_quantile: number | null;
}

/** Both worlds with the water of one named year, in the statistic unless said. */
export interface YearEffect {
  readonly water_year: string;
  readonly curtailed_gwh: { readonly reference: number; readonly counterfactual: number };
  readonly delta_gwh: number;
  readonly all_spill_delta_gwh: number;
  readonly removed_energy_gwh: number;
  readonly average_curtailment_factor: number | null;
}

/**
 * Draws weighed by published curtailment as well, of the model's own structure alone: other structures would need draws
 * of their own to meet it.
 */
export interface AssimilatedSpread {
  readonly draws: number;
  /**
   * of equal weight that would tell as much; `usable` from 30 on: below, the published figures lie too far out to be
   * assimilated, and the blind estimate stands
   */
  readonly effective_draws: number;
  readonly usable: boolean;
  readonly published: readonly { readonly period: string; readonly published_gwh: number; readonly p50_gwh: number }[];
  readonly delta_gwh: {
    readonly p05: number;
    readonly p25: number;
    readonly p50: number;
    readonly p75: number;
    readonly p95: number;
    readonly mean: number;
  };
  /** moved as `control` moves the other draws; null where no draws were dispatched hour by hour */
  readonly adjusted_gwh: { readonly p05: number; readonly p50: number; readonly p95: number } | null;
}

export interface Ensemble {
  /** draws made; fewer than `draws_asked` where a stop rule held */
  readonly draws: number;
  readonly draws_asked: number;
  readonly seed: number;
  readonly level: string;
  readonly water: 'around-normal' | 'around-scenario' | 'as-stated' | 'named-years' | 'inferred-anew';
  /**
   * where draws are those that the facts of a year leave plausible: the year, the draws that are stored, how many of
   * equal weight they are worth, and the engine that made them
   */
  readonly sample: {
    readonly year: number;
    readonly draws: number;
    readonly effective_draws: number;
    readonly engine_version: string;
  } | null;
  /** counterfactual less reference, in the statistic */
  readonly delta_gwh: Spread;
  readonly all_spill_delta_gwh: Spread;
  readonly removed_energy_gwh: Quantiles;
  readonly average_curtailment_factor: { readonly statistic: Spread | null; readonly all_spill: Spread | null };
  /** interval of the mean difference if its two worlds had each had draws of their own, none mirroring another */
  readonly unpaired_ci95: { readonly low: number; readonly high: number; readonly width: number } | null;
  /**
   * how many times wider that is than the interval of `delta_gwh`, and the part of it that the same draws in both
   * worlds make without mirroring; null where the difference, or its mean over mirrored draws, does not spread
   */
  readonly narrowing: { readonly whole: number | null; readonly pairing: number | null };
  readonly by_month: readonly ({ readonly key: string } & Quantiles)[];
  /** most of the spread first */
  readonly inputs: readonly EnsembleInput[];
  /** the spread divided among groups of inputs */
  readonly groups: readonly GroupShare[];
  /** the structures that draws took turns among; empty where none is drawn */
  readonly by_structure: readonly StructureDraws[];
  /**
   * each water year of an ensemble of named years, all else as stated: what `compare` says of the pair with this water
   * at level screen, the water known; empty where years are drawn
   */
  readonly by_year: readonly YearEffect[];
  /** where asked for: some draws dispatched hour by hour as well, and the mean that they correct */
  readonly control: {
    readonly draws: number;
    readonly level: string;
    readonly screen_mean_gwh: number;
    readonly standard_mean_gwh: number;
    readonly adjusted_mean_gwh: number;
    /**
     * quantiles of the difference at level screen, moved as the draws known both ways are: by the slope about their
     * means
     */
    readonly adjusted_p05_gwh: number;
    readonly adjusted_p50_gwh: number;
    readonly adjusted_p95_gwh: number;
    readonly slope: number;
    readonly correlation: number | null;
    readonly ci95_low: number | null;
    readonly ci95_high: number | null;
  } | null;
  /**
   * the same difference by draws that know the published curtailment of the year; null where none are stored.
   * `delta_gwh` knows nothing of it and stays the test of the method
   */
  readonly assimilated: AssimilatedSpread | null;
  /** difference of each draw, draw 0 first, GWh */
  readonly by_draw_gwh: readonly number[];
}
