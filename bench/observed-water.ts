import { compileCase } from '../src/engine/compile-case/compile-case.ts';
import { loadModelFolder } from '../src/io/files/model-files.ts';
import { loadScenarioFile } from '../src/io/files/scenario-files.ts';
import { workerRunner } from '../src/io/runner/worker-runner.ts';
import type { StudyDeps } from '../src/study/base/ports.ts';
import { meanOutflow } from '../src/study/out-turns/mean-outflow.ts';
import { runScenario } from '../src/study/run/run-scenario.ts';
import { runWorlds } from '../src/study/run/run-worlds.ts';
import { say } from '../src/app/words/messages.ts';
import type { Model, Row } from '../src/system/model/model.ts';
import type { Scenario } from '../src/system/scenario/scenario.ts';
import { parseInstant } from '../src/system/words/calendar.ts';
import { orThrow, valid } from '../src/system/words/problem.ts';
import { resolveScenario } from '../src/system/scenario/resolve-scenario.ts';
import { markdownTable, shown } from './table.ts';

const XILUODU = 'xiluodu-left';
const BAIHETAN = 'baihetan';
const YEAR = 2021;

/**
 * Share of usable storage that stood in Xiluodu in the morning of a day. The start (0.15) and the end (0.79) of the
 * season are stated in the model and test nothing.
 *
 * Source: Ministry of Water Resources, daily levels, by the stage-storage curve.
 */
const MEASURED: readonly (readonly [day: string, share: number])[] = [
  ['2021-07-01', 0.1],
  ['2021-08-01', 0.35],
  ['2021-08-15', 0.37],
  ['2021-09-01', 0.74],
  ['2021-09-10', 0.93],
  ['2021-10-01', 0.93],
  ['2021-10-10', 0.97],
];
/** Mean absolute error of the shares; errors of outflow over months and over the year. */
const WITHIN = { share: 0.15, month: 0.15, year: 0.1 };

const SETTINGS = [
  { level: 'screen', foresight: 'perfect' },
  { level: 'standard', foresight: 'rolling' },
] as const;

/**
 * `npm run proofs -- observed-water`: storage and outflow of the Jinsha in the world of 2021 without the load beside
 * what was measured. Limits hold at level screen with the water known, as `backcast` has it; storage is printed by
 * rolling foresight at level standard too. Exit 1 where a limit is missed.
 */
async function main(): Promise<boolean> {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const runner = workerRunner({ workers: 2 });
  const deps: StudyDeps = {
    runner,
    models: { model: async () => valid(model), listModels: async () => [] },
    clock: { now: () => Date.now() },
    say,
  };
  try {
    const [season, year] = await Promise.all(
      ['shutdown-8gw', 'year-shutdown-8gw'].map(async (name) =>
        orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`)),
      ),
    );
    const filled = await storage(deps, model, season);
    const released = await outflows(deps, model, season, year);
    return filled && released;
  } finally {
    await runner.close();
  }
}

/** Prints the shares of the measured days; whether the first of the settings is as near as it must be. */
async function storage(deps: StudyDeps, model: Model, season: Scenario): Promise<boolean> {
  const usable = model.tables.stations.find(({ id }) => id === XILUODU)!.usable_storage_hm3;
  const paths: number[][] = [];
  for (const options of SETTINGS) {
    const { series } = await runScenario(deps, season, options, {});
    const { ids, data } = series.entries.find(({ quantity }) => quantity === 'storage_hm3')!;
    const row = ids.indexOf(XILUODU) * series.hours;
    paths.push(MEASURED.map(([day]) => data[row + parseInstant(day)! - series.start - 1] / usable));
  }
  const errors = paths.map(
    (path) => path.reduce((sum, share, k) => sum + Math.abs(share - MEASURED[k][1]), 0) / path.length,
  );
  console.log('\nXiluodu, share of usable storage in the morning:\n');
  console.log(
    markdownTable(
      ['day', 'measured', ...SETTINGS.map(({ level, foresight }) => `${level}, ${foresight}`)],
      [
        ...MEASURED.map(([day, share], k) => [day, shown(share, 2), ...paths.map((path) => shown(path[k], 2))]),
        ['mean absolute error', '-', ...errors.map((error) => shown(error, 3))],
      ],
    ),
  );
  return errors[0] <= WITHIN.share;
}

/** Prints mean outflows; whether all are as near as they must be. */
async function outflows(deps: StudyDeps, model: Model, season: Scenario, year: Scenario): Promise<boolean> {
  const [ofSeason, ofYear] = await runWorlds(
    deps,
    [season, year].map((scenario) => compileCase(model, resolveScenario(scenario), SETTINGS[0])),
    {},
  );
  const months = Array.from({ length: 12 }, (_, m) => `${YEAR}-${String(m + 1).padStart(2, '0')}`);
  const compared = [
    ...[months[8], months[9]].map((month) => ({ plant: BAIHETAN, period: month, within: WITHIN.month })),
    { plant: XILUODU, period: String(YEAR), within: WITHIN.year },
  ].map((one) => {
    const own = ({ series, quantity, period }: Row<'reported'>): boolean =>
      series === one.plant && quantity === 'outflow' && period === one.period;
    const fact = model.tables.reported.find(own)!.value;
    const isYear = one.period === String(YEAR);
    const found = meanOutflow(model, isYear ? ofYear : ofSeason, one.plant, isYear ? months : [one.period])!;
    return { ...one, fact, found, error: found / fact - 1 };
  });
  console.log('\nMean outflow, m3/s, level screen, water known:\n');
  console.log(
    markdownTable(
      ['plant', 'period', 'measured', 'model', 'error, %', 'limit, %'],
      compared.map(({ plant, period, fact, found, error, within }) => [
        plant,
        period,
        shown(fact, 0),
        shown(found, 0),
        shown(100 * error, 1),
        shown(100 * within, 0),
      ]),
    ),
  );
  return compared.every(({ error, within }) => Math.abs(error) <= within);
}

process.exitCode = (await main()) ? 0 : 1;
