import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadModelFolder } from '../src/io/files/model-files.ts';
import { workerRunner } from '../src/io/runner/worker-runner.ts';
import { loadScenarioFile } from '../src/io/files/scenario-files.ts';
import { calibrationRuns } from '../src/study/calibration/calibration-runs.ts';
import { residualOf, solveStep, type SolvedStep } from '../src/study/calibration/calibration-step.ts';
import { runCount } from '../src/study/base/run-count.ts';
import type { StudyDeps } from '../src/study/base/ports.ts';
import type { Model, Row } from '../src/system/model/model.ts';
import { orThrow, valid } from '../src/system/words/problem.ts';
import { resolveScenario } from '../src/system/scenario/resolve-scenario.ts';
import { withWater } from '../src/system/model/calibrated-model.ts';
import { markdownTable, shown } from './table.ts';
import { say } from '../src/app/words/messages.ts';

type Parameter = Row<'calibration'>;
type Fact = Row<'calibration_facts'>;
type YearRow = Row<'water_years'>;

/** Years of the balance to which no number is fitted. */
export const OTHER_YEARS = [2018, 2022];
const TABLE = 'models/sichuan/water_years.csv';
const MONTHS = [6, 7, 8, 9, 10];
/** As the numbers inferred for 2021: the rivers of the west and of the east go together in June to August. */
const GROUPS = ['jinsha', 'west', 'east'];
const groupsOf = (month: number): readonly string[] => (month < 9 ? [GROUPS[0], GROUPS.slice(1).join('+')] : GROUPS);
const [LOWEST, HIGHEST] = [0.4, 2];

const SOURCE =
  'derived: most likely water by prior, exports, thermal output and measured release (docs/method.md, npm run ' +
  'other-years), held from below alone; effective availability, not hydrology';
const OUTSIDE = 'assumed: month outside the season, not dispatched; normal water';

/**
 * Published figures of the year that bound its water, with the spreads that count as one for 2021: exports 1.5 % and at
 * least 30 GWh, Sichuan-Chongqing 0.2 TWh, thermal output 3 % and at least 0.1 TWh, a release 8 %.
 */
export function factsOfYear({ tables }: Model, year: number): Fact[] {
  const rows = tables.reported.filter((row) => row.period.slice(0, 4) === String(year));
  const months = MONTHS.map((month) => periodOf(year, month));
  const monthly = (quantity: Fact['quantity'], series: string, spread: (value: number) => number): Fact[] =>
    months.flatMap((period) => {
      const value = rows.find(
        (row) => row.quantity === quantity && row.series === series && row.period === period,
      )?.value;
      return value === undefined ? [] : [factOf(quantity, series, period, 'GWh', spread(value))];
    });
  const flow = (value: number): number => Math.max(0.015 * value, 30);
  return [
    ...['southwest-to-east', 'northwest-less-tibet', 'yazhong-own'].flatMap((series) =>
      monthly('export', series, flow),
    ),
    ...monthly('export', 'chuanyu-own', () => 200),
    ...monthly('thermal_generation', 'nbs', (value) => Math.max(0.03 * value, 100)),
    ...rows
      .filter((row) => row.quantity === 'outflow')
      .map((row) => factOf('outflow', row.series, row.period, 'm3/s', 0.08 * row.value)),
  ];
}

const factOf = (
  quantity: Fact['quantity'],
  series: string,
  period: string,
  unit: Fact['unit'],
  sigma: number,
): Fact => ({
  id: `${quantity}-${series}-${period}`.replaceAll('_', '-').toLowerCase(),
  step: 'infer',
  quantity,
  series,
  period,
  unit,
  sigma,
  source: 'rule of the inference',
  confidence: 'assumed',
});
const periodOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;

/** One factor a month and group of gauges. */
const parametersOf = (year: number): Parameter[] =>
  MONTHS.flatMap((month) =>
    groupsOf(month).map((groups): Parameter => ({
      parameter: `water-${year}-${month}-${groups.replace('+', '-')}`,
      step: 'infer',
      kind: 'water-factor',
      target: `${year}:${month}:${groups}`,
      unit: '1',
      start: 1,
      lower: LOWEST,
      upper: HIGHEST,
      value: 1,
      source: SOURCE,
      confidence: 'derived',
    })),
  );

