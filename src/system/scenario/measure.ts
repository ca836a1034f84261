import { parseInstant } from '../words/calendar.ts';
import type { Measure, Scenario } from './scenario.ts';
import { parseQuantity, type Kind } from '../schema/units.ts';

/** The number behind a text that validation has already accepted. */
export function quantityOf(text: string, kind: Kind): number {
  const value = parseQuantity(text, kind);
  if (value === null) throw new Error(`"${text}" is not a ${kind}`);
  return value;
}
export function instantOf(text: string): number {
  const hour = parseInstant(text);
  if (hour === null) throw new Error(`"${text}" is not an instant`);
  return hour;
}

/**
 * A measure's span in hour indices; it begins with its first stage or the window and never ends where the file is
 * silent.
 */
export const measureStart = (measure: Measure, scenario: Scenario): number =>
  instantOf(measure.start ?? firstStage(measure) ?? scenario.window.start);
/** When the first stage of a removal begins, as the file says it. */
export const firstStage = (measure: Measure): string | undefined =>
  measure.type === 'remove-load'
    ? [...(measure.staged ?? [])].sort((a, b) => instantOf(a.start) - instantOf(b.start))[0]?.start
    : undefined;
export const measureEnd = (measure: Measure): number =>
  measure.end === undefined ? Number.POSITIVE_INFINITY : instantOf(measure.end);

/**
 * Share (0-1) of a measure in force during hour `hour`: 0 before its start and after its end, growing linearly along
 * its ramp.
 */
export function shareInForce(start: number, end: number, rampHours: number, hour: number): number {
  if (hour < start || hour >= end) return 0;
  return rampHours > 0 ? Math.min(1, (hour - start + 1) / rampHours) : 1;
}

type RemoveLoad = Extract<Measure, { type: 'remove-load' }>;

/** The removal steps of one measure: each takes effect at `start` and removes `mw`. */
export function removalSteps(
  measure: RemoveLoad,
  scenario: Scenario,
): { start: number; end: number; ramp: number; share: number }[] {
  const end = measureEnd(measure);
  const ramp = measure.ramp === undefined ? 0 : quantityOf(measure.ramp, 'duration');
  const steps = measure.staged?.map((s) => ({ start: instantOf(s.start), share: s.share })) ?? [
    { start: measureStart(measure, scenario), share: 1 },
  ];
  return steps.map((s) => ({ ...s, end, ramp }));
}

export const isRemoval = (m: Measure): m is RemoveLoad => m.type === 'remove-load';

/**
 * A scenario in which a load has the size that a removal measure names: the reference of that measure. Everything else
 * is untouched. Two worlds made from one number cannot disagree about how much load there was.
 */
export function withLoadSize(scenario: Scenario, load: string, size: string): Scenario {
  return { ...scenario, loads: scenario.loads.map((l) => (l.id === load ? { ...l, size } : l)) };
}

/** The scenario with its loads as large as the other's removal measures say. */
export function sizedBy(scenario: Scenario, removing: Scenario): Scenario {
  const removals = removing.measures.filter(isRemoval);
  const sizeOf = (load: string): string => {
    const own = removals.filter((measure) => measure.load === load);
    return own.length === 1 ? own[0].size : `${own.reduce((sum, { size }) => sum + quantityOf(size, 'power'), 0)} MW`;
  };
  return [...new Set(removals.map(({ load }) => load))].reduce(
    (sized, load) => withLoadSize(sized, load, sizeOf(load)),
    scenario,
  );
}

/** The scenario's loads, each sized by the removal measure that names it, if one does. */
export const sizedLoads = (scenario: Scenario): Scenario['loads'] => sizedBy(scenario, scenario).loads;

/** The scenario with `size` MW removed in all; several removals keep their proportions. */
export function withRemovedSize(scenario: Scenario, size: number): Scenario {
  const total = scenario.measures.filter(isRemoval).reduce((sum, m) => sum + quantityOf(m.size, 'power'), 0);
  const sized = (m: RemoveLoad): RemoveLoad => ({ ...m, size: `${(size * quantityOf(m.size, 'power')) / total} MW` });
  return { ...scenario, measures: scenario.measures.map((m) => (isRemoval(m) ? sized(m) : m)) };
}
