import type { Scenario } from '../system/scenario.ts';
import type { RunOptions, StudyDeps, Watch } from './ports.ts';
import { begin, finish, phasesOf } from './phases.ts';
import { prepareRun } from './prepare-case.ts';
import type { RunRecord } from './results.ts';
import { runRecord } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';
import { BOOK, COMPILE, sideBySide } from './work-sizes.ts';

/**
 * One world, dispatched and booked. Throws `InvalidInput` with every problem, `LedgerError` where the books do not
 * close.
 */
export async function runScenario(
  deps: StudyDeps,
  scenario: Scenario,
  options: RunOptions,
  watch: Watch,
): Promise<RunRecord> {
  const asked = deps.clock.now();
  begin(watch, 'compile');
  const { world } = await prepareRun(deps, scenario, options);
  const begun = deps.clock.now();
  const phases = phasesOf(watch, { compile: COMPILE, world: sideBySide(deps.runner, [world.case]), books: BOOK });
  const [ledger] = await runWorlds(deps, [world.case], phases.world);
  begin(phases.books, 'books');
  const timing = { startup: 0, load: begun - asked, total: deps.clock.now() - begun };
  const record = runRecord(deps.say, ledger, scenario.id, timing);
  finish(phases.books, 'books');
  return record;
}
