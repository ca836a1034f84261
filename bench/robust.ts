import { parseArgs } from 'node:util';
import { loadModelFolder } from '../src/io/files/model-files.ts';
import { workerRunner } from '../src/io/runner/worker-runner.ts';
import { loadScenarioFile } from '../src/io/files/scenario-files.ts';
import { monthBalances } from '../src/study/out-turns/balance.ts';
import { calibrationRuns } from '../src/study/calibration/calibration-runs.ts';
import { solveStep } from '../src/study/calibration/calibration-step.ts';
import { runCount } from '../src/study/base/run-count.ts';
import type { StudyDeps } from '../src/study/base/ports.ts';
import { daysInMonth } from '../src/system/words/calendar.ts';
import { drawnModel } from '../src/system/model/drawn-model.ts';
import type { Model } from '../src/system/model/model.ts';
import { orThrow, valid } from '../src/system/words/problem.ts';
import { resolveScenario } from '../src/system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../src/system/scenario/resolved-scenario.ts';
import { NEIGHBOUR } from '../src/system/model/supply-beside.ts';
import { markdownTable, shown } from './table.ts';
import { say } from '../src/app/words/messages.ts';

const YEAR = 2021;
const MONTHS = [6, 7, 8, 9, 10];
const STARTS = [0.8, 1.6];
const OTHER_STARTS = 'other starts';
const DADU = 'section-dadu';
const PLACES = ['by-projects', 'aba-liangshan', 'kangding-yaan'];
/** A line of the table: what differs, in the model and in both worlds. */
interface Line {
  readonly name: string;
  readonly model: Model;
  readonly scenario: ResolvedScenario;
}

/**
 * `npm run proofs -- robust`: the headline under other assumptions, each with water of its own, inferred anew from
 * the same facts; level screen, water known. Then the inference from other points. `--only TEXT` does the lines alone
 * whose name holds the text; the inference from other points has the name "other starts".
 */
