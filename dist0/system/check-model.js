import { checkCalibration } from "./checks/calibration.js";
import { checkCascade } from "./checks/cascade.js";
import { checkCompleteness } from "./checks/completeness.js";
import { checkEvidence } from "./checks/evidence.js";
import { checkFlowVariability } from "./checks/flow-variability.js";
import { checkGrid } from "./checks/grid.js";
import { checkOperation } from "./checks/operation.js";
import { checkOutTurns } from "./checks/out-turns.js";
import { checkOutsideSeason } from "./checks/outside-season.js";
import { checkPlants } from "./checks/plants.js";
import { checkReferences } from "./checks/references.js";
import { checkStructures } from "./checks/structures.js";
import { checkUncertainty } from "./checks/uncertainty.js";
import { checkUniqueness } from "./checks/uniqueness.js";
/**
 * The rules that tie the tables of a model together; every check looks for a proven violation, so a row with a cell missing
 * (reported by the reader already) causes no second report.
 */
const CHECKS = [
    checkUniqueness, checkReferences, checkCascade, checkPlants, checkOperation, checkGrid, checkFlowVariability, checkCompleteness, checkOutTurns, checkOutsideSeason, checkEvidence, checkCalibration, checkStructures, checkUncertainty,
];
/** All problems between the tables of a model; an empty list means the model is whole. Paths read `<table>.csv/<row key>.<column>`. */
export const checkModel = (model, unread = new Set()) => CHECKS.flatMap((check) => check(model.tables, unread));
