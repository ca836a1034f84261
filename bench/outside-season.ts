import { compileCase } from '../src/engine/compile-case/compile-case.ts';
import { loadModelFolder } from '../src/io/files/model-files.ts';
import { workerRunner } from '../src/io/runner/worker-runner.ts';
import { loadScenarioFile } from '../src/io/files/scenario-files.ts';
import { thermalByMonth } from '../src/study/calibration/calibration-facts.ts';
import { meanOutflow } from '../src/study/out-turns/mean-outflow.ts';
import { modelledSeries } from '../src/study/out-turns/modelled-series.ts';
import type { StudyDeps } from '../src/study/base/ports.ts';
import { runWorlds } from '../src/study/run/run-worlds.ts';
import type { Model } from '../src/system/model/model.ts';
import { orThrow, valid } from '../src/system/words/problem.ts';
import { resolveScenario } from '../src/system/scenario/resolve-scenario.ts';
import { markdownTable, shown } from './table.ts';
import { say } from '../src/app/words/messages.ts';

/** The world of each year as it was, January to December. */
const YEARS: readonly (readonly [number, string])[] = [
  [2019, 'sichuan-2019/year'],
  [2020, 'sichuan-2020/year'],
  [2021, 'sichuan-2021/year-shutdown-8gw'],
];
const OUTSIDE = [1, 2, 3, 4, 5, 11, 12];
/**
 * Water of the months outside the season: a fifth lower, as stated, a quarter higher; 1.3 to 1.9 standard deviations of
 * a month.
 */
const WATER = [0.8, 1, 1.25];
const XILUODU = 'xiluodu-left';

/**
 * `npm run proofs -- outside-season`: curtailment of the months outside the season by calendar-year runs, level
 * screen, water known: thermal output beside what is published, and the rows of outside_season.csv.
 */
async function main(): Promise<void> {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const runner = workerRunner({ workers: 2 });
  try {
    const deps: StudyDeps = {
      runner,
      models: { model: async () => valid(model), listModels: async () => [] },
      clock: { now: () => Date.now() },
      say,
    };
    const rows: string[][] = [];
    const csv: string[] = [];
    const curtailment = model.tables.reported_series.filter(
      (row) => row.quantity === 'curtailment' && row.covers !== 'none',
    );
    for (const [year, file] of YEARS) {
      const scenario = resolveScenario(orThrow(await loadScenarioFile(`scenarios/${file}.yaml`)));
      const ledgers = await runWorlds(
        deps,
        WATER.map((factor) =>
          compileCase(wetter(model, year, factor), scenario, { level: 'screen', foresight: 'perfect' }),
        ),
        {},
      );
      const [low, stated, high] = ledgers;
      const thermal = thermalByMonth(stated);
      for (const month of OUTSIDE) {
        const key = `${year}-${String(month).padStart(2, '0')}`;
        const published = model.tables.reported.find(
          (row) => row.quantity === 'thermal_generation' && row.series === 'nbs' && row.period === key,
        );
        const ends = curtailment.map((series) =>
          [low, stated, high].map((ledger) => shown(modelledSeries(ledger, series)?.byMonth.get(key), 1)),
        );
        ends.forEach((three, k) => csv.push([curtailment[k].series, year, month, ...three.map(Number)].join(',')));
        rows.push([
          key,
          shown(thermal.get(key), 0),
          shown(published?.value, 0),
          ...ends[curtailment.findIndex((series) => series.covers === 'statistic')],
        ]);
      }
      const months = Array.from({ length: 12 }, (_, m) => `${year}-${String(m + 1).padStart(2, '0')}`);
      console.error(
        `${year}: mean release of ${XILUODU} ${shown(meanOutflow(model, stated, XILUODU, months), 0)} m3/s`,
      );
    }
    console.log(markdownTable(['month', 'thermal', 'published', 'low', 'central', 'high'], rows));
    console.log(`\n${csv.sort().join('\n')}`);
  } finally {
    await runner.close();
  }
}

/** The year's water times a factor in the months outside the season; the Jinsha, where it stands on its own, stays. */
function wetter(model: Model, year: number, factor: number): Model {
  const { tables } = model;
  const water_years = tables.water_years.map((row) =>
    row.water_year === String(year) && row.gauge === 'all' && OUTSIDE.includes(row.month)
      ? { ...row, factor: row.factor * factor }
      : row,
  );
  return { ...model, tables: { ...tables, water_years } };
}

await main();
