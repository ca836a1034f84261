import { beforeAll, describe, expect, test } from 'vitest';
import { controlledMean } from '../../src/engine/ensemble/control-variate.ts';
import { pairDraws, type PairDraw } from '../../src/engine/ensemble/draw-pair.ts';
import { meanInterval, meanOf, type Interval } from '../../src/engine/ensemble/mean-interval.ts';
import { STREAMS, uniform } from '../../src/engine/hydrology/standard-normal.ts';
import { cachedModels } from '../../src/io/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadScenarioFile } from '../../src/io/scenario-files.ts';
import { drawSetup } from '../../src/study/draw-setup.ts';
import { preparePair } from '../../src/study/prepare-case.ts';
import { orThrow, valid } from '../../src/system/problem.ts';

const DRAWS = 100;
const SEED = 11;
/** Of one ensemble: mirrored pairs at level screen, and how many of them at level standard too. */
const SCREEN_PAIRS = 30;
const CONTROL_PAIRS = 8;
const REPEATS = 200;

/** Differences of every draw, GWh, at both levels: the small system where the truth is known. */
const deltas: { screen: number[]; standard: number[] } = { screen: [], standard: [] };
const delta = ({ reference, counterfactual }: PairDraw): number => (counterfactual.curtailed - reference.curtailed) / 1000;

beforeAll(async () => {
  const solve = await loadHighs();
  const toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  // A day's shape that blocks cannot follow, a wider section and less water, so that hours with and without spill alternate and the levels differ.
  const load_shape = toy.tables.load_shape.map((row) => ({ ...row, relative_load: 1 + 0.35 * Math.sin((2 * Math.PI * row.hour_of_year) / 24) }));
  const sections = toy.tables.sections.map((row) => ({ ...row, limit_mw: 90 }));
  const load_years = toy.tables.load_years.map((row) => ({ ...row, max_load_mw: 1.35 * row.max_load_mw, min_load_mw: 0.65 * row.min_load_mw }));
  const stations = toy.tables.stations.map((row) => ({ ...row, usable_storage_hm3: row.usable_storage_hm3 / 10 }));
  const uncertainty = toy.tables.uncertainty.map((row) => (row.input === 'water_error' ? { ...row, sd: 0.3 } : row));
  const model = { ...toy, tables: { ...toy.tables, load_shape, load_years, sections, stations, uncertainty } };
  const read = async (name: string) => ({ ...orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)), water: { water_year: 'normal', factor: 0.75 } });
  const pair = await preparePair({ models: { model: async () => valid(model), listModels: async () => [] } }, await read('base'), await read('shutdown'), {});
  for (const level of ['screen', 'standard'] as const) {
    const of = pairDraws(drawSetup(pair, { draws: DRAWS, seed: SEED, drawSize: true }, level));
    for (let k = 0; k < DRAWS; k++) deltas[level].push(delta(of(k, solve, () => undefined)));
  }
}, 180_000);

/** The mirrored pairs of one ensemble, drawn with replacement from all that there are. */
const pairsOf = (repeat: number): number[] => Array.from({ length: SCREEN_PAIRS }, (_, j) => Math.floor((uniform(SEED, STREAMS.bootstrap, repeat, j) * DRAWS) / 2));
const values = (list: readonly number[], pairs: readonly number[]): number[] => pairs.flatMap((pair) => [list[2 * pair], list[2 * pair + 1]]);
const width = (interval: Interval | null): number => interval!.high - interval!.low;

describe('a system small enough to dispatch every draw hour by hour', () => {
  test('has levels that differ and draws that spread', () => {
    expect(Math.abs(meanOf(deltas.standard) - meanOf(deltas.screen))).toBeGreaterThan(0.001);
    const spread = deltas.standard.reduce((sum, value) => sum + (value - meanOf(deltas.standard)) ** 2, 0) / DRAWS;
    expect(Math.sqrt(spread)).toBeGreaterThan(0.05);
  });

  test('the 95 % interval with hourly control draws covers the truth in at least nine of ten ensembles', () => {
    const truth = meanOf(deltas.standard);
    const found = Array.from({ length: REPEATS }, (_, repeat) => {
      const pairs = pairsOf(repeat);
      const costly = values(deltas.standard, pairs.slice(0, CONTROL_PAIRS));
      const { interval } = controlledMean(values(deltas.screen, pairs), costly, repeat);
      return { covers: interval!.low <= truth && truth <= interval!.high, narrower: width(interval) / width(meanInterval(costly, repeat)) };
    });
    for (let at = 0; at < REPEATS; at += 10) expect(found.slice(at, at + 10).filter((one) => one.covers).length).toBeGreaterThanOrEqual(6);
    expect(found.filter((one) => one.covers).length / REPEATS).toBeGreaterThanOrEqual(0.9);
    expect(meanOf(found.map((one) => one.narrower))).toBeLessThan(0.8);
  });
});
