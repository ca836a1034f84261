import type { Model, TableName, Tables } from '../model/model.ts';
import type { Problem } from '../words/problem.ts';
import { checkAssumptions } from '../checks/assumptions.ts';
import { checkCalibration } from '../checks/calibration.ts';
import { checkCascade } from '../checks/cascade.ts';
import { checkCompleteness } from '../checks/completeness.ts';
import { checkEvidence } from '../checks/evidence.ts';
import { checkFlowVariability } from '../checks/flow-variability.ts';
import { checkGrid } from '../checks/grid.ts';
import { checkOperation } from '../checks/operation.ts';
import { checkOutTurns } from '../checks/out-turns.ts';
import { checkOutsideSeason } from '../checks/outside-season.ts';
import { checkPlants } from '../checks/plants.ts';
import { checkReferences } from '../checks/references.ts';
import { checkStructures } from '../checks/structures.ts';
import { checkUncertainty } from '../checks/uncertainty.ts';
import { checkUniqueness } from '../checks/uniqueness.ts';
import { refusedOf } from '../plausible/finding.ts';
import { modelFindings } from '../plausible/model-findings.ts';

/** Tables whose rows could not be read: nothing may be concluded from their being empty. */
export type Unread = ReadonlySet<TableName>;

/**
 * The rules that tie the tables of a model together; every check looks for a proven violation, so a row with a cell
 * missing (reported by the reader already) causes no second report.
 */
const CHECKS: readonly ((tables: Tables, unread: Unread) => Problem[])[] = [
  checkUniqueness,
  checkReferences,
  checkCascade,
  checkPlants,
  checkOperation,
  checkGrid,
  checkFlowVariability,
  checkCompleteness,
  checkOutTurns,
  checkOutsideSeason,
  checkEvidence,
  checkCalibration,
  checkStructures,
  checkUncertainty,
  checkAssumptions,
];

/**
 * All problems between the tables of a model; an empty list means the model is whole. Paths read `<table>.csv/<row
 * key>.<column>`.
 */
export function checkModel({ tables }: Model, unread: Unread = new Set()): Problem[] {
  const problems = CHECKS.flatMap((check) => check(tables, unread));
  // A rule knows better than a range what is wrong with a figure, and one fault is one problem.
  const told = new Set(problems.map(({ path }) => path));
  return [...problems, ...refusedOf(modelFindings(tables)).filter(({ path }) => !told.has(path))];
}
