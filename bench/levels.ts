import { createLedger, hydroTotal } from '../src/engine/accounting/ledger.ts';
import { compileCase } from '../src/engine/compile-case/compile-case.ts';
import { runCase } from '../src/engine/run/run-case.ts';
import type { Solve } from '../src/engine/solver/program/linear-program.ts';
import { loadHighs } from '../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../src/io/files/model-files.ts';
import { loadScenarioFile } from '../src/io/files/scenario-files.ts';
import { checkScenario } from '../src/system/reading/check-scenario.ts';
import { orThrow } from '../src/system/words/problem.ts';
import { resolveScenario } from '../src/system/scenario/resolve-scenario.ts';
import { LEVELS, type Level } from '../src/system/scenario/scenario.ts';
import { randomToy, type RandomToy } from './random-toys.ts';
import { markdownTable } from './table.ts';

/** Curtailed energy of all hydro at a level, and what all hydro could give, MWh. */
type Found = Readonly<Record<Level, number>> & { readonly available: number };

const STEADY_WITHIN = 1e-3;
const TYPE_WITHIN = 0.02;

/**
 * Random toys at all levels: steady ones must agree, of the others the error by type of measure is printed. Ends with
 * status 1 where something does not hold.
 */
export async function proveLevels(count: number): Promise<boolean> {
  const [model, base, solve] = await Promise.all([
    loadModelFolder('models/two-plant-cascade'),
    loadScenarioFile('scenarios/two-plant-cascade/base.yaml'),
    loadHighs(),
  ]);
  const toys = Array.from({ length: count }, (_, seed) => randomToy(orThrow(model), orThrow(base), seed));
  const off: string[] = [];
  const errors: ErrorsByType = new Map();
  let [steady, crashed, worst] = [0, 0, 0];
  for (const toy of toys) {
    try {
      const found = atAllLevels(toy, solve);
      const apart =
        Math.max(Math.abs(found.screen - found.exact), Math.abs(found.standard - found.exact)) / found.available;
      if (toy.steady) {
        steady++;
        worst = Math.max(worst, apart);
        if (apart > STEADY_WITHIN)
          off.push(
            `toy ${toy.seed} (${toy.types.join(', ')}): screen ${found.screen.toFixed(2)}, standard ` +
              `${found.standard.toFixed(2)}, exact ${found.exact.toFixed(2)} MWh`,
          );
      } else addErrors(errors, toy, found);
    } catch (error) {
      crashed++;
      off.push(`toy ${toy.seed} (${toy.types.join(', ')}): ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const line of off) console.log(line);
  console.log(
    `${steady} steady toys: largest difference ${worst.toExponential(1)} of what hydro could give (limit ` +
      `${STEADY_WITHIN}); ${crashed} of ${count} toys ended without books`,
  );
  console.log(errorTable(errors));
  return off.length === 0 && [...errors.values()].every((list) => Math.abs(mean(list)) <= TYPE_WITHIN);
}

/** Errors by type of measure and level, as shares of what hydro could give. */
type ErrorsByType = Map<string, number[]>;

function addErrors(errors: ErrorsByType, { types }: RandomToy, found: Found): void {
  for (const type of types)
    for (const level of ['screen', 'standard'] as const) {
      const key = `${type} ${level}`;
      errors.set(key, [...(errors.get(key) ?? []), (found[level] - found.exact) / found.available]);
    }
}

const errorTable = (errors: ErrorsByType): string =>
  markdownTable(
    ['measure, level', 'toys', 'mean error, % of available', 'largest'],
    [...errors]
      .sort()
      .map(([key, list]) => [
        key,
        String(list.length),
        (100 * mean(list)).toFixed(3),
        (100 * Math.max(...list.map(Math.abs))).toFixed(3),
      ]),
  );

function atAllLevels(toy: RandomToy, solve: Solve): Found {
  const scenario = resolveScenario(toy.scenario);
  const problems = checkScenario(scenario, toy.model);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '));
  const ledgers = LEVELS.map((level) => {
    const c = compileCase(toy.model, scenario, { level, foresight: 'perfect' });
    return createLedger(
      c,
      runCase(c, solve, () => undefined),
    );
  });
  const [screen, standard, exact] = ledgers.map((ledger) => hydroTotal(ledger).curtailed);
  return { screen, standard, exact, available: hydroTotal(ledgers[2]).available };
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

process.exitCode = (await proveLevels(Number(process.argv[2] ?? 500))) ? 0 : 1;
