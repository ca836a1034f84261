import type { Standing } from '../base/standing.ts';

/**
 * One station whose inflow a scenario states; lists hold one mean flow a day, m3/s, from the first day of the window.
 */
export interface StatedInflow {
  readonly station: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly source: string | null;
  /** whose climatology stands beside it */
  readonly gauge: string;
  readonly own: readonly number[];
  readonly climatology: readonly number[];
  /** the water year of the scenario, which the own values replace */
  readonly water_year: readonly number[];
  /** `far`: more than three times off the climatology, either way */
  readonly by_month: readonly {
    readonly month: string;
    readonly stated_m3s: number;
    readonly climatology_m3s: number;
    readonly water_year_m3s: number;
    readonly ratio: number | null;
    readonly far: boolean;
  }[];
}

export interface InflowComparison extends Standing {
  readonly schema: 'spillway/inflow@1';
  readonly scenario: string;
  readonly water_year: string;
  readonly start: string;
  readonly days: number;
  readonly stations: readonly StatedInflow[];
}