/** Normal water in months that no run dispatches. */
const outsideRows = (year: number): YearRow[] =>
  Array.from({ length: 12 }, (_, m) => m + 1)
    .filter((month) => !MONTHS.includes(month))
    .map((month) => ({
      water_year: String(year),
      gauge: 'all',
      month,
      factor: 1,
      source: OUTSIDE,
      confidence: 'assumed',
    }));

/**
 * The model with the numbers and facts of one such year in the place of those of the year that is inferred; what is
 * fitted stays, and nothing is read of what was inferred before.
 */
export const modelOfYear = (model: Model, year: number): Model => ({
  ...model,
  tables: {
    ...model.tables,
    water_by_size: [],
    water_years: [...model.tables.water_years.filter((row) => row.water_year !== String(year)), ...outsideRows(year)],
    calibration: [...model.tables.calibration.filter((row) => row.step === 'fit'), ...parametersOf(year)],
    calibration_facts: [
      ...model.tables.calibration_facts.filter((row) => row.step === 'fit'),
      ...factsOfYear(model, year),
    ],
  },
});

/** Rows of the water year: factors by gauge in the season, normal water outside it. */
function rowsOf(model: Model, year: number, { parameters, point }: SolvedStep): YearRow[] {
  const inferred = withWater(
    { ...model.tables, water_years: [] },
    parameters.map((row, i) => ({ ...row, value: point[i] })),
  );
  return [
    ...outsideRows(year),
    ...[...inferred]
      .sort((a, b) => a.month - b.month)
      .map((row) => ({ ...row, factor: Number(row.factor.toPrecision(4)) })),
  ];
}

function told(year: number, { parameters, guesses, point, facts, modelled, misfit, factsMisfit }: SolvedStep): string {
  const water = parameters.map((row, i) => [row.target, shown(guesses[i].centre, 3), shown(point[i], 3)]);
  const missed = facts.flatMap((fact, k) => {
    const said = modelled[k];
    return said === null
      ? []
      : [
          [
            fact.row.id,
            shown(fact.published, 1),
            fact.reach === undefined ? '' : shown(fact.reach, 1),
            shown(said, 1),
            shown(residualOf(fact, said), 2),
          ],
        ];
  });
  return [
    `${year}: misfit ${shown(misfit, 2)}, of facts ${shown(factsMisfit, 2)}`,
    markdownTable(['water', 'centre of the prior', 'factor'], water),
    markdownTable(['fact', 'published', 'reach of plentiful water', 'model', 'in spreads'], missed),
  ].join('\n\n');
}

/**
 * `npm run proofs -- other-years`: infers the water of 2018 and 2022 and writes it into the table of water years;
 * level screen, water known.
 */
async function main(years: readonly number[]): Promise<void> {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const runner = workerRunner({ workers: 2 });
  try {
    const rows: YearRow[] = [];
    for (const year of years) {
      const scenario = resolveScenario(orThrow(await loadScenarioFile(`scenarios/sichuan-${year}/base.yaml`)));
      const own = modelOfYear(model, year);
      const deps: StudyDeps = {
        runner,
        models: { model: async () => valid(own), listModels: async () => [] },
        clock: { now: () => Date.now() },
        say,
      };
      const step = (await solveStep(
        calibrationRuns(deps, [{ year, scenario }], runCount(1, {})),
        { model: own, sharing: 1 },
        'infer',
      ))!;
      console.log(`${told(year, step)}\n`);
      rows.push(...rowsOf(model, year, step));
    }
    const kept = readFileSync(TABLE, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !years.some((year) => line.startsWith(`${year},`)));
    const lines = rows.map((row) =>
      [row.water_year, row.gauge, row.month, row.factor, `"${row.source}"`, row.confidence].join(','),
    );
    writeFileSync(TABLE, [...kept, ...lines, ''].join('\n'));
  } finally {
    await runner.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(process.argv.length > 2 ? process.argv.slice(2).map(Number) : OTHER_YEARS);
