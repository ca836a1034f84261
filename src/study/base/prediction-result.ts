import type { Timing } from './results.ts';

/** Quantiles over the draws, GWh; those of 0.25 and 0.75 are absent in predictions made by engines before 0.12.0. */
export interface PredictedSpread {
  readonly p05: number;
  readonly p10: number;
  readonly p25?: number;
  readonly p50: number;
  readonly p75?: number;
  readonly p90: number;
  readonly p95: number;
  readonly mean: number;
}

export interface PredictedRow extends PredictedSpread {
  readonly period: string;
  readonly series: string;
  readonly quantity: 'curtailment';
  readonly unit: 'GWh';
  /** what the model says with every input as stated, the assumed part included */
  readonly central: number;
  /** the part outside the modelled months, inside every figure of the row; null where there is none */
  readonly assumed_gwh: { readonly low: number; readonly central: number; readonly high: number } | null;
}

/** What the model says of a year of which no curtailment was fitted, before it is compared with any. */
export interface PredictionResult {
  readonly schema: 'spillway/prediction@1';
  /** `hash`: of all tables when it was made; absent in predictions made by engines before 0.12.0 */
  readonly model: { readonly id: string; readonly version: string; readonly hash?: string };
  readonly year: number;
  readonly scenario: string;
  /** of the case with every input as stated */
  readonly hash: string;
  readonly settings: { readonly level: 'screen'; readonly foresight: 'perfect'; readonly engine_version: string };
  /** day on which it was made */
  readonly made: string;
  readonly draws: number;
  readonly seed: number;
  /** published curtailment of the year that the model held when it was made; 0: nothing to look at */
  readonly published_figures: number;
  readonly drawn: readonly { readonly input: string; readonly how: string; readonly source: string }[];
  /** calibrated structures among which the draws take turns, the model's own first; empty where none are stored */
  readonly structures: readonly string[];
  /**
   * the draws of which it is made, and how many of equal weight they are worth; absent in one that was made by engines
   * before 0.12.0
   */
  readonly sample?: {
    readonly draws: number;
    readonly seed: number;
    readonly effective_draws: number;
    readonly engine_version: string;
  };
  readonly rows: readonly PredictedRow[];
  readonly runs: number;
  readonly timing_ms: Timing;
}
