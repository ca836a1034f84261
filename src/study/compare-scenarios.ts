import type { Case } from '../engine/compile-case/case.ts';
import type { Ledger } from '../engine/accounting/ledger.ts';
import type { Scenario } from '../system/scenario.ts';
import { comparisonResult } from './comparison-result.ts';
import { settledEnergies } from './energy-dust.ts';
import { knownFigures, type KnownFigures } from './known-figures.ts';
import { attribute, attributeWork } from './attribute.ts';
import { withStructures, type DrawablePair } from './calibrated-structures.ts';
import { refuseEnsemble } from './draw-setup.ts';
import { ensembleOf, ensembleWork } from './ensemble.ts';
import { begin, finish, phasesOf } from './phases.ts';
import type { CompareOptions, StudyDeps, Watch } from './ports.ts';
import { preparePair } from './prepare-case.ts';
import type { ComparisonRecord } from './results.ts';
import { runRecord } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';
import { BOOK, COMPILE, sideBySide } from './work-sizes.ts';

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
  const asked = deps.clock.now();
  begin(watch, 'compile');
  const plain = await preparePair(deps, reference, counterfactual, options);
  const prepared = options.ensemble ? await withStructures(deps, plain) : plain;
  if (options.ensemble) refuseEnsemble(prepared, options.ensemble);
  const begun = deps.clock.now();
  const cases = [prepared.reference.case, prepared.counterfactual.case] as const;
  const phases = phasesOf(watch, workOf(deps, cases, options, prepared));
  const [kept, removed] = await runWorlds(deps, cases, phases.pair);
  const timing = { startup: 0, load: begun - asked, total: deps.clock.now() - begun };
  const known = options.priceOfForesight
    ? await foresightOf(deps, [reference, counterfactual], [kept, removed], options, phases.known)
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
  [reference, counterfactual]: readonly [Scenario, Scenario],
  forecast: readonly [Ledger, Ledger],
  options: CompareOptions,
  watch: Watch,
): Promise<KnownFigures> {
  const pair = await preparePair(deps, reference, counterfactual, {
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
          cases.map((c) => ({ ...c, foresight: 'perfect' as const })),
        )
      : 0,
    causes: causes ? attributeWork(runner, cases, causes, CAUSE_RUNS + (sensitivity ? FURTHER_RUNS : 0)) : 0,
    ensemble: ensemble ? ensembleWork(runner, ensemble, drawable) : 0,
    books: 2 * BOOK,
  };
}
