import type { ExportRule } from '../../system/scenario/scenario.ts';
import type { Timing } from './results.ts';

/**
 * A quantity that a draw gives the world of a year: its name as `drawnModel` reads it, what it is before any draw
 * (water: most likely, as inferred), and how it is drawn.
 */
export interface SampledQuantity {
  readonly name: string;
  readonly unit: string;
  readonly stated: number;
  readonly how: string;
  readonly source: string;
}

/**
 * A published figure that draws are weighed by, GWh: what the model says of `months`, with `outside_gwh` for the rest
 * of the period, is held to `published_gwh`.
 */
export interface AssimilatedFact {
  readonly period: string;
  readonly months: readonly string[];
  readonly published_gwh: number;
  readonly sigma_gwh: number;
  readonly outside_gwh: number;
}

/** A sampled quantity with its spread over the weighted draws. */
export interface SampledSpread extends SampledQuantity {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  /**
   * of a factor of water: the median at the supply beside the modelled lines that the model states, which is what the
   * model ships; null for anything else
   */
  readonly shipped: number | null;
}

/**
 * Draws of what the facts of a year leave plausible: water, sections, exports and supply that belong together, each
 * draw with its weight.
 */
export interface SampleResult {
  readonly schema: 'spillway/sample@1';
  readonly model: { readonly id: string; readonly version: string };
  readonly year: number;
  readonly scenario: string;
  readonly settings: {
    readonly level: 'screen';
    readonly foresight: 'perfect';
    readonly export_rule: ExportRule;
    readonly engine_version: string;
  };
  readonly draws: number;
  readonly seed: number;
  /** draws of equal weight that would tell as much */
  readonly effective_draws: number;
  /** the same of each round of draws; every round learned from all before it */
  readonly rounds: readonly { readonly points: number; readonly effective: number }[];
  readonly quantities: readonly SampledSpread[];
  /** each fact as published, with the spread of what the draws say of it, in its unit */
  readonly facts: readonly {
    readonly fact: string;
    readonly unit: string;
    readonly published: number;
    readonly p05: number;
    readonly p50: number;
    readonly p95: number;
  }[];
  /** by draw: values in the order of `quantities`, the misfit, and the weight; weights sum to 1 */
  readonly values: readonly (readonly number[])[];
  readonly misfits: readonly number[];
  readonly weights: readonly number[];
  /**
   * where the draws are weighed by published curtailment of the year as well: the figures, and how badly each draw
   * misses them, squared standard deviations; absent in draws that know nothing of it
   */
  readonly assimilated?: { readonly facts: readonly AssimilatedFact[]; readonly misfits: readonly number[] };
  readonly runs: number;
  readonly timing_ms: Timing;
}
