import type { Window } from '../words/calendar.ts';
import type { ResolvedMeasure } from '../measures/measures.ts';
import type { LoadRemoval } from '../measures/remove-load.ts';
import type { ResolvedLoad, ResolvedScenario } from './resolved-scenario.ts';

/**
 * Share (0-1) of a measure in force during hour `hour`: 0 before its start and after its end, growing linearly along
 * its ramp.
 */
export function shareInForce(start: number, end: number, rampHours: number, hour: number): number {
  if (hour < start || hour >= end) return 0;
  return rampHours > 0 ? Math.min(1, (hour - start + 1) / rampHours) : 1;
}

export interface RemovalStep {
  readonly start: number;
  readonly end: number;
  readonly ramp: number;
  readonly share: number;
}

/** The steps of a removal: each takes `share` of its size away between the hour indices, over `ramp` hours. */
export const removalSteps = ({ staged, start, end, ramp }: LoadRemoval): RemovalStep[] =>
  (staged ?? [{ start, share: 1 }]).map((step) => ({ ...step, end, ramp }));

export const isRemoval = (measure: ResolvedMeasure): measure is LoadRemoval => measure.type === 'remove-load';

/** A measure in another scenario's window: from its start on, where the measure states no time of its own. */
export function inWindow(measure: ResolvedMeasure, { start }: Window): ResolvedMeasure {
  const own = measure.given.start !== undefined || (isRemoval(measure) && measure.staged !== null);
  return own ? measure : { ...measure, start };
}

/** MW that the scenario removes in all. */
export const removedMw = ({ measures }: Pick<ResolvedScenario, 'measures'>): number =>
  totalSize(measures.filter(isRemoval));

/** MW of one load that the scenario removes; null where it removes none of it. */
export function removedOf({ measures }: Pick<ResolvedScenario, 'measures'>, load: string): number | null {
  const own = removalsOf(measures, load);
  return own.length === 0 ? null : totalSize(own);
}

const removalsOf = (measures: readonly ResolvedMeasure[], load: string): LoadRemoval[] =>
  measures.filter(isRemoval).filter((measure) => measure.load === load);
const totalSize = (removals: readonly LoadRemoval[]): number => removals.reduce((sum, { size }) => sum + size, 0);

/** How a size set by number is written where a text is shown; nothing reads it again. */
const written = (mw: number): string => `${mw} MW`;

/**
 * A scenario in which a load has the size that a removal measure names: the reference of that measure. Everything else
 * is untouched. Two worlds made from one number cannot disagree about how much load there was.
 */
export const withLoadSize = (
  scenario: ResolvedScenario,
  load: string,
  size: number,
  given = written(size),
): ResolvedScenario => ({
  ...scenario,
  loads: scenario.loads.map((one): ResolvedLoad =>
    one.id === load ? { ...one, size, given: { ...one.given, size: given } } : one,
  ),
});

/** The scenario with its loads as large as the other's removal measures say. */
export function sizedBy(scenario: ResolvedScenario, { measures }: ResolvedScenario): ResolvedScenario {
  const loads = [...new Set(measures.filter(isRemoval).map(({ load }) => load))];
  return loads.reduce((sized, load) => {
    const own = removalsOf(measures, load);
    return withLoadSize(sized, load, totalSize(own), own.length === 1 ? own[0].given.size : undefined);
  }, scenario);
}

/** The scenario's loads, each sized by the removal measure that names it, if one does. */
export const sizedLoads = (scenario: ResolvedScenario): readonly ResolvedLoad[] => sizedBy(scenario, scenario).loads;

/** Of `size` MW in all the part of a removal of `own` of `total` MW; a removal by itself takes the very number. */
const partOf = (size: number, own: number, total: number): number => (own === total ? size : (size * own) / total);

/** A removal of `size` MW. */
const ofSize = (measure: LoadRemoval, size: number): LoadRemoval => ({
  ...measure,
  size,
  given: { ...measure.given, size: written(size) },
});

/** The scenario with `size` MW removed in all; several removals keep their proportions. */
export function withRemovedSize(scenario: ResolvedScenario, size: number): ResolvedScenario {
  const total = removedMw(scenario);
  return {
    ...scenario,
    measures: scenario.measures.map((m) => (isRemoval(m) ? ofSize(m, partOf(size, m.size, total)) : m)),
  };
}

/** The scenario with `mw` of one load, its removals in proportion. */
export function withSizeOf(scenario: ResolvedScenario, load: string, mw: number): ResolvedScenario {
  const total = removedOf(scenario, load) ?? 0;
  const measures = scenario.measures.map((m) =>
    isRemoval(m) && m.load === load && total > 0 ? ofSize(m, partOf(mw, m.size, total)) : m,
  );
  return withLoadSize({ ...scenario, measures }, load, mw);
}

/** The scenario with loads at other places: weights by prefecture of each load named. */
export const withPlaces = (
  scenario: ResolvedScenario,
  shares: Readonly<Record<string, ResolvedLoad['shares']>>,
): ResolvedScenario => ({
  ...scenario,
  loads: scenario.loads.map((load): ResolvedLoad => {
    const own = shares[load.id];
    return own === undefined ? load : { ...load, shares: own, given: { ...load.given, shares: own } };
  }),
});
