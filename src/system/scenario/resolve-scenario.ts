import type { Window } from '../words/calendar.ts';
import type { Measure, NamedLoad, Scenario } from './scenario.ts';
import type {
  LoadRemoval,
  MonthlyShares,
  ResolvedInflow,
  ResolvedLoad,
  ResolvedMeasure,
  ResolvedScenario,
  Stage,
} from './resolved-scenario.ts';
import { instantOf, quantityOf } from '../schema/stated-number.ts';

/**
 * The numbers of a scenario that its schema has accepted: MW, MWh, hours and hour indices, each text read once. Throws
 * for a text that the schema would have refused.
 */
export function resolveScenario(scenario: Scenario): ResolvedScenario {
  const { window, loads, inflow, measures } = scenario;
  const span = { start: instantOf(window.start), end: instantOf(window.end), given: window };
  return {
    ...scenario,
    window: span,
    loads: loads.map(resolveLoad),
    inflow: inflow.map((one): ResolvedInflow => ({ ...one, start: instantOf(one.start), given: one })),
    measures: measures.map((measure) => resolveMeasure(measure, span)),
  };
}

/** Both scenarios of a pair, reference first. */
export const resolvePair = (reference: Scenario, counterfactual: Scenario) =>
  [resolveScenario(reference), resolveScenario(counterfactual)] as const;

const power = (text: string): number => quantityOf(text, 'power');
const hours = (text: string | undefined): number => (text === undefined ? 0 : quantityOf(text, 'duration'));
const until = (text: string | undefined): number => (text === undefined ? Infinity : instantOf(text));

const resolveLoad = (given: NamedLoad): ResolvedLoad => ({
  ...given,
  size: power(given.size),
  availability_by_month: given.availability_by_month === undefined ? null : everyMonth(given.availability_by_month),
  rationing: given.rationing.map(({ start, end, connection }) => ({
    start: instantOf(start),
    end: instantOf(end),
    connection,
  })),
  metered_until: until(given.metered_until),
  given,
});

/** January first; a month that is not listed has the whole. */
const everyMonth = (listed: NonNullable<NamedLoad['availability_by_month']>): MonthlyShares =>
  MONTHS.map((month) => listed[month] ?? 1);
const MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

/** A measure in a scenario of the window; it acts from the window's start where it states no time of its own. */
export function resolveMeasure(given: Measure, window: Window): ResolvedMeasure {
  if (given.type === 'remove-load') return resolveRemoval(given, window);
  const span = { start: given.start === undefined ? window.start : instantOf(given.start), end: until(given.end) };
  switch (given.type) {
    case 'add-load':
      return { ...given, ...span, size: power(given.size), ramp: hours(given.ramp), given };
    case 'line-in-service':
      return { ...given, ...span, size: given.size === undefined ? null : power(given.size), given };
    case 'section-limit':
      return { ...given, ...span, limit: power(given.limit), given };
    case 'export-schedule':
      return { ...given, ...span, mean: power(given.mean), given };
    case 'add-storage':
      return { ...given, ...span, power: power(given.power), energy: quantityOf(given.energy, 'energy'), given };
    case 'outage':
      return { ...given, ...span, capacity: power(given.capacity), given };
    case 'minimum-output':
      return { ...given, ...span, output: power(given.output), given };
    case 'flood-limit':
      return { ...given, ...span, given };
    case 'inflow-year':
      return { ...given, ...span, given };
    case 'growth':
      return { ...given, ...span, given };
  }
}

function resolveRemoval(given: Extract<Measure, { type: 'remove-load' }>, window: Window): LoadRemoval {
  const staged = given.staged?.map(({ start, share }): Stage => ({ start: instantOf(start), share })) ?? null;
  const first = staged === null ? window.start : Math.min(...staged.map(({ start }) => start));
  return {
    ...given,
    start: given.start === undefined ? first : instantOf(given.start),
    end: until(given.end),
    size: power(given.size),
    ramp: hours(given.ramp),
    staged,
    given,
  };
}
