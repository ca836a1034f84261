import type { Window } from '../words/calendar.ts';
import type { ResolvedMeasure } from '../measures/measures.ts';
import type { NamedLoad, Scenario } from './scenario.ts';

/**
 * A scenario in numbers: MW, MWh, hours, and hour indices. `given` beside them is the text form of the same thing, for
 * what is shown, stored or compared as text; nothing reads a number from it. Made once by `resolve-scenario.ts`.
 */
export type ResolvedScenario = Omit<Scenario, 'window' | 'loads' | 'inflow' | 'measures'> & {
  readonly window: Window & { readonly given: Scenario['window'] };
  readonly loads: readonly ResolvedLoad[];
  readonly inflow: readonly ResolvedInflow[];
  readonly measures: readonly ResolvedMeasure[];
};

/** Factors on a load by calendar month, January first. */
export type MonthlyShares = readonly number[];

export interface Rationing extends Window {
  readonly connection: NamedLoad['rationing'][number]['connection'];
}

/** `size` in MW; `metered_until` is an hour index, Infinity where reported demand always contains the metered part. */
export type ResolvedLoad = Omit<NamedLoad, 'size' | 'availability_by_month' | 'rationing' | 'metered_until'> & {
  readonly size: number;
  readonly availability_by_month: MonthlyShares | null;
  readonly rationing: readonly Rationing[];
  readonly metered_until: number;
  readonly given: NamedLoad;
};

/** `start`: hour index of the first midnight; `flow_m3s`: m3/s, one value a day. */
export type ResolvedInflow = Omit<Scenario['inflow'][number], 'start'> & {
  readonly start: number;
  readonly given: Scenario['inflow'][number];
};

/** The text form: what a file, the API and the store carry. */
export const inWords = (scenario: ResolvedScenario): Scenario => ({
  ...scenario,
  window: scenario.window.given,
  loads: scenario.loads.map(({ given }) => given),
  inflow: scenario.inflow.map(({ given }) => given),
  measures: scenario.measures.map(({ given }) => given),
});
