import type { Window } from '../words/calendar.ts';
import type { Measure, NamedLoad, Scenario } from './scenario.ts';

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

type Of<T extends Measure['type']> = Extract<Measure, { type: T }>;

/**
 * `start` and `end` are hour indices: from the first stage or the window's start where the text states none, to
 * Infinity where it states no end. The fields `Q` become numbers.
 */
type InNumbers<T extends Measure['type'], Q extends keyof Of<T> = never> = Omit<Of<T>, 'start' | 'end' | Q> & {
  readonly [F in Q]: number;
} & Window & { readonly given: Of<T> };

/** A part of a removal: from the hour index `start`, `share` of its size. */
export interface Stage {
  readonly start: number;
  readonly share: number;
}

/** `size` in MW, `ramp` in hours, 0 where it acts at once. */
export type LoadRemoval = Omit<InNumbers<'remove-load', 'size'>, 'ramp' | 'staged'> & {
  readonly ramp: number;
  readonly staged: readonly Stage[] | null;
};
/** `size` in MW, `ramp` in hours, 0 where it acts at once. */
export type LoadAddition = Omit<InNumbers<'add-load', 'size'>, 'ramp'> & { readonly ramp: number };
/** `size` in MW, null where the line carries its rating. */
export type LineInService = Omit<InNumbers<'line-in-service'>, 'size'> & { readonly size: number | null };

/** Powers in MW, energies in MWh. */
export type ResolvedMeasure =
  | LoadRemoval
  | LoadAddition
  | LineInService
  | InNumbers<'section-limit', 'limit'>
  | InNumbers<'export-schedule', 'mean'>
  | InNumbers<'add-storage', 'power' | 'energy'>
  | InNumbers<'outage', 'capacity'>
  | InNumbers<'minimum-output', 'output'>
  | InNumbers<'flood-limit'>
  | InNumbers<'inflow-year'>
  | InNumbers<'growth'>;

/** The text form: what a file, the API and the store carry. */
export const inWords = (scenario: ResolvedScenario): Scenario => ({
  ...scenario,
  window: scenario.window.given,
  loads: scenario.loads.map(({ given }) => given),
  inflow: scenario.inflow.map(({ given }) => given),
  measures: scenario.measures.map(({ given }) => given),
});
