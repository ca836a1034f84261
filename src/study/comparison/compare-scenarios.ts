import type { Case } from '../../engine/case/case.ts';
import type { Ledger } from '../../engine/accounting/ledger.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { deriveCase } from '../../engine/case/derive-case.ts';
import { comparisonResult } from './comparison-result.ts';
import { settledEnergies } from '../base/energy-dust.ts';
import { knownFigures, type KnownFigures } from './known-figures.ts';
import { attribute, attributeWork } from './attribute.ts';
import { prepareDrawable } from '../ensemble/comparison-identity.ts';
import type { DrawablePair } from '../ensemble/calibrated-structures.ts';
import { refuseEnsemble } from '../ensemble/draw-setup.ts';
import { ensembleOf, ensembleWork } from '../ensemble/ensemble.ts';
import { begin, finish, phasesOf } from '../base/phases.ts';
import type { CompareOptions, StudyDeps, Watch } from '../base/ports.ts';
import { preparePair } from '../run/prepare-case.ts';
import type { ComparisonRecord } from './comparison-answer.ts';
import { runRecord } from '../run/run-result.ts';
import { runWorlds } from '../run/run-worlds.ts';
import { BOOK, COMPILE, sideBySide } from '../base/work-sizes.ts';

/**
 * With and without: the same water, lines and demand, once with the load kept and once with it removed. The reference's
 * load has the size that the counterfactual removes. Throws `InvalidInput` with every problem, `LedgerError` where the
 * books do not close.
 */
export async function compareScenarios(
  deps: StudyDeps,
  reference: Scenario,
  counterfactual: Scenario,
  options: CompareOptions,
  watch: Watch,
): Promise<ComparisonRecord> {
  begin(watch, 'compile');
  const started = deps.clock.now();
  const prepared = await prepareDrawable(deps, reference, counterfactual, options);
  return comparePair(
    deps,
    { pair: prepared, stated: [reference, counterfactual], options },
    deps.clock.now() - started,
    watch,
  );
}

/** A pair that is compiled already; `stated` are the scenarios that it was compiled from. */
export interface PairToCompare {
  readonly pair: DrawablePair;
  readonly stated: readonly [Scenario, Scenario];
  readonly options: CompareOptions;
}

/** The comparison of a pair that took `load` ms to compile. */
export async function comparePair(
  deps: StudyDeps,
  { pair: prepared, stated: [reference, counterfactual], options }: PairToCompare,
  load: number,
  watch: Watch,
): Promise<ComparisonRecord> {
  const begun = deps.clock.now();
  if (options.ensemble) refuseEnsemble(prepared, options.ensemble);
  const cases = [prepared.reference.case, prepared.counterfactual.case] as const;
  const phases = phasesOf(watch, workOf(deps, cases, options, prepared));
  const [kept, removed] = await runWorlds(deps, cases, phases.pair);
  const timing = { startup: 0, load, total: deps.clock.now() - begun };
  const known = options.priceOfForesight
    ? await foresightOf(deps, resolvePair(reference, counterfactual), [kept, removed], options, phases.known)
    : null;
  const causes = options.attribute
    ? await attribute(deps, cases, options.attribute, [kept, removed], phases.causes, options.sensitivity)
    : null;
  const ensemble = options.ensemble ? await ensembleOf(deps, prepared, options.ensemble, phases.ensemble) : null;
  begin(phases.books, 'books');
  const records = {
    reference: runRecord(deps.say, kept, reference.id, timing),
    counterfactual: runRecord(deps.say, removed, counterfactual.id, timing),
  };
  const booked = {
    ledgers: [kept, removed],
    results: [records.reference.result, records.counterfactual.result],
  } as const;
  const result = settledEnergies(comparisonResult(deps.say, prepared, booked, { causes, ensemble, known }, timing));
  finish(phases.books, 'books');
  return { result, ...records };
}

/** Makes both worlds once more with water and removal known, and keeps of them what is told. */
async function foresightOf(
  deps: StudyDeps,
  scenarios: readonly [ResolvedScenario, ResolvedScenario],
  forecast: readonly [Ledger, Ledger],
  options: CompareOptions,
  watch: Watch,
): Promise<KnownFigures> {
  const pair = await preparePair(deps, ...scenarios, {
    ...options,
    foresight: 'perfect',
    priceOfForesight: false,
  });
  return knownFigures(forecast, await runWorlds(deps, [pair.reference.case, pair.counterfactual.case], watch));
}

/** 2^4 sets of lifted limits; of the same lifted further, 4 are the same. */
const CAUSE_RUNS = 16;
const FURTHER_RUNS = 12;

/** How much work each part is. */
function workOf(
  { runner }: StudyDeps,
  cases: readonly [Case, Case],
  { attribute: causes, sensitivity, priceOfForesight, ensemble }: CompareOptions,
  drawable: DrawablePair,
) {
  return {
    compile: 2 * COMPILE,
    pair: sideBySide(runner, cases),
    known: priceOfForesight
      ? 2 * COMPILE +
        sideBySide(
          runner,
          cases.map((c) => deriveCase(c, 'perfect', { foresight: 'perfect' })),
        )
      : 0,
    causes: causes ? attributeWork(runner, cases, causes, CAUSE_RUNS + (sensitivity ? FURTHER_RUNS : 0)) : 0,
    ensemble: ensemble ? ensembleWork(runner, ensemble, drawable) : 0,
    books: 2 * BOOK,
  };
}
