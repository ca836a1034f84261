import { formatInstant } from '../../system/words/calendar.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { withStructures } from './calibrated-structures.ts';
import { countedDraws } from './draw-setup.ts';
import { ensembleOf, ensembleWork } from './ensemble.ts';
import { begin, phasesOf } from '../base/phases.ts';
import type { EnsembleResult } from './ensemble-answer.ts';
import type { EnsembleOptions, RunOptions, StudyDeps, Watch } from '../base/ports.ts';
import { preparePair } from '../run/prepare-case.ts';
import { COMPILE } from '../base/work-sizes.ts';

/**
 * An ensemble by itself: the spread of the difference between two scenarios, without the comparison of the scenarios as
 * they are.
 */
export async function runEnsemble(
  deps: StudyDeps,
  reference: Scenario,
  counterfactual: Scenario,
  options: RunOptions,
  given: EnsembleOptions,
  watch: Watch,
): Promise<EnsembleResult> {
  const asked = deps.clock.now();
  begin(watch, 'compile');
  const pair = await withStructures(
    deps,
    await preparePair(deps, ...resolvePair(reference, counterfactual), { ...options, level: 'screen' }),
  );
  const ensemble = countedDraws(pair.model, given);
  const begun = deps.clock.now();
  const { case: c, scenario } = pair.counterfactual;
  const phases = phasesOf(watch, { compile: 2 * COMPILE, draws: ensembleWork(deps.runner, ensemble, pair) });
  const found = await ensembleOf(deps, pair, ensemble, phases.draws);
  return {
    schema: 'spillway/ensemble@1',
    id: scenario.id,
    title: scenario.title,
    reference: { id: pair.reference.scenario.id, hash: pair.reference.case.hash },
    counterfactual: { id: scenario.id, hash: c.hash },
    window: { start: formatInstant(c.start + c.from), end: formatInstant(c.start + c.to) },
    settings: {
      foresight: 'perfect',
      level: 'screen',
      export_rule: c.exportRule,
      water_year: given.waterYears ?? c.waterYear,
      engine_version: c.engineVersion,
    },
    ensemble: found,
    timing_ms: { startup: 0, load: begun - asked, total: deps.clock.now() - begun },
  };
}
