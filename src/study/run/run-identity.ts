import { contentHash } from '../../engine/case/hash.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { RunOptions, StudyDeps } from '../base/ports.ts';
import { prepareRun, type World } from './prepare-case.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';

/** What of a world shows in a result: the case, and the texts that are printed with it. */
export const printed = ({ case: c, scenario }: World) => ({
  hash: c.hash,
  common: c.commonHash,
  engine: c.engineVersion,
  id: scenario.id,
  title: scenario.title,
  basis: scenario.basis,
  source: scenario.source,
  not_modelled: scenario.not_modelled,
});

/** Hex name of the run of a world. */
export const runName = (world: World): string => contentHash(['run', printed(world)]);

/** Hex name of a run: equal requests have equal names; throws `InvalidInput` for a scenario that cannot be run. */
export async function runIdentity(deps: StudyDeps, scenario: Scenario, options: RunOptions): Promise<string> {
  const { world } = await prepareRun(deps, resolveScenario(scenario), options);
  return runName(world);
}
