import type { Case } from '../../engine/case/case.ts';
import { compileCase } from '../../engine/compile-case/compile-case.ts';
import { sharedBy } from '../../engine/case/shared-by.ts';
import { hydroTotal, inStatistic, type Ledger } from '../../engine/accounting/ledger.ts';
import { systemEnergy } from '../../engine/accounting/system-energy.ts';
import { checkScenario } from '../../system/reading/check-scenario.ts';
import { isRemoval } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { InvalidInput, valid } from '../../system/words/problem.ts';
import type { ResolvedYear } from '../out-turns/backcast-years.ts';
import { factsOf, modelledFact, type Fact } from './calibration-facts.ts';
import type { CalibratedHeadline } from './calibration-result.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';
import { preparePair } from '../run/prepare-case.ts';
import type { RunCount } from '../base/run-count.ts';
import { gwh, ratio } from '../run/run-result.ts';
import { runWorlds } from '../run/run-worlds.ts';

/** A model with its fitted numbers, and the weight of sharing that goes with its structure. */
export interface Structured {
  readonly model: Model;
  readonly sharing: number;
}

/** The runs of a calibration: no case is run twice. */
export interface CalibrationRuns {
  /** what each model says of each fact */
  readonly facts: (
    structures: readonly Structured[],
    facts: readonly Fact[],
    stage: string,
  ) => Promise<(number | null)[][]>;
  /** with and without the load that the year's scenario removes; null where it removes none */
  readonly headline: (structured: Structured) => Promise<CalibratedHeadline | null>;
  readonly count: () => number;
}

const OPTIONS = { level: 'screen', foresight: 'perfect' } as const;
/** Few enough cases and outcomes at a time to fit in memory, enough to keep every worker busy. */
const SIDE_BY_SIDE = 6;

export function calibrationRuns(
  deps: StudyDeps,
  scenarios: readonly ResolvedYear[],
  counted: RunCount,
): CalibrationRuns {
  const said = new Map<string, ReadonlyMap<string, number | null>>();
  let done = 0;
  const quiet: Watch = { signal: counted.signal };
  const run = async (cases: readonly Case[], use: (ledger: Ledger) => void, stage: string): Promise<void> => {
    for (let at = 0; at < cases.length; at += SIDE_BY_SIDE) {
      const ledgers = await runWorlds(deps, cases.slice(at, at + SIDE_BY_SIDE), quiet);
      ledgers.forEach(use);
      done += ledgers.length;
      counted.add(ledgers.length, stage);
    }
  };
  return {
    facts: async (structures, facts, stage) => {
      const years = [...new Set(facts.map((fact) => fact.year))].map((year) =>
        scenarios.find((one) => one.year === year)!,
      );
      const cases = structures.map(({ model, sharing }) =>
        years.map(({ scenario }) => sharedBy(compileCase(model, scenario, OPTIONS), sharing)),
      );
      const models = new Map(cases.flatMap((row, i) => row.map((c) => [c.hash, structures[i].model] as const)));
      const open = [
        ...new Map(
          cases
            .flat()
            .filter((c) => !said.has(c.hash))
            .map((c) => [c.hash, c]),
        ).values(),
      ];
      await run(
        open,
        (ledger) => said.set(ledger.case.hash, saidBy(models.get(ledger.case.hash)!, ledger, scenarios)),
        stage,
      );
      return cases.map((row) =>
        facts.map((fact) => said.get(row[years.findIndex((one) => one.year === fact.year)].hash)!.get(fact.row.id)!),
      );
    },
    headline: async ({ model, sharing }) => {
      const removing = scenarios.find(({ scenario }) => scenario.measures.some(isRemoval))?.scenario;
      if (!removing) return null;
      const pair = await keptAndRemoved(deps, model, removing);
      const ledgers: Ledger[] = [];
      await run(
        pair.map((c) => sharedBy(c, sharing)),
        (ledger) => ledgers.push(ledger),
        'headline',
      );
      return headlineOf(removing.id, ledgers);
    },
    count: () => done,
  };
}

/** The cases of a year with its load kept and removed. */
async function keptAndRemoved(deps: StudyDeps, model: Model, removing: ResolvedScenario): Promise<[Case, Case]> {
  const kept = {
    ...removing,
    id: `${removing.id}-kept`,
    measures: removing.measures.filter((measure) => !isRemoval(measure)),
  };
  const pair = await preparePair(
    { ...deps, models: { ...deps.models, model: async () => valid(model) } },
    kept,
    removing,
    OPTIONS,
  );
  return [pair.reference.case, pair.counterfactual.case];
}

/** All problems of the scenarios on the model, thrown at once. */
export function refuseScenarios(model: Model, scenarios: readonly ResolvedYear[]): void {
  const problems = scenarios.flatMap(({ scenario }) => checkScenario(scenario, model));
  if (problems.length > 0) throw new InvalidInput(problems);
}

function saidBy(model: Model, ledger: Ledger, scenarios: readonly ResolvedYear[]): ReadonlyMap<string, number | null> {
  const year = scenarios.find(({ scenario }) => scenario.id === ledger.case.id)!.year;
  const facts = [...factsOf(model, 'fit'), ...factsOf(model, 'infer')].filter((fact) => fact.year === year);
  return new Map(facts.map((fact) => [fact.row.id, modelledFact(model, ledger, fact)]));
}

function headlineOf(counterfactual: string, [kept, removed]: readonly Ledger[]): CalibratedHeadline {
  const load = (ledger: Ledger): number => {
    const energy = systemEnergy(ledger);
    return gwh(energy.load + energy.namedLoad);
  };
  const [reference, other] = [kept, removed].map((ledger) => gwh(hydroTotal(ledger, inStatistic).curtailed));
  const energy = load(kept) - load(removed);
  return {
    reference: 'the same with its load kept',
    counterfactual,
    removed_energy_gwh: energy,
    curtailed_gwh: { reference, counterfactual: other, delta: other - reference },
    average_curtailment_factor: ratio(other - reference, energy),
  };
}
