import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import {
  balanceSpread,
  hydroOfBalance,
  monthBalances,
  residualBesideDirect,
  seasonResiduals,
  suppliedBeside,
  toldToModel,
  type MonthBalance,
} from '../../src/study/out-turns/balance.ts';
import { daysInMonth } from '../../src/system/words/calendar.ts';
import { modelFindings } from '../../src/system/plausible/model-findings.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';

let model: Model;
let balances: readonly MonthBalance[];
const YEARS = [2018, 2019, 2020, 2021, 2022];
const MONTHS = Array.from({ length: 12 }, (_, m) => m + 1);
const everyMonth = YEARS.flatMap((year) => MONTHS.map((month) => [year, month] as const));
const of = (year: number, month: number): MonthBalance =>
  balances.find((one) => one.year === year && one.month === month)!;
const published = (quantity: string, series: string, year: number, month: number): number =>
  model.tables.reported.find(
    (row) =>
      row.quantity === quantity && row.series === series && row.period === `${year}-${String(month).padStart(2, '0')}`,
  )?.value ?? 0;

beforeAll(async () => {
  model = orThrow(await cachedModels('models').model('sichuan'));
  balances = monthBalances(model.tables);
});

describe('the balance of published figures', () => {
  // August 2020, GWh. Full fleet: 42,100 x 1.057 + 2,739.9 - 0.6 = 44,499.7 + 2,739.3 = 47,239.0.
  // Exports: 14,989.0 (east) + 586.1 (central) + 1,719.7 (north-west) = 17,294.8; imports: 635.1 (central).
  // Needed of hydro: 27,600 + 17,294.8 - 635.1 - 3,560 (thermal) - 380 (wind) - 159.7 (solar) = 40,160.0. Left over:
  // 47,239.0 - 40,160.0 = 7,079.0. Tibet: 0.3 GW x 744 h = 223.2; direct load: 1.28 GW x 744 h = 952.3; losses of the
  // run L. All of the flow to Central China is beside the modelled lines. Supplied beside them: 7,079.0 + 223.2 - 952.3
  // + 586.1 - L = 6,936.0 - L. Tibet's schedule 0.05 GW x 744 h = 37.2; Chongqing at most 5.5 GW x 744 h = 4,092.
  test('August 2020 by hand', () => {
    const august = of(2020, 8);
    expect(august.fullFleet).toBeCloseTo(47_239.0, 1);
    expect(august.needed).toBeCloseTo(40_160.0, 1);
    expect(august.residual).toBeCloseTo(7_079.0, 1);
    const told = toldToModel(model.tables, balances, 2020, 8)!;
    expect(told.supplied).toBeCloseTo(6_936.0 - august.losses, 1);
    expect(told.neighbourMw).toBeCloseTo(5_500, 6);
    expect(told.correction).toBeCloseTo(6_936.0 - august.losses - 37.2 - 4_092, 1);
    expect(residualBesideDirect(balances, august)).toBeCloseTo(6_126.7, 1);
    // With its own residual and the direct load of its scenario the balance is the published full fleet.
    expect(hydroOfBalance(balances, august, august.direct)).toBeCloseTo(47_239.0, 1);
  });

  // July 2021: what the other years leave beside direct load, Tibet and losses, and the flow to Central China below its
  // mean of 2019 and 2020: (770.6 + 1,017.2) / 2 = 893.9; the line 3,505.4 - 893.9 = 2,611.5.
  test('a year whose hydro is no fact takes the mean of the others', () => {
    const july = of(2021, 7);
    expect([july.fullFleet, july.residual]).toEqual([null, null]);
    expect(july.line).toBeCloseTo(2_611.5, 6);
    const others = [2018, 2019, 2020, 2022].map((year) => of(year, 7));
    const mean = others.reduce((sum, one) => sum + (one.residual! + one.tibet - one.direct - one.losses) / 4, 0);
    expect(suppliedBeside(balances, 2021, 7)).toBeCloseTo(mean + 893.9, 6);
    expect(of(2021, 5).line).toBe(0);
    expect(of(2022, 11).residual).toBeNull();
  });

  test('what it leaves over in June to October, TWh, and the spread over years', () => {
    const seasons = seasonResiduals(balances);
    expect(seasons.map(({ year }) => year)).toEqual(YEARS);
    expect(seasons.map(({ residual }) => residual && Number((residual / 1000).toFixed(1)))).toEqual([
      15.6,
      16.9,
      24.5,
      null,
      18.0,
    ]);
    const third = (year: number): number => [7, 8, 9].reduce((sum, month) => sum + of(year, month).residual! / 1000, 0);
    expect([2018, 2019, 2020, 2022].map((year) => Number(third(year).toFixed(1)))).toEqual([8.9, 11.3, 15.7, 11.3]);
    const residual = balanceSpread(balances, 'residual')!;
    expect([residual.yearEffect, residual.month].map((gwh) => Number((gwh / 1000).toFixed(2)))).toEqual([0.7, 0.82]);
    const supplied = balanceSpread(balances, 'supplied')!;
    expect(supplied.newYear).toBeCloseTo(Math.sqrt(1.25 * (supplied.yearEffect ** 2 + supplied.month ** 2)), 9);
  });

  test('spread: two years that differ by a constant are a year effect alone', () => {
    const toy = [2018, 2019].flatMap((year) =>
      [6, 7, 8, 9, 10].map((month): MonthBalance => ({
        ...of(2018, 6),
        year,
        month,
        residual: 100 * month + (year === 2019 ? 20 : 0),
      })),
    );
    // Each month lies 10 below or above its mean: (10^2 + 10^2) / (2 - 1) = 200.
    const spread = balanceSpread(toy, 'residual')!;
    expect([spread.yearEffect ** 2, spread.month]).toEqual([expect.closeTo(200, 9), expect.closeTo(0, 9)]);
  });

  test('a model without terms of a balance has none', () => {
    expect(monthBalances({ ...model.tables, balance_terms: [] })).toEqual([]);
    expect([balanceSpread([], 'supplied'), suppliedBeside([], 2020, 8), seasonResiduals([])]).toEqual([null, null, []]);
  });
});

