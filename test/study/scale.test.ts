import { beforeAll, describe, expect, test } from 'vitest';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import type { Runner, StudyDeps } from '../../src/study/base/ports.ts';
import type { ComparisonRecord } from '../../src/study/comparison/comparison-answer.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import type { Model } from '../../src/system/model/model.ts';
import type { InvalidInput } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { scaledScenario, scaledToy } from '../support/scaled-toy.ts';
import { say } from '../../src/app/words/messages.ts';

const study = 'scenarios/two-plant-cascade';
const causes = ['sections', 'exports', 'intraday', 'storage'] as const;
let runner: Runner;

beforeAll(async () => {
  runner = inlineRunner(await loadHighs());
});

const depsOf = async (factor: number, change?: (model: Model) => Model): Promise<StudyDeps> => ({
  runner,
  models: await scaledToy(factor, change),
  clock: { now: () => 0 },
  say,
});

/** A reservoir that carries a week of water, and a flood limit that falls within a season of a month. */
const seasonal = (model: Model): Model => ({
  ...model,
  tables: {
    ...model.tables,
    stations: model.tables.stations.map((row) =>
      row.id === 'upper'
        ? {
            ...row,
            regulation: 'seasonal' as const,
            usable_storage_hm3: 60,
            dead_level_factor: 0.8,
            storage_end_share: 0.9,
          }
        : row,
    ),
    flood_limits: [
      {
        station: 'upper',
        from: '06-15',
        to: '06-25',
        max_storage_share: 0.5,
        source: 'toy',
        confidence: 'assumed' as const,
      },
    ],
  },
});
const month = (scenario: Scenario): Scenario => ({
  ...scenario,
  window: { start: '2021-06-01T00:00+08:00', end: '2021-07-01T00:00+08:00' },
});

interface Way {
  readonly name: string;
  readonly level: 'screen' | 'standard' | 'exact';
  readonly foresight: 'perfect' | 'rolling';
  readonly change?: (model: Model) => Model;
  readonly alter?: (scenario: Scenario) => Scenario;
}

const WAYS: readonly Way[] = [
  { name: 'screen', level: 'screen', foresight: 'perfect' },
  { name: 'standard', level: 'standard', foresight: 'perfect' },
  { name: 'exact', level: 'exact', foresight: 'perfect' },
  { name: 'standard, water unknown', level: 'standard', foresight: 'rolling' },
  { name: 'screen, a reservoir over a month', level: 'screen', foresight: 'perfect', change: seasonal, alter: month },
  {
    name: 'standard, a reservoir over a month',
    level: 'standard',
    foresight: 'perfect',
    change: seasonal,
    alter: month,
  },
];

async function compared(
  factor: number,
  { level, foresight, change, alter = (scenario) => scenario }: Way,
): Promise<ComparisonRecord> {
  const [base, shutdown] = await Promise.all(
    ['base', 'shutdown'].map((name) => scaledScenario(`${study}/${name}.yaml`, factor)),
  );
  return compareScenarios(
    await depsOf(factor, change),
    alter(base),
    alter(shutdown),
    { level, foresight, attribute: causes },
    {},
  );
}

/** Every energy and power of a document by its path. */
function sizes(value: unknown, path = ''): [string, number][] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, i) => sizes(one, `${path}[${i}]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => sizes(one, `${path}.${key}`));
  return typeof value === 'number' && /_(gwh|mw)([.[]|$)/.test(path) && !/balance|per_mw/.test(path)
    ? [[path, value]]
    : [];
}

describe.each(WAYS)('level $name', (way) => {
  test.each([1e-3, 1e3])('a system %d times as large has answers so many times as large', async (factor) => {
    const [usual, scaled] = [await compared(1, way), await compared(factor, way)];
    const size = usual.result.curtailed_gwh.counterfactual;
    expect(size).toBeGreaterThan(0.5);
    const own = new Map(sizes(scaled));
    // How hours of like cost are loaded costs next to nothing: points of a load curve, and the hour in which thermal
    // units make most, are known to about the square root of what energies are.
    const within = (path: string): number => (/\.load_curves\.|\.thermal_peak_mw\./.test(path) ? 1e-3 : 1e-6) * size;
    const off = sizes(usual).filter(
      ([path, value]) => !(Math.abs((own.get(path) ?? NaN) / factor - value) <= within(path)),
    );
    expect(off.map(([path, value]) => `${path}: ${(own.get(path) ?? NaN) / factor} in place of ${value}`)).toEqual([]);
  });
});

test('a system ten thousand times as large is refused by the names of its figures, before anything is solved', async () => {
  const run = runScenario(await depsOf(1e4), await scaledScenario(`${study}/base.yaml`, 1e4), {}, {});
  const { problems } = await run.then(
    () => {
      throw new Error('it ran');
    },
    (error: unknown) => error as InvalidInput,
  );
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(
    expect.arrayContaining([
      'impossible-value stations.csv/upper.capacity_mw',
      'impossible-value gauges.csv/river-gauge.mean_flow_m3s',
    ]),
  );
  expect(problems.every(({ limit, hint }) => limit !== null && hint.includes('likely slip'))).toBe(true);
});

test('plants below 1 MW and 1 m3/s take their share of spill beside large ones', async () => {
  const tiny = (model: Model): Model => ({
    ...model,
    tables: {
      ...model.tables,
      lumped_hydro: [...model.tables.lumped_hydro, { ...model.tables.lumped_hydro[0], id: 'tiny', capacity_mw: 0.5 }],
      stations: [
        ...model.tables.stations,
        { ...model.tables.stations[1], id: 'brook', capacity_mw: 0.25, rated_flow_m3s: 0.5, mean_flow_m3s: 0.5 },
      ],
    },
  });
  const { series } = await runScenario(await depsOf(1, tiny), await scaledScenario(`${study}/base.yaml`, 1), {}, {});
  const of = (quantity: string) => series.entries.find((entry) => entry.quantity === quantity)!;
  const [curtailed, available] = [of('curtailment_mw'), of('available_mw')];
  const share = (id: string): number => {
    const from = curtailed.ids.indexOf(id) * series.hours;
    const sum = (data: Float32Array): number =>
      data.subarray(from, from + series.hours).reduce((total, mw) => total + mw, 0);
    return sum(curtailed.data) / sum(available.data);
  };
  for (const id of ['lower', 'small-hill', 'tiny', 'brook']) expect(share(id), id).toBeCloseTo(share('upper'), 4);
});
