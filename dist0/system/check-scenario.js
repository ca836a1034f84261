import { checkInflow } from "./checks/inflow.js";
import { checkInitialStorage } from "./checks/initial-storage.js";
import { checkLoads } from "./checks/loads.js";
import { checkMeasures } from "./checks/measures.js";
import { checkSpan } from "./checks/span.js";
/** All problems of a scenario against its model: names that do not exist, times outside the data, figures beyond ratings. */
export const checkScenario = (scenario, model) => [
    ...checkSpan(scenario, model.tables), ...checkInflow(scenario, model.tables), ...checkInitialStorage(scenario, model.tables), ...checkLoads(scenario, model.tables), ...checkMeasures(scenario, model.tables),
];
