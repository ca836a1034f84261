import type { Pair, Timing } from '../base/results.ts';

/**
 * A published figure and the model's beside it, in `unit`. `model` includes the assumed part `outside` the season;
 * `residual` = (model - published) / spread.
 */
export interface FittedFact {
  readonly fact: string;
  readonly period: string;
  readonly quantity: string;
  readonly series: string;
  readonly unit: string;
  readonly published: number;
  readonly outside: { readonly low: number; readonly central: number; readonly high: number } | null;
  readonly model: number | null;
  readonly error: number | null;
  readonly spread: number;
  readonly residual: number | null;
  /**
   * published less what plentiful water reaches, where it falls short: the misfit of the sections, left out of
   * `residual`; null where it does not
   */
  readonly beyond_reach: number | null;
}

/**
 * A fitted number. `standard_error` is null at a bound; `prior_share` is the part of its variance that the first guess
 * alone would leave: near 1, no published figure pins it.
 */
export interface FittedParameter {
  readonly parameter: string;
  readonly kind: string;
  readonly target: string;
  readonly unit: string;
  readonly start: number;
  readonly lower: number;
  readonly upper: number;
  readonly value: number;
  readonly at_bound: boolean;
  readonly standard_error: number | null;
  readonly prior_share: number | null;
  /** the facts that say most about it, by share of all that facts say with the other numbers held */
  readonly pinned_by: readonly { readonly fact: string; readonly share: number }[];
  /** misfit two standard errors away, the other numbers following as far as a straight line can tell */
  readonly profile: readonly { readonly value: number; readonly misfit: number }[];
}

export interface StepResult {
  readonly step: 'fit' | 'infer';
  readonly parameters: readonly FittedParameter[];
  readonly facts: readonly FittedFact[];
  /** sum of squared residuals of the facts, and with that of the first guesses */
  readonly facts_misfit: number;
  readonly misfit: number;
  /** root of misfit over (facts + guesses - free numbers) */
  readonly residual_standard_error: number;
  readonly free: number;
  readonly iterations: number;
  readonly stopped: 'converged' | 'iterations';
}

/** With and without the load, at the level of the fit. */
export interface CalibratedHeadline {
  readonly reference: string;
  readonly counterfactual: string;
  readonly removed_energy_gwh: number;
  readonly curtailed_gwh: Pair;
  readonly average_curtailment_factor: number | null;
}

export interface StructureResult {
  readonly variant: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly facts_misfit: number;
  readonly misfit: number;
  readonly values: Readonly<Record<string, number>>;
  readonly largest_residuals: readonly { readonly fact: string; readonly residual: number }[];
  readonly headline: CalibratedHeadline | null;
}

/**
 * What an inferred number is moved by where the load has another size: then the thermal generation of its month is
 * again that of the size it was inferred with; null where none does.
 */
export interface SizedWater {
  readonly parameter: string;
  readonly load: string;
  readonly size_mw: number;
  readonly shift: number | null;
}

export interface CalibrationResult {
  readonly schema: 'spillway/calibration@1';
  readonly model: { readonly id: string; readonly version: string };
  readonly settings: { readonly level: 'screen'; readonly foresight: 'perfect'; readonly engine_version: string };
  readonly scenarios: readonly { readonly year: number; readonly scenario: string }[];
  /** null where water alone was inferred, the fit being that stored */
  readonly fit: StepResult | null;
  readonly inferred: StepResult | null;
  /** none where the model lists no sizes */
  readonly by_size: readonly SizedWater[];
  readonly headline: { readonly stored: CalibratedHeadline; readonly fitted: CalibratedHeadline } | null;
  /** where asked for: each structure calibrated anew, and the spread of the headline over all of them */
  readonly structures: {
    readonly variants: readonly StructureResult[];
    readonly delta_gwh: { readonly low: number; readonly fitted: number; readonly high: number } | null;
  } | null;
  readonly runs: number;
  readonly timing_ms: Timing;
}
