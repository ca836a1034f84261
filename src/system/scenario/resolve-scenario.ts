import { resolveMeasure } from '../measures/measures.ts';
import type { NamedLoad, Scenario } from './scenario.ts';
import type { MonthlyShares, ResolvedInflow, ResolvedLoad, ResolvedScenario } from './resolved-scenario.ts';
import { instantOf, quantityOf, untilOf } from '../schema/stated-number.ts';

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

const resolveLoad = (given: NamedLoad): ResolvedLoad => ({
  ...given,
  size: quantityOf(given.size, 'power'),
  availability_by_month: given.availability_by_month === undefined ? null : everyMonth(given.availability_by_month),
  rationing: given.rationing.map(({ start, end, connection }) => ({
    start: instantOf(start),
    end: instantOf(end),
    connection,
  })),
  metered_until: untilOf(given.metered_until),
  given,
});

/** January first; a month that is not listed has the whole. */
const everyMonth = (listed: NonNullable<NamedLoad['availability_by_month']>): MonthlyShares =>
  MONTHS.map((month) => listed[month] ?? 1);
const MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;
