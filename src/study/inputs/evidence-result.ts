import type { ModelStanding } from '../standing.ts';

interface Text {
  readonly en: string;
  readonly zh: string;
}
/** `source` null: the figure was given with the question. */
interface Sourced {
  readonly source: string | null;
  readonly confidence: string | null;
}

export interface EvidenceEstimate extends Sourced {
  readonly id: string;
  readonly name: Text;
  readonly note: Text | null;
  readonly role: 'given' | 'headline' | 'beside';
  readonly from: string | null;
  readonly to: string | null;
  readonly hash_rate_lost_eh_per_s: number;
  /** hash rate lost x efficiency x PUE x share */
  readonly implied_load_gw: { readonly low: number; readonly central: number; readonly high: number };
  /** every machine lost would have to be this inefficient, before PUE, for the claim to hold */
  readonly claim_needs_j_per_th: number;
  readonly distribution_gw: { readonly p10: number; readonly p50: number; readonly p90: number; readonly mean: number };
}

/** What the fall of the hash rate says about the size of the load. */
export interface EvidenceResult {
  readonly schema: 'spillway/evidence@1';
  readonly model: ModelStanding;
  readonly inputs: {
    readonly efficiency_j_per_th: Sourced & { readonly low: number; readonly central: number; readonly high: number };
    readonly pue: Sourced & { readonly value: number };
    readonly share: Sourced & { readonly value: number };
    readonly claim_gw: Sourced & { readonly value: number };
  };
  /** true where the share is 1: the whole fall is booked to one province */
  readonly upper_bound: boolean;
  readonly draws: number;
  readonly seed: number;
  readonly estimates: readonly EvidenceEstimate[];
  /** falls that say nothing about where the machines stood */
  readonly not_places: readonly (Sourced & {
    readonly id: string;
    readonly name: Text;
    readonly note: Text | null;
    readonly fall_percent: number;
  })[];
  /**
   * what the published balance of June to October leaves over, by year (null: its hydro is no fact): the uptake of
   * Chongqing and Tibet, direct and unmetered supply, gaps of the statistic; nothing is fitted to it
   */
  readonly residuals: readonly {
    readonly year: number;
    readonly gwh: number | null;
    readonly mean_gw: number | null;
  }[];
  /** spread of the months of a year that is not known, GWh a month */
  readonly residual_spread_gwh: number | null;
}
