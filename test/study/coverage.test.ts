import { beforeAll, describe, expect, test } from 'vitest';
import { controlledMean } from '../../src/engine/ensemble/control-variate.ts';
import { pairDraws } from '../../src/engine/ensemble/draw-pair.ts';
import type { PairDraw } from '../../src/engine/ensemble/draw-setup.ts';
import type { DrawnStructure } from '../../src/engine/ensemble/drawn-worlds.ts';
import { meanInterval, meanOf, type Interval } from '../../src/engine/ensemble/mean-interval.ts';
import { STREAMS, uniform } from '../../src/engine/hydrology/standard-normal.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { drawSetup } from '../../src/study/ensemble/draw-setup.ts';
import type { Row } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import { say } from '../../src/app/words/messages.ts';
import { preparePair } from '../support/from-words.ts';

const DRAWS = 100;
const SEED = 11;
/** Mirrored pairs at level screen of one ensemble. */
const SCREEN_PAIRS = 30;
const REPEATS = 300;

/** Differences of every draw, GWh, at both levels, and its structure: the small system where the truth is known. */
interface Pool {
  readonly screen: readonly number[];
  readonly standard: readonly number[];
  readonly structure: readonly number[];
}
const pools: Pool[] = [];
const delta = ({ reference, counterfactual }: PairDraw): number =>
  (counterfactual.curtailed - reference.curtailed) / 1000;

beforeAll(async () => {
  const solve = await loadHighs();
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  // A day's shape that blocks cannot follow, a wider section and less water, so that hours with and without spill
  // alternate and the levels differ.
  const load_shape = toy.tables.load_shape.map((row) => ({
    ...row,
    relative_load: 1 + 0.35 * Math.sin((2 * Math.PI * row.hour_of_year) / 24),
  }));
  const sections = toy.tables.sections.map((row) => ({ ...row, limit_mw: 90 }));
  const load_years = toy.tables.load_years.map((row) => ({
    ...row,
    max_load_mw: 1.35 * row.max_load_mw,
    min_load_mw: 0.65 * row.min_load_mw,
  }));
  const stations = toy.tables.stations.map((row) => ({ ...row, usable_storage_hm3: row.usable_storage_hm3 / 10 }));
  const uncertainty = toy.tables.uncertainty.map((row) => (row.input === 'water_error' ? { ...row, sd: 0.3 } : row));
  const provenance = { source: 'toy', confidence: 'assumed' } as const;
  const calibration: Row<'calibration'>[] = [
    {
      parameter: 'valley',
      step: 'fit',
      kind: 'section-limit',
      target: 'valley',
      unit: 'MW',
      start: 90,
      lower: 50,
      upper: 200,
      value: 90,
      ...provenance,
    },
  ];
  const model = {
    ...toy,
    tables: { ...toy.tables, load_shape, load_years, sections, stations, uncertainty, calibration },
  };
  const read = async (name: string) => ({
    ...orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    water: { water_year: 'normal', factor: 0.75 },
  });
  const pair = await preparePair(
    { models: { model: async () => valid(model), listModels: async () => [] }, say },
    await read('base'),
    await read('shutdown'),
    {},
  );
  const structures: readonly DrawnStructure[] = [
    { id: 'as-fitted', values: {} },
    { id: 'narrow', values: { valley: 55 } },
  ];
  for (const taken of [[], structures]) {
    const at = (level: 'screen' | 'standard'): PairDraw[] => {
      const of = pairDraws({
        ...drawSetup(pair, { draws: DRAWS, seed: SEED, drawSize: true }, level),
        structures: taken,
      });
      return Array.from({ length: DRAWS }, (_, k) => of(k, solve, () => undefined));
    };
    const [screen, standard] = [at('screen'), at('standard')];
    pools.push({
      screen: screen.map(delta),
      standard: standard.map(delta),
      structure: screen.map(({ inputs }) => inputs.structure?.[0] ?? 0),
    });
  }
}, 240_000);

/**
 * The mirrored pairs of one ensemble, drawn with replacement from all that there are; pairs of several structures
 * alternate as in an ensemble.
 */
function pairsOf({ structure }: Pool, repeat: number): number[] {
  const groups = [...new Set(structure)].map((one) =>
    Array.from({ length: DRAWS / 2 }, (_, j) => j).filter((j) => structure[2 * j] === one),
  );
  return Array.from({ length: SCREEN_PAIRS }, (_, j) => {
    const own = groups[j % groups.length];
    return own[Math.floor(uniform(SEED, STREAMS.bootstrap, repeat, j) * own.length)];
  });
}
const values = (list: readonly number[], pairs: readonly number[]): number[] =>
  pairs.flatMap((pair) => [list[2 * pair], list[2 * pair + 1]]);
const width = (interval: Interval | null): number => interval!.high - interval!.low;

/** Ensembles one after another, each with the interval of its mean corrected by `control` pairs hour by hour. */
const ensembles = (pool: Pool, control: number, repeats: number) =>
  Array.from({ length: repeats }, (_, repeat) => {
    const [pairs, truth] = [pairsOf(pool, repeat), meanOf(pool.standard)];
    const costly = values(pool.standard, pairs.slice(0, control));
    const { interval } = controlledMean(values(pool.screen, pairs), costly, repeat);
    return {
      covers: interval!.low <= truth && truth <= interval!.high,
      narrower: width(interval) / width(meanInterval(costly, repeat)),
    };
  });
const covering = (found: readonly { readonly covers: boolean }[]): number =>
  found.filter((one) => one.covers).length / found.length;

describe.each([
  ['one structure', 0],
  ['two structures', 1],
])('a system small enough to dispatch every draw hour by hour, %s', (_, at) => {
  test('has levels that differ and draws that spread', () => {
    const { screen, standard } = pools[at];
    expect(Math.abs(meanOf(standard) - meanOf(screen))).toBeGreaterThan(0.001);
    const spread = standard.reduce((sum, value) => sum + (value - meanOf(standard)) ** 2, 0) / DRAWS;
    expect(Math.sqrt(spread)).toBeGreaterThan(0.05);
  });

  // An interval that is right 95 times in 100 is right at least 9 times in 10 in 91 of 100 tens: ten ensembles alone
  // prove little, so three hundred stand behind them.
  test.each([5, 15])(
    'the 95 % interval with %i hourly control pairs covers the hourly truth in at least nine of ten ensembles, and in 93 of 100 over three hundred',
    (control) => {
      const found = ensembles(pools[at], control, REPEATS);
      expect(covering(found.slice(0, 10))).toBeGreaterThanOrEqual(0.9);
      expect(covering(found)).toBeGreaterThanOrEqual(0.93);
    },
  );

  test('structures, where there are several, differ', () => {
    const { screen, structure } = pools[at];
    const means = [...new Set(structure)].map((one) => meanOf(screen.filter((__, draw) => structure[draw] === one)));
    expect(means).toHaveLength(at + 1);
    if (at === 1) expect(Math.abs(means[1] - means[0])).toBeGreaterThan(0.1);
  });

  test('is narrower than the control draws alone would make it', () => {
    expect(meanOf(ensembles(pools[at], 8, 20).map((one) => one.narrower))).toBeLessThan(0.8);
  });
});
