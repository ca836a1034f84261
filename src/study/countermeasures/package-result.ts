import type { Settings, Timing, WindowText } from '../results.ts';

type Both = { readonly statistic: number; readonly all_spill: number };
type Text2 = { readonly en: string; readonly zh: string };

/**
 * What a counter-measure, or its share of a package, achieves against the scenario without it. Energy recovered is
 * curtailed energy that is curtailed no more.
 */
export interface MeasureEffect {
  readonly recovered_gwh: Both;
  /** hydropower more, which differs from energy recovered by what stays in reservoirs, by forced spill and by heads */
  readonly generated_gwh: { readonly statistic: number; readonly all_hydro: number };
  /** in the statistic; the months sum to the total */
  readonly by_month: readonly { readonly key: string; readonly recovered_gwh: number }[];
  /** recovered MWh a MW of the measure; null where it has no MW */
  readonly utilisation_hours: { readonly statistic: number | null; readonly all_spill: number | null };
  /** of hydropower more, by price of the model */
  readonly revenue_million_yuan: readonly {
    readonly valuation: string;
    readonly statistic: number;
    readonly all_hydro: number;
  }[];
  /**
   * energy more exported and less thermal power, which alone earn credit for coal and CO2; negative where the measure
   * burns more
   */
  readonly credited_gwh: { readonly export: number; readonly thermal: number; readonly total: number };
  /** by factor of the model, thousand tonnes */
  readonly co2_kt: readonly { readonly valuation: string; readonly value: number }[];
  readonly coal_kt: readonly { readonly valuation: string; readonly value: number }[];
}

export interface PackageMeasure {
  readonly id: string;
  readonly title: Text2;
  /** mean over the hours in which it is in force */
  readonly mw: number | null;
  readonly why: string;
  readonly source: readonly string[];
  readonly alone: MeasureEffect;
  /** Shapley share of the package; shares sum to the package */
  readonly share: MeasureEffect;
}

export interface PackageResult {
  readonly schema: 'spillway/package@1';
  readonly scenario: { readonly id: string; readonly hash: string };
  readonly title: Text2;
  readonly window: WindowText;
  readonly settings: Settings;
  /** without any of the measures */
  readonly curtailed_gwh: Both;
  readonly measures: readonly PackageMeasure[];
  readonly package: MeasureEffect & { readonly mw: number | null };
  /** every set of measures, the empty one left out */
  readonly combinations: readonly { readonly with: readonly string[]; readonly recovered_gwh: Both }[];
  /** prices and factors, with what they rest on */
  readonly valuations: readonly {
    readonly id: string;
    readonly kind: 'price' | 'co2' | 'coal';
    readonly name: Text2;
    readonly unit: string;
    readonly value: number;
    readonly source: string;
    readonly confidence: string;
  }[];
  readonly timing_ms: Timing;
}
