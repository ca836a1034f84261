import type { OUT_TURN_QUANTITIES } from '../system/model.ts';
import type { PredictedStanding } from './predicted-standing.ts';
import type { PredictedSpread, PredictionResult } from './prediction-result.ts';
import type { ModelStanding } from './standing.ts';
import type { HeldBy } from './held-by.ts';
import type { Flag, PocketBound, Settings, Timing, WindowText } from './results.ts';

/**
 * One published figure and the model's beside it, in `unit`. `error` = model / published - 1, null where either is
 * absent or the two do not cover the same; `reason` then says why. `confidence` is that of the published figure;
 * `fitted` is true where a fit may have used it, so that it proves nothing.
 */
export interface BackcastRow {
  readonly period: string;
  readonly series: string;
  readonly quantity: (typeof OUT_TURN_QUANTITIES)[number];
  readonly unit: string;
  readonly published: number | null;
  readonly model: number | null;
  readonly error: number | null;
  /**
   * where part of the period lies outside the modelled months: `model` at both ends of the range assumed for that part,
   * and the part itself, which is inside `model`
   */
  readonly model_low: number | null;
  readonly model_high: number | null;
  readonly assumed_gwh: number | null;
  /** false where facts hold the water of the year from below alone: `model` is then null, whatever the run curtails */
  readonly bounded: boolean;
  /** what a stored prediction says of the row, in `unit`: written before the published figure was seen */
  readonly predicted: PredictedSpread | null;
  /** where the published figure lies in it; null where either is absent */
  readonly predicted_standing: PredictedStanding | null;
  readonly confidence: string | null;
  readonly fitted: boolean;
  readonly reason: string | null;
  /** the same in Chinese */
  readonly reason_zh: string | null;
}

/** A factor of a year's water in a month, by group of gauges, beside those of the fitted years. */
export interface WaterFactor {
  readonly month: string;
  readonly group: string;
  readonly factor: number;
  readonly others: readonly { readonly water_year: string; readonly factor: number }[];
  readonly low: number;
  readonly high: number;
  readonly outside: 'above' | 'below' | null;
  /** null where it lies inside, or is stated and not inferred */
  readonly held_by: HeldBy | null;
  /** of one outside: what holds it there, in words */
  readonly why: { readonly en: string; readonly zh: string } | null;
}

export interface BackcastResult {
  readonly schema: 'spillway/backcast@1';
  readonly model: ModelStanding;
  /** the years asked for; those with a scenario have an entry in `runs` */
  readonly years: readonly number[];
  readonly runs: readonly {
    readonly year: number;
    readonly scenario: string;
    readonly hash: string;
    readonly window: WindowText;
    readonly settings: Settings;
    readonly relative_gap: number;
  }[];
  /**
   * stored predictions of the years asked for; `same_case` is whether the model still compiles to the case that they
   * were made of
   */
  readonly predictions: readonly (Pick<
    PredictionResult,
    'year' | 'made' | 'hash' | 'draws' | 'seed' | 'published_figures'
  > & { readonly effective_draws: number | null; readonly engine_version: string; readonly same_case: boolean })[];
  /** what each series covers and what of the model stands beside it */
  readonly bases: readonly {
    readonly quantity: string;
    readonly series: string;
    readonly covers: string;
    readonly comparable: boolean;
    readonly basis: { readonly en: string; readonly zh: string };
    readonly source: string;
    readonly confidence: string;
  }[];
  readonly rows: readonly BackcastRow[];
  /**
   * Whole months of the runs, GWh: published full fleet (null: not known), hydro that closes the balance of published
   * figures with the load that the run serves, hydro of the run and its difference from it; what the published balance
   * leaves over (null: not known), and the spread of a year whose own is not known; what Sichuan supplies beside the
   * modelled lines, and the part of it that corrects the grid's load.
   */
  readonly balance: readonly {
    readonly month: string;
    readonly published_gwh: number | null;
    readonly balance_gwh: number;
    readonly model_gwh: number;
    readonly difference_gwh: number;
    readonly residual_gwh: number | null;
    readonly spread_gwh: number | null;
    readonly supplied_gwh: number;
    readonly correction_gwh: number;
  }[];
  /**
   * Thermal output of whole months, MW, beside the published mean (null: none), and load that the run leaves unserved,
   * GWh and the highest MW.
   */
  readonly thermal: readonly {
    readonly month: string;
    readonly mean_mw: number;
    readonly peak_mw: number;
    readonly published_mean_mw: number | null;
    readonly unserved_gwh: number;
    readonly unserved_peak_mw: number;
  }[];
  /**
   * what makes the world of a year another than the one that was: exports and thermal output that miss their published
   * month, water beyond that of other years
   */
  readonly guards: readonly Flag[];
  /**
   * energy spilled past turbines with room by plants that feed a load directly, GWh, by run; none where the model has
   * no pockets, absent from answers kept by an earlier version
   */
  readonly pocket_spill?: readonly ({
    readonly year: number;
    readonly scenario: string;
    readonly spilled_gwh: number;
  } & PocketBound)[];
  /**
   * water of years that were not fitted beside that of those that were; absent from answers kept by an earlier version
   */
  readonly factors?: readonly WaterFactor[];
  readonly timing_ms: Timing;
}
