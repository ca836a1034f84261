import type { StepResult } from './calibration-result.ts';
import type { Timing } from '../base/results.ts';

/**
 * A published figure that the fit did not see, and what the fit says of it, in `unit`. `predicted` and all ends include
 * the part assumed outside the season; null where no run says anything of the figure.
 */
export interface LeftOutFact {
  readonly fact: string;
  readonly period: string;
  readonly quantity: string;
  readonly series: string;
  readonly unit: string;
  readonly published: number;
  /** what counts as one miss of this figure, as the table of facts says */
  readonly spread: number;
  readonly predicted: number | null;
  /** 90 % of the published figure: what the fitted numbers leave open and the spread of the figure itself */
  readonly p05: number | null;
  readonly p95: number | null;
  readonly inside: boolean | null;
  /** predicted / published - 1 */
  readonly error: number | null;
  /**
   * 90 % of what the fitted numbers leave open: runs of the model as far along a straight line as its own misfit allows
   */
  readonly numbers_low: number | null;
  readonly numbers_high: number | null;
  /** the same by straight lines alone, within the bounds of the numbers */
  readonly straight_low: number | null;
  readonly straight_high: number | null;
  /**
   * fitted numbers by their share of the variance that numbers leave open; correlated numbers may have shares beyond 0
   * and 1
   */
  readonly from: readonly { readonly parameter: string; readonly share: number }[];
  /** what the model says with the numbers that it ships, which saw the figure */
  readonly stored: number | null;
}

export interface LeftOutResult {
  readonly schema: 'spillway/left-out@1';
  readonly model: { readonly id: string; readonly version: string };
  readonly settings: { readonly level: 'screen'; readonly foresight: 'perfect'; readonly engine_version: string };
  readonly scenarios: readonly { readonly year: number; readonly scenario: string }[];
  readonly left_out: readonly LeftOutFact[];
  /** facts that stayed in the fit and hold part of a figure that was left out, such as a share of it */
  readonly kept_beside: readonly { readonly fact: string; readonly beside: string }[];
  /** the fit without them; its numbers beside those that the model ships */
  readonly fit: StepResult;
  readonly shipped: readonly { readonly parameter: string; readonly value: number }[];
  readonly runs: number;
  readonly timing_ms: Timing;
}
