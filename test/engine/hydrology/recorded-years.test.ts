import { beforeAll, describe, expect, test } from 'vitest';
import { recordedYears } from '../../../bench/recorded-years.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import type { Model, Row } from '../../../src/system/model/model.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { correlation, deviation, mean } from './statistics.ts';
import { checkScenario } from '../../support/from-words.ts';

const YEARS = Array.from({ length: 20 }, (_, i) => `recorded-${1981 + i}`);
let model: Model, rows: Row<'water_years'>[];
beforeAll(async () => {
  model = orThrow(await loadModelFolder('models/sichuan'));
  rows = model.tables.water_years.filter((row) => row.water_year.startsWith('recorded-'));
});

const factors = (gauge: string, month: number): Float64Array => {
  const own = new Map(
    rows.filter((row) => row.gauge === gauge && row.month === month).map((row) => [row.water_year, row.factor]),
  );
  return Float64Array.from(YEARS, (year) => own.get(year)!);
};

describe('the recorded years 1981 to 2000', () => {
  test('the shipped rows are those that the script makes of the recorded gauge, to the last digit', () => {
    const key = (row: Row<'water_years'>): string =>
      `${row.water_year}|${row.gauge}|${String(row.month).padStart(2, '0')}`;
    const byKey = (list: readonly Row<'water_years'>[]): Row<'water_years'>[] =>
      [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(rows).toHaveLength(20 * 9 * 12);
    expect(byKey(recordedYears(model.tables))).toEqual(byKey(rows));
  });

  test('Cv and lag 1 of the recorded gauge are those of flow_variability, and every month has mean 1', () => {
    for (const { month, cv, lag1 } of model.tables.flow_variability.filter((row) => row.gauge === 'yalong-jinping')) {
      const now = factors('yalong-jinping', month);
      const before = month === 1 ? factors('yalong-jinping', 12).subarray(0, 19) : factors('yalong-jinping', month - 1);
      // November lacks a year, which the law fills in
      const slack = month === 11 || month === 12 ? 0.01 : 0.005;
      expect(Math.abs(mean(now) - 1)).toBeLessThan(slack);
      expect(Math.abs(deviation(now) / mean(now) - cv)).toBeLessThan(slack);
      expect(Math.abs(correlation(month === 1 ? now.subarray(1) : now, before) - lag1)).toBeLessThan(2 * slack);
    }
  });

  test('what is drawn is said to be drawn, and keeps mean and Cv of its gauge about', () => {
    for (const row of rows)
      expect([row.gauge, row.confidence]).toEqual([
        row.gauge,
        row.gauge.startsWith('yalong') && !(row.water_year === 'recorded-1991' && row.month === 11)
          ? 'derived'
          : 'assumed',
      ]);
    for (const { gauge, month, cv } of model.tables.flow_variability.filter((row) => !row.gauge.startsWith('yalong'))) {
      const drawn = factors(gauge, month);
      expect(Math.abs(mean(drawn) - 1)).toBeLessThan(0.03);
      expect(deviation(drawn) / mean(drawn) / cv).toBeGreaterThan(0.6);
      expect(deviation(drawn) / mean(drawn) / cv).toBeLessThan(1.45);
    }
  });

  test('the rivers go with the Yalong as the tables say, within what twenty years tell, in the mean over months', () => {
    for (const { gauge_a, gauge_b, correlation: stated } of model.tables.flow_correlation) {
      if (
        ![gauge_a, gauge_b].includes('yalong-jinping') ||
        (gauge_a.startsWith('yalong') && gauge_b.startsWith('yalong'))
      )
        continue;
      const found = Array.from({ length: 12 }, (_, m) => correlation(factors(gauge_a, m + 1), factors(gauge_b, m + 1)));
      expect(Math.abs(found.reduce((sum, r) => sum + r, 0) / 12 - stated)).toBeLessThan(0.15);
    }
  });

  test('every one of them can stand as the water of a scenario', async () => {
    const base = orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml'));
    for (const water_year of YEARS)
      expect(checkScenario({ ...base, water: { water_year, factor: 1 } }, model)).toEqual([]);
  });
});
