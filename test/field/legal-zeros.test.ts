import { expect, test } from 'vitest';
import { checkModel } from '../../src/system/reading/check-model.ts';
import { TABLES, type Tables } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { between, hourly, ran, toy, toyDeps } from './toy.ts';

const days = between('06-07', '06-10');
const surplusOnly =
  (price: number) =>
  ({ exports, export_schedule }: Tables): Partial<Tables> => ({
    exports: exports.map((row) => ({ ...row, kind: 'surplus' as const, surplus_yuan_per_mwh: price })),
    export_schedule: export_schedule.map((row) => ({ ...row, contract_share: 0 })),
  });

test.each(['screen', 'standard', 'exact'] as const)(
  'level %s: surplus that is worth nothing is sold rather than spilled; surplus that has to be paid for is spilled',
  async (level) => {
    for (const [price, sold] of [
      [100, 20],
      [0, 20],
      [-0.5, 0],
      [-5, 0],
      [-200, 0],
    ] as const) {
      const record = await ran(
        await toyDeps(surplusOnly(price)),
        await toy('base', { ...days, export_rule: 'all-free' }),
        level,
      );
      expect(
        Math.max(...hourly(record, 'export_mw', 'east').map((mw) => Math.abs(mw - sold))),
        `price ${price}`,
      ).toBeLessThan(1e-4);
      expect(record.result.all_hydro.curtailed_gwh, `price ${price}`).toBeCloseTo(((68 - sold) * 72) / 1000, 5);
      expect(record.result.optimality.lower_bound).toBeLessThanOrEqual(record.result.optimality.upper_bound);
    }
  },
);

test('free coal, free imports, contracts without a price and months without load are legal, and a month without load is one', async () => {
  const deps = await toyDeps(({ thermal, exports, load_months }: Tables): Partial<Tables> => ({
    thermal: thermal.map((row) => TABLES.thermal.parse({ ...row, yuan_per_mwh: 0 })),
    exports: exports.map((row) => TABLES.exports.parse({ ...row, contract_yuan_per_mwh: 0 })),
    imports: [
      TABLES.imports.parse({
        id: 'gift',
        name_en: 'Gift',
        name_zh: '赠',
        zone: 'city',
        year: 2021,
        month: 6,
        max_mw: 1,
        yuan_per_mwh: 0,
        source: 'toy',
        confidence: 'assumed',
      }),
    ],
    load_months: load_months.map((row) =>
      TABLES.load_months.parse(row.month === 6 ? { ...row, consumption_gwh: 0 } : row),
    ),
  }));
  expect(checkModel(orThrow(await deps.models.model('two-plant-cascade')))).toEqual([]);
  for (const level of ['screen', 'standard'] as const) {
    const record = await ran(deps, await toy('base', days), level);
    expect(hourly(record, 'load_mw', 'city').every((mw) => Math.abs(mw) < 1e-6)).toBe(true);
  }
});

test.each(['screen', 'standard', 'exact'] as const)(
  'level %s: where water is spilled a MW more costs nothing, and beyond the section what coal costs',
  async (level) => {
    const record = await ran(await toyDeps(), await toy('base', days), level);
    expect([
      ...new Set(hourly(record, 'price_yuan_per_mwh', 'mountain').map((yuan) => Number(yuan.toFixed(3)))),
    ]).toEqual([0]);
    expect([...new Set(hourly(record, 'price_yuan_per_mwh', 'city').map((yuan) => Number(yuan.toFixed(1))))]).toEqual([
      300,
    ]);
  },
);
