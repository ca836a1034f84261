import { hydroTotal, inStatistic } from '../engine/accounting/ledger.ts';
import type { Scenario } from '../system/scenario.ts';
import { comparisonResult } from './comparison-result.ts';
import { attribute } from './attribute.ts';
import type { CompareOptions, StudyDeps, Watch } from './ports.ts';
import { preparePair } from './prepare-case.ts';
import type { ComparisonRecord } from './results.ts';
import { gwh, runRecord } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';

/**
 * With and without: the same water, lines and demand, once with the load kept and once with it removed. The reference's load has the size that the
 * counterfactual removes. Throws `InvalidInput` with every problem, `LedgerError` where the books do not close.
 */
export async function compareScenarios(deps: StudyDeps, reference: Scenario, counterfactual: Scenario, options: CompareOptions, watch: Watch): Promise<ComparisonRecord> {
  const asked = deps.clock.now();
  const prepared = await preparePair(deps, reference, counterfactual, options);
  const begun = deps.clock.now();
  const cases = [prepared.reference.case, prepared.counterfactual.case] as const;
  const [kept, removed] = await runWorlds(deps, cases, options.attribute ? part(watch, 0) : watch);
  const curtailed = [kept, removed].map((ledger) => gwh(hydroTotal(ledger, inStatistic).curtailed));
  const causes = options.attribute ? await attribute(deps, cases, [curtailed[0], curtailed[1]], part(watch, 1)) : null;
  const timing = { startup: 0, load: begun - asked, total: deps.clock.now() - begun };
  const records = { reference: runRecord(kept, reference.id, timing), counterfactual: runRecord(removed, counterfactual.id, timing) };
  const booked = { ledgers: [kept, removed], results: [records.reference.result, records.counterfactual.result] } as const;
  return { result: comparisonResult(prepared, booked, causes, timing), ...records };
}

/** Half of the way for the pair itself, half for its causes. */
const part = (watch: Watch, half: number): Watch =>
  ({ signal: watch.signal, onProgress: (progress) => watch.onProgress?.({ ...progress, fraction: (half + progress.fraction) / 2 }) });
