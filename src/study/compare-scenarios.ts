import type { Scenario } from '../system/scenario.ts';
import { comparisonResult } from './comparison-result.ts';
import type { RunOptions, StudyDeps, Watch } from './ports.ts';
import { preparePair } from './prepare-case.ts';
import type { ComparisonRecord } from './results.ts';
import { runRecord } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';

/**
 * With and without: the same water, lines and demand, once with the load kept and once with it removed. The reference's load has the size that the
 * counterfactual removes. Throws `InvalidInput` with every problem, `LedgerError` where the books do not close.
 */
export async function compareScenarios(deps: StudyDeps, reference: Scenario, counterfactual: Scenario, options: RunOptions, watch: Watch): Promise<ComparisonRecord> {
  const asked = deps.clock.now();
  const prepared = await preparePair(deps, reference, counterfactual, options);
  const begun = deps.clock.now();
  const [kept, removed] = await runWorlds(deps, [prepared.reference.case, prepared.counterfactual.case], watch);
  const timing = { startup: 0, load: begun - asked, total: deps.clock.now() - begun };
  const records = { reference: runRecord(kept, reference.id, timing), counterfactual: runRecord(removed, counterfactual.id, timing) };
  const booked = { ledgers: [kept, removed], results: [records.reference.result, records.counterfactual.result] } as const;
  return { result: comparisonResult(prepared, booked, timing), ...records };
}
