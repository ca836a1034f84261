import type { Model } from '../model/model.ts';
import type { Problem } from '../words/problem.ts';
import type { ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { checkInflow } from '../checks/inflow.ts';
import { checkInitialStorage } from '../checks/initial-storage.ts';
import { checkLoads } from '../checks/loads.ts';
import { checkMeasures } from '../checks/measures.ts';
import { checkSpan } from '../checks/span.ts';
import { refusedOf } from '../plausible/finding.ts';
import { scenarioFindings } from '../plausible/scenario-findings.ts';

/**
 * All problems of a scenario against its model: names that do not exist, times outside the data, figures beyond
 * ratings.
 */
export const checkScenario = (scenario: ResolvedScenario, model: Model): Problem[] => [
  ...checkSpan(scenario, model.tables),
  ...checkInflow(scenario, model.tables),
  ...checkInitialStorage(scenario, model.tables),
  ...checkLoads(scenario, model.tables),
  ...checkMeasures(scenario, model.tables),
  ...refusedOf(scenarioFindings(scenario, model.tables)),
];
