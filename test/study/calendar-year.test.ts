import { beforeAll, expect, test } from 'vitest';
import { say } from '../../src/app/words/messages.ts';
import { breakDown } from '../../src/engine/accounting/breakdown.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { runWorlds } from '../../src/study/run/run-worlds.ts';
import { thermalByMonth } from '../../src/study/calibration/calibration-facts.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { compileCase } from '../support/from-words.ts';

/**
 * Curtailment of the statistic by month, GWh, in both worlds of the season and of the year; thermal output of the year
 * without the load.
 */
const curtailed: Record<string, ReadonlyMap<string, number>> = {};
let thermal: ReadonlyMap<string, number>;
const SEASON = ['2021-06', '2021-07', '2021-08', '2021-09', '2021-10'];

beforeAll(async () => {
  const models = cachedModels('models');
  const model = orThrow(await models.model('sichuan'));
  const names = ['base', 'shutdown-8gw', 'year', 'year-shutdown-8gw'];
  const cases = await Promise.all(
    names.map(async (name) =>
      compileCase(model, orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`)), {
        level: 'screen',
        foresight: 'perfect',
      }),
    ),
  );
  const ledgers = await runWorlds(
    { runner: inlineRunner(await loadHighs()), models, clock: { now: () => 0 }, say },
    cases,
    {},
  );
  ledgers.forEach((ledger, i) => {
    curtailed[names[i]] = new Map(breakDown(ledger).byMonth.map(({ key, mwh }) => [key, mwh / 1000]));
  });
  thermal = thermalByMonth(ledgers[3]);
}, 240_000);

const inSeason = (name: string): number => SEASON.reduce((sum, month) => sum + curtailed[name].get(month)!, 0);

test('the season inside the year: curtailment without the load within a tenth, the difference within a tenth or 0.3 TWh', () => {
  expect(Math.abs(inSeason('year-shutdown-8gw') / inSeason('shutdown-8gw') - 1)).toBeLessThan(0.1);
  const [year, season] = [
    inSeason('year-shutdown-8gw') - inSeason('year'),
    inSeason('shutdown-8gw') - inSeason('base'),
  ];
  expect(Math.abs(year - season)).toBeLessThan(Math.max(0.1 * season, 300));
});

test('published thermal output of January to May and December is met within 3 %, and nothing is spilled in these months', () => {
  // January and February are published as one sum: 9,322 MW x 1,416 h = 13,200 GWh.
  const published: readonly (readonly [readonly string[], number])[] = [
    [['2021-01', '2021-02'], 13_200],
    [['2021-03'], 7280],
    [['2021-04'], 7420],
    [['2021-05'], 5830],
    [['2021-12'], 9980],
  ];
  for (const [months, gwh] of published)
    expect(Math.abs(months.reduce((sum, month) => sum + thermal.get(month)!, 0) / gwh - 1), months[0]).toBeLessThan(
      0.03,
    );
  for (const [months] of published)
    for (const month of months) expect(curtailed['year-shutdown-8gw'].get(month)!, month).toBeLessThan(1);
});

test('before the removal both years are one, and the year ends with more spilled', () => {
  for (const month of ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05'])
    expect(curtailed['year-shutdown-8gw'].get(month)!).toBeCloseTo(curtailed.year.get(month)!, 0);
  expect([...curtailed['year-shutdown-8gw'].values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(
    [...curtailed.year.values()].reduce((a, b) => a + b, 0),
  );
});