describe('the tables of the model are those of the balance', () => {
  const schedule = (line: string, year: number, month: number): number =>
    model.tables.export_schedule.find((row) => row.export === line && row.year === year && row.month === month)!
      .mean_mw;

  test.each(everyMonth)('Sichuan-Chongqing and the correction of %i-%i', (year, month) => {
    const told = toldToModel(model.tables, balances, year, month)!;
    expect(schedule('chuanyu', year, month)).toBeCloseTo(told.neighbourMw, 0);
    expect(Math.abs(schedule('chuanyu', year, month) - told.neighbourMw)).toBeLessThanOrEqual(0.051);
    const { energy_gwh: correction } = model.tables.load_corrections.find(
      (row) => row.year === year && row.month === month,
    )!;
    expect(Math.abs(correction - told.correction)).toBeLessThanOrEqual(0.051);
    expect(Math.abs(correction)).toBeLessThan(
      0.1 * model.tables.load_months.find((row) => row.year === year && row.month === month)!.consumption_gwh,
    );
  });

  test.each(everyMonth.filter(([, month]) => month >= 3 && month <= 11))(
    'lines to the Northwest and Central China, imports of %i-%i',
    (year, month) => {
      const { hours, northwest, tibet, line } = of(year, month);
      const mw = (gwh: number): number => (gwh * 1000) / hours;
      expect(
        Math.abs(schedule('debao', year, month) - Math.min(3000, mw(Math.max(0, northwest - tibet)))),
      ).toBeLessThanOrEqual(0.15);
      expect(tibet).toBeCloseTo(Math.min(0.3 * hours, northwest), 1);
      if (year > 2021 || (year === 2021 && month >= 6))
        expect(
          Math.abs(schedule('yazhong', year, month) - (year === 2021 && month === 6 ? (line * 1000) / 240 : mw(line))),
        ).toBeLessThanOrEqual(0.051);
      const imported = (id: string): number =>
        model.tables.imports.find((row) => row.id === id && row.year === year && row.month === month)!.max_mw;
      expect(
        Math.abs(imported('northwest') - mw(published('import', 'northwest-to-southwest', year, month))),
      ).toBeLessThanOrEqual(0.051);
      expect(
        Math.abs(
          imported('central') -
            mw(
              published('import', 'central-to-southwest', year, month) +
                published('import', 'east-to-southwest', year, month),
            ),
        ),
      ).toBeLessThanOrEqual(0.051);
    },
  );

  test.each(everyMonth)('thermal floor of %i-%i', (year, month) => {
    const floor = model.tables.thermal_floor.find((row) => row.year === year && row.month === month)!.mean_mw;
    expect(
      Math.abs(
        floor -
          Math.min(
            6900,
            (published('thermal_generation', 'nbs', year, month) * 1000) / (24 * daysInMonth(year, month)),
          ),
      ),
    ).toBeLessThanOrEqual(0.12);
  });

  test('a correction beyond a tenth of the consumption of its month is told', () => {
    expect(modelFindings(model.tables).filter(({ path }) => path.startsWith('load_corrections'))).toEqual([]);
    const [first, ...rest] = model.tables.load_corrections;
    const findings = modelFindings({ ...model.tables, load_corrections: [{ ...first, energy_gwh: -2500 }, ...rest] });
    expect(findings.map(({ path, en }) => `${path} ${en}`).join('\n')).toMatch(
      /load_corrections.*2018:1.energy_gwh .*-2,?500 GWh does not agree/,
    );
  });
});
