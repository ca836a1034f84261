import type { Settings, Timing, WindowText } from '../results.ts';

/** Both worlds with one input at one end of its range. */
export interface TornadoEnd {
  /** of the input; the name of the alternative for a choice */
  readonly value: number | string;
  /** counterfactual less reference, in the statistic and for all hydro */
  readonly delta_gwh: number;
  readonly all_spill_delta_gwh: number;
  readonly removed_energy_gwh: number;
}

export interface TornadoRow {
  /**
   * as in the table `uncertainty` of the model (`section_limit:panxi` for one section), or `export_rule`, or `variants`
   */
  readonly input: string;
  /**
   * `range`: ends stated by the model; `p10-p90`: a tenth of all draws lie beyond each; `choice`: of several
   * alternatives those with the least and the most effect
   */
  readonly ends: 'range' | 'p10-p90' | 'choice';
  readonly unit: string | null;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** largest less smallest difference of the two ends and the base */
  readonly swing_gwh: number;
  readonly source: string;
  readonly confidence: string;
}

/** How far each uncertain input alone moves the difference of the two worlds, most first. */
export interface TornadoResult {
  readonly schema: 'spillway/tornado@1';
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly reference: { readonly id: string; readonly hash: string };
  readonly counterfactual: { readonly id: string; readonly hash: string };
  readonly window: WindowText;
  readonly settings: Settings;
  readonly base: Omit<TornadoEnd, 'value'>;
  readonly rows: readonly TornadoRow[];
  /** distinct worlds that were solved */
  readonly worlds: number;
  readonly timing_ms: Timing;
}
