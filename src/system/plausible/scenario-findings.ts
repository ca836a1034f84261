import { yearOf } from '../words/calendar.ts';
import type { Tables } from '../model/model.ts';
import type { ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { found, ownFinding, type Finding } from './finding.ts';
import { inflowFindings } from './inflow-findings.ts';
import { oneACell } from './model-findings.ts';
import { QUANTITIES } from '../quantities/quantities.ts';
import { FIELD_QUANTITIES } from './scenario-fields.ts';
import { scenarioRelations } from './scenario-relations.ts';
import { scenarioValues } from './scenario-values.ts';

/**
 * Everything that is unlikely in a scenario: each figure by itself, beside the model, and its own inflow day by day.
 */
export const scenarioFindings = (scenario: ResolvedScenario, tables: Tables): readonly Finding[] =>
  oneACell([
    ...found(
      ...scenarioValues(scenario).map(({ path, field, number, written }) => {
        const quantity = FIELD_QUANTITIES[field];
        const finding = quantity ? ownFinding(path, number, QUANTITIES[quantity]) : null;
        return finding && { ...finding, value: written };
      }),
    ),
    ...years(scenario),
    ...scenarioRelations(scenario, tables),
    ...inflowFindings(scenario, tables),
  ]);

/** The window beside the year of its demand: an hour of one year met with the load of a far other. */
function years({ window, demand }: ResolvedScenario): Finding[] {
  return found(
    ownFinding('window.start', yearOf(window.start), {
      ...QUANTITIES.year,
      usual: [demand.year - 15, demand.year + 15],
      why: `the demand is that of ${demand.year}`,
    }),
  );
}
