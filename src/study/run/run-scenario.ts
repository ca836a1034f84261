import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { RunOptions, StudyDeps, Watch } from '../base/ports.ts';
import { begin, finish, phasesOf } from '../base/phases.ts';
import { prepareRun, type World } from './prepare-case.ts';
import type { RunRecord } from './run-answer.ts';
import { runRecord } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';
import { BOOK, COMPILE, sideBySide } from '../base/work-sizes.ts';

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
  begin(watch, 'compile');
  const started = deps.clock.now();
  const { world } = await prepareRun(deps, resolveScenario(scenario), options);
  return runWorld(deps, world, deps.clock.now() - started, watch);
}

/** A world that is compiled already, which took `load` ms. */
export async function runWorld(deps: StudyDeps, world: World, load: number, watch: Watch): Promise<RunRecord> {
  const begun = deps.clock.now();
  const phases = phasesOf(watch, { compile: COMPILE, world: sideBySide(deps.runner, [world.case]), books: BOOK });
  const [ledger] = await runWorlds(deps, [world.case], phases.world);
  begin(phases.books, 'books');
  const timing = { startup: 0, load, total: deps.clock.now() - begun };
  const record = runRecord(deps.say, ledger, world.scenario.id, timing);
  finish(phases.books, 'books');
  return record;
}
