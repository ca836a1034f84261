import { beforeAll, describe, expect, test } from 'vitest';
import { factsOfYear, modelOfYear, OTHER_YEARS } from '../../bench/other-years.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { backcast } from '../../src/study/backcast/backcast.ts';
import type { BackcastResult } from '../../src/study/backcast/backcast-result.ts';
import { explainedYears } from '../../src/study/out-turns/backcast-years.ts';
import { monthBalances, toldToModel, type MonthBalance } from '../../src/study/out-turns/balance.ts';
import { waterPrior } from '../../src/study/calibration/water-prior.ts';
import type { Model } from '../../src/system/model/model.ts';
import { InvalidInput, orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import { compileCase } from '../support/from-words.ts';

let model: Model;
let result: BackcastResult;
const scenarioOf = async (year: number): Promise<Scenario> =>
  orThrow(await loadScenarioFile(`scenarios/sichuan-${year}/base.yaml`));

beforeAll(async () => {
  model = orThrow(await cachedModels('models').model('sichuan'));
  const deps = {
    runner: inlineRunner(await loadHighs()),
    models: { model: async () => valid(model), listModels: async () => [] },
    clock: { now: () => Date.now() },
    say,
  };
  const scenarios = await Promise.all(OTHER_YEARS.map(async (year) => ({ year, scenario: await scenarioOf(year) })));
  result = await backcast(deps, { model: model.id, years: OTHER_YEARS, scenarios }, {}, {});
}, 300_000);

describe('derived rows of 2018 and 2022', () => {
  const of = (year: number, month: number): MonthBalance =>
    monthBalances(model.tables).find((one) => one.year === year && one.month === month)!;
  const told = (year: number, month: number) => toldToModel(model.tables, monthBalances(model.tables), year, month)!;

  // July 2022, GWh. Full fleet: 46,410 x 1.057 + 5,773.6 - 3,026.5 = 49,055.4 + 2,747.1 = 51,802.5.
  // Exports: 16,606.7 (east) + 4,313.4 (central) + 753.3 (north-west) = 21,673.4; imports: 1,081.9 + 241.4 = 1,323.3.
  // Needed of hydro: 34,500 + 21,673.4 - 1,323.3 - 7,350 (thermal) - 800 (wind) - 213.3 (solar) = 46,486.8. Left over:
  // R = 51,802.5 - 46,486.8 = 5,315.7. Central China of July 2019 and 2020: (770.6 + 1,017.2) / 2 = 893.9, so the
  // Yazhong line has 4,313.4 - 893.9 = 3,419.5. Tibet: 0.3 GW x 744 h = 223.2. No direct load. Losses 435.9. Beside the
  // lines: N = 5,315.7 + 223.2 - 435.9 + 893.9 = 5,996.9. Tibet takes 37.2, Chongqing 5.5 GW x 744 h = 4,092, the
  // correction of load is 5,996.9 - 37.2 - 4,092 = 1,867.7: 5.4 % of 34,500.
  test('July 2022 by hand', () => {
    const july = of(2022, 7);
    expect([july.fullFleet, july.needed, july.residual, july.line]).toEqual(
      [51_802.5, 46_486.8, 5_315.7, 3_419.5].map((value) => expect.closeTo(value, 0.5)),
    );
    expect([july.direct, july.losses]).toEqual([0, 435.9]);
    expect(told(2022, 7)).toEqual({
      supplied: expect.closeTo(5_996.9, 0.5),
      neighbourMw: 5_500,
      correction: expect.closeTo(1_867.7, 0.5),
    });
  });

  // August 2018, GWh. Full fleet: 34,210 x 1.057 + 2,678.7 - 1.2 = 38,837.5. Needed: 23,900 + 14,485.6 + 662.2 +
  // 1,334.6 - 93.6 - 3,900 - 170 - 103.5 = 36,115.3. R = 2,722.2. No line of its own to Central China yet: N = 2,722.2
  // + 223.2 - 952.3 (1.28 GW of direct load x 744 h) - 494.5 + 662.2 = 2,160.8. Chongqing: (2,160.8 - 37.2) / 744 h =
  // 2,854.3 MW; nothing is left over.
  test('August 2018 by hand', () => {
    const august = of(2018, 8);
    expect([august.fullFleet, august.needed, august.residual]).toEqual(
      [38_837.5, 36_115.3, 2_722.2].map((value) => expect.closeTo(value, 0.5)),
    );
    expect([august.line, august.direct]).toEqual([0, 952.3]);
    expect(told(2018, 8)).toEqual({
      supplied: expect.closeTo(2_160.8, 0.5),
      neighbourMw: expect.closeTo(2_854.3, 0.5),
      correction: 0,
    });
  });

  // Published hydropower, June to October 2018: (73,170 + 73,380 + 73,510 + 73,770 + 73,810) / 5 = 73,528 MW of 6 MW
  // and up, and 78,240 - 73,810 = 4,430 MW below (December with them, November without): 77,958 MW. Less listed plants
  // in service, 60,973 MW, and small hydro, 15,585.8 MW: 1,399.2 MW not listed, where 2020 has 1,900. Of these 0.85 is
  // available.
  test('plants not listed are scaled to the published capacity of 2018, and to nothing in other years', async () => {
    const early = new Set(model.tables.availability.map((row) => row.station));
    const listed = model.tables.stations
      .filter((row) => !early.has(row.id))
      .reduce((sum, row) => sum + row.capacity_mw, 0);
    const small = model.tables.lumped_hydro
      .filter((row) => row.id.startsWith('small-'))
      .reduce((sum, row) => sum + row.capacity_mw, 0);
    expect([listed, 77_958 - listed - small]).toEqual([60_973, expect.closeTo(1_399.2, 6)]);
    const unlisted = async (year: number): Promise<number> => {
      const { aggregated } = compileCase(model, await scenarioOf(year));
      return aggregated.ids.reduce((sum, id, l) => sum + (id.startsWith('unlisted-') ? aggregated.capacity[l] : 0), 0);
    };
    expect(await unlisted(2018)).toBeCloseTo(0.85 * 1_399.2, 6);
    expect([await unlisted(2019), await unlisted(2021), await unlisted(2022)]).toEqual(
      [0.85 * 1_900, 0.85 * 1_900, 0.85 * 1_900].map((value) => expect.closeTo(value, 9)),
    );
  });

  // The schedule is firm where published thermal output lies above 6.9 GW: 7,350 GWh / 744 h = 9.9 GW in July and 9,360
  // / 744 = 12.6 GW in August 2022.
  test('exports are firm in July and August 2022 alone', () => {
    const firm = model.tables.export_schedule
      .filter(
        (row) =>
          row.export !== 'chuanzang' &&
          [2018, 2022].includes(row.year) &&
          row.month >= 6 &&
          row.month <= 10 &&
          row.contract_share === 1,
      )
      .map((row) => `${row.year}-${row.month}`);
    expect([...new Set(firm)]).toEqual(['2022-7', '2022-8']);
  });
});

describe('their water', () => {
  // East, June 2022: 1.5 % of 13,683.8 = 205.3 GWh; Debao: 1.5 % of 881.8 is below 30 GWh; thermal: 3 % of 4,200 = 126
  // GWh; Xiluodu: 8 % of 1,907.5 m3/s = 152.6.
  test('is held by exports, thermal output and, in 2022, one measured release', () => {
    const spread = (id: string): number => factsOfYear(model, 2022).find((fact) => fact.id === id)!.sigma;
    expect(
      [
        'export-southwest-to-east-2022-06',
        'export-northwest-less-tibet-2022-06',
        'export-chuanyu-own-2022-06',
        'thermal-generation-nbs-2022-06',
        'outflow-xiluodu-left-2022',
      ].map(spread),
    ).toEqual([205.3, 30, 200, 126, 152.6].map((value) => expect.closeTo(value, 1)));
    expect(OTHER_YEARS.map((year) => factsOfYear(model, year).length)).toEqual([20, 26]);
    expect(factsOfYear(model, 2018).some(({ quantity }) => quantity === 'outflow' || quantity === 'curtailment')).toBe(
      false,
    );
  });

  test('of 2018 stays at the centre of the prior, which meets every fact; that of 2022 does not', () => {
    const own = modelOfYear(model, 2018);
    const { centre } = waterPrior(
      own,
      own.tables.calibration.filter((row) => row.step === 'infer'),
    )!;
    const factor = (year: number, gauge: string, month: number): number =>
      model.tables.water_years.find(
        (row) => row.water_year === String(year) && row.gauge === gauge && row.month === month,
      )!.factor;
    const june = factor(2018, 'yalong-ertan', 6);
    expect(Math.abs(june / centre[0] - 1)).toBeLessThan(0.05);
    expect([
      factor(2022, 'jinsha-pingshan', 6) > factor(2018, 'jinsha-pingshan', 6),
      factor(2022, 'dadu-pubugou', 8) < 0.7 * factor(2018, 'dadu-pubugou', 8),
    ]).toEqual([true, true]);
  });
});

describe('the backcast of 2018 and 2022', () => {
  const EXPORTS = ['southwest-to-east', 'northwest-less-tibet', 'yazhong-own'];
  const exported = (period: string, series: string) =>
    result.rows.find(
      (row) => row.quantity === 'export' && row.series === series && row.period === period && row.published !== null,
    );

  test('names every month whose exports or thermal output miss what was published, and no other', () => {
    const missed = result.guards
      .filter(({ code }) => code === 'export-missed' || code === 'thermal-missed')
      .map(({ message_en: text }) => text.slice(0, text.indexOf(':')));
    expect(missed).toEqual(['export chuanyu-own 2022-06']);
  });

  test('published directions together within 1.5 % of the month', () => {
    const apart = result.balance.map(({ month }) => {
      const rows = EXPORTS.flatMap((series) => exported(month, series) ?? []);
      const sum = (of: 'model' | 'published'): number => rows.reduce((total, row) => total + row[of]!, 0);
      return [month, Math.abs(sum('model') / sum('published') - 1)] as const;
    });
    expect(apart.filter(([, miss]) => miss > 0.015).map(([month]) => month)).toEqual([]);
  });

  test('hydro within 1.2 TWh of the balance in a month and 2.8 in a season, and within 5 % of the published full fleet', () => {
    expect(result.balance).toHaveLength(10);
    for (const row of result.balance) {
      expect(Math.abs(row.difference_gwh), row.month).toBeLessThan(1_200);
      expect(Math.abs(row.model_gwh / row.published_gwh! - 1), row.month).toBeLessThan(0.05);
    }
    for (const year of OTHER_YEARS)
      expect(
        Math.abs(
          result.balance
            .filter(({ month }) => month.startsWith(String(year)))
            .reduce((sum, row) => sum + row.difference_gwh, 0),
        ),
        String(year),
      ).toBeLessThan(2_800);
  });

  test('August 2022: thermal output beside the published 12.6 GW, and what is unserved', () => {
    const august = result.thermal.find(({ month }) => month === '2022-08')!;
    expect(august.published_mean_mw).toBeCloseTo(9_360_000 / 744, 6);
    expect(Math.abs(august.mean_mw / august.published_mean_mw! - 1)).toBeLessThan(0.05);
    expect(august.peak_mw).toBeGreaterThanOrEqual(august.mean_mw);
    expect(august.unserved_gwh).toBeLessThan(1);
    expect(result.thermal.every(({ unserved_gwh: gwh, unserved_peak_mw: mw }) => gwh > 0 === mw > 0)).toBe(true);
  });

  test('curtailment is not bounded, no prediction is claimed and no change of it is explained', () => {
    const curtailed = result.rows.filter(
      (row) =>
        row.quantity === 'curtailment' &&
        OTHER_YEARS.includes(Number(row.period.slice(0, 4))) &&
        row.series.startsWith('nea'),
    );
    expect(curtailed.length).toBeGreaterThan(0);
    for (const row of curtailed)
      expect(row).toMatchObject({
        model: null,
        error: null,
        predicted: null,
        bounded: false,
        reason: expect.stringContaining('not bounded'),
        reason_zh: expect.stringContaining('无上界'),
      });
    expect(result.predictions).toEqual([]);
    expect(explainedYears(model, undefined)).toEqual([2019, 2020, 2021]);
    expect(() => explainedYears(model, '2018..2020')).toThrow(InvalidInput);
  });
});