async function main(): Promise<void> {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const scenario = resolveScenario(orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml')));
  const runner = workerRunner({ workers: 2 });
  try {
    const deps: StudyDeps = {
      runner,
      models: { model: async () => valid(model), listModels: async () => [] },
      clock: { now: () => Date.now() },
      say,
    };
    const rows: string[][] = [];
    const lines = await linesOf(model, scenario);
    const chosen = (name: string): boolean => name.includes(only ?? '');
    const asked = lines.filter(({ name }) => chosen(name));
    if (asked.length === 0 && !chosen(OTHER_STARTS))
      throw new RangeError(
        `--only takes a part of a name: ${[...lines.map(({ name }) => name), OTHER_STARTS].join(', ')}`,
      );
    for (const line of asked) {
      rows.push(await solved(deps, line));
      console.error(rows[rows.length - 1].join('  '));
    }
    if (rows.length > 0)
      console.log(
        markdownTable(
          ['assumption, water inferred anew', 'misfit', 'load kept [TWh]', 'load removed [TWh]', 'difference [TWh]'],
          rows,
        ),
      );
    if (chosen(OTHER_STARTS)) await starts(deps, model, scenario);
  } finally {
    await runner.close();
  }
}

/** The same inference from other points: how far any factor ends from where it ends from the prior, as a share. */
async function starts(deps: StudyDeps, model: Model, scenario: ResolvedScenario): Promise<void> {
  const from = async (start?: number): Promise<readonly number[]> => {
    const count = model.tables.calibration.filter((row) => row.step === 'infer').length;
    return (await solveStep(
      calibrationRuns(deps, [{ year: YEAR, scenario }], runCount(1, {})),
      { model, sharing: 1 },
      'infer',
      null,
      start === undefined ? undefined : Array.from({ length: count }, () => start),
    ))!.point;
  };
  const usual = await from();
  for (const start of STARTS) {
    const point = await from(start);
    console.log(
      `inference from ${start}: factors end within ` +
        `${shown(100 * Math.max(...point.map((w, i) => Math.abs(w / usual[i] - 1))), 1)} % of those from the ` +
        'prior',
    );
  }
}

async function solved(deps: StudyDeps, { name, model, scenario }: Line): Promise<string[]> {
  const runs = calibrationRuns(deps, [{ year: YEAR, scenario }], runCount(1, {}));
  const step = (await solveStep(runs, { model, sharing: 1 }, 'infer'))!;
  const { reference, counterfactual, delta } = (await runs.headline(step.structured))!.curtailed_gwh;
  return [name, shown(step.misfit, 1), ...[reference, counterfactual, delta].map((gwh) => shown(gwh / 1000, 2))];
}

async function linesOf(model: Model, scenario: ResolvedScenario): Promise<Line[]> {
  const { tables } = model;
  const with_ = (change: Partial<Model['tables']>): Model => ({ ...model, tables: { ...tables, ...change } });
  const dadu = (factor: number): Model =>
    with_({
      calibration: tables.calibration.map((row) =>
        row.parameter === DADU ? { ...row, value: row.value * factor } : row,
      ),
    });
  const spread = (factor: number): Model =>
    with_({ flow_variability: tables.flow_variability.map((row) => ({ ...row, cv: row.cv * factor })) });
  const price = (yuan: number): ResolvedScenario => ({
    ...scenario,
    loads: scenario.loads.map((load) => ({ ...load, interruption_yuan_per_mwh: yuan })),
  });
  const places = await Promise.all(
    PLACES.map(async (place): Promise<Line> => {
      const { loads } = resolveScenario(
        orThrow(await loadScenarioFile(`scenarios/sichuan-2021/base-place-${place}.yaml`)),
      );
      return { name: `place of the load: ${place}`, model, scenario: { ...scenario, loads } };
    }),
  );
  return [
    { name: 'most likely water', model, scenario },
    { name: 'Dadu section 10 % lower', model: dadu(0.9), scenario },
    { name: 'Dadu section 10 % higher', model: dadu(1.1), scenario },
    ...places,
    { name: 'exports all contract', model, scenario: { ...scenario, export_rule: 'all-fixed' } },
    { name: 'exports all free', model, scenario: { ...scenario, export_rule: 'all-free' } },
    { name: 'load interrupted at 200 yuan/MWh', model, scenario: price(200) },
    { name: "prior's spread halved", model: spread(0.5), scenario },
    { name: "prior's spread doubled", model: spread(2), scenario },
    {
      name: 'no direct load in what the balance leaves over',
      model: withItsFacts(drawnModel(model, YEAR, withoutDirect(model))),
      scenario,
    },
  ];
}

/** What goes to Chongqing is no published figure but the schedule itself: its facts move with it. */
function withItsFacts(model: Model): Model {
  const { tables } = model;
  const scheduled = new Map(
    tables.export_schedule
      .filter((row) => row.export === NEIGHBOUR && row.year === YEAR)
      .map((row) => [
        `${YEAR}-${String(row.month).padStart(2, '0')}`,
        (row.mean_mw * 24 * daysInMonth(YEAR, row.month)) / 1000,
      ]),
  );
  return {
    ...model,
    tables: {
      ...tables,
      reported: tables.reported.map((row) =>
        row.series === `${NEIGHBOUR}-own` && scheduled.has(row.period)
          ? { ...row, value: scheduled.get(row.period)! }
          : row,
      ),
    },
  };
}

/** Without direct load in the residual of other years, that much more is supplied beside the modelled lines. */
function withoutDirect({ tables }: Model): ReadonlyMap<string, number> {
  const known = monthBalances(tables).filter(({ residual }) => residual !== null);
  return new Map(
    MONTHS.map((month) => {
      const direct = known.filter((one) => one.month === month).map((one) => one.direct);
      return [`supplied:${month}`, direct.reduce((sum, gwh) => sum + gwh, 0) / direct.length];
    }),
  );
}

await main();
