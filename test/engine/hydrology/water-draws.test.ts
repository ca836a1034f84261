import { beforeAll, describe, expect, test } from 'vitest';
import { withDrawnWater } from '../../../src/engine/compile-case/with-drawn-water.ts';
import { dailyCourse } from '../../../src/engine/hydrology/daily-course.ts';
import { monthCourse, monthMeans } from '../../../src/engine/hydrology/month-course.ts';
import { monthlyFlows } from '../../../src/engine/hydrology/monthly-flows.ts';
import { waterDraws } from '../../../src/engine/hydrology/water-draws.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { daysInMonth, midnight, monthOf } from '../../../src/system/words/calendar.ts';
import { flowModel } from '../../../src/system/model/flow-model.ts';
import type { Model } from '../../../src/system/model/model.ts';
import { InvalidInput, orThrow } from '../../../src/system/words/problem.ts';
import type { Scenario } from '../../../src/system/scenario/scenario.ts';
import { correlation } from './statistics.ts';
import { compileCase, compileRiver, seasonOf } from '../../support/from-words.ts';

let model: Model, base: Scenario, shutdown: Scenario;
beforeAll(async () => {
  model = orThrow(await loadModelFolder('models/sichuan'));
  base = orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml'));
  shutdown = orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml'));
});

const year = { start: midnight(2021, 1, 1), days: 365 };

describe('days of a drawn year', () => {
  test('every month keeps its mean, no flow is negative', () => {
    const flow = flowModel(model.tables)!;
    const draws = waterDraws(model, 9, year);
    for (const draw of [0, 1, 77]) {
      const monthly = monthlyFlows(flow, 9, 12, 14).flows(draw);
      const { ratio } = draws.year(draw);
      expect(Math.min(...ratio)).toBeGreaterThan(0);
      model.tables.gauges.forEach((gauge, g) => {
        for (let month = 1; month <= 12; month++) {
          const from = Math.round((midnight(2021, month, 1) - year.start) / 24);
          const days = ratio.subarray(g * 365 + from, g * 365 + from + daysInMonth(2021, month));
          const found = (days.reduce((sum, v) => sum + v, 0) / days.length) * gauge.mean_flow_m3s;
          expect(found / monthly[g * 14 + month]).toBeCloseTo(1, 10);
        }
      });
    }
  });

  test('no day of fifty wet seasons is without water', () => {
    const draws = waterDraws(model, 1, { start: midnight(2021, 6, 1), days: 153 });
    for (let draw = 0; draw < 50; draw++)
      expect(draws.year(draw).ratio.every((ratio) => ratio > 0 && Number.isFinite(ratio))).toBe(true);
  });

  test('nothing jumps where months meet: the steps there are like those inside', () => {
    const draws = waterDraws(model, 4, year);
    const steps = { inside: [] as number[], across: [] as number[] };
    for (let draw = 0; draw < 20; draw++) {
      const { ratio } = draws.year(draw);
      for (let i = 1; i < ratio.length; i++) {
        if (i % 365 === 0) continue;
        const across = monthOf(year.start + (i % 365) * 24) !== monthOf(year.start + ((i % 365) - 1) * 24);
        steps[across ? 'across' : 'inside'].push(Math.log(ratio[i] / ratio[i - 1]) ** 2);
      }
    }
    const rms = (squares: number[]): number => Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / squares.length);
    expect(rms(steps.across) / rms(steps.inside)).toBeLessThan(1.15);
  });

  test('a wet day is followed by a wet day, nearly always along one river, and often in the next', () => {
    const draws = waterDraws(model, 4, { start: midnight(2021, 7, 1), days: 31 });
    const gauges = model.tables.gauges.map((g) => g.id);
    const [near, upper, far] = ['dadu-pubugou', 'dadu-upper', 'qingyi-jiajiang'].map((id) => gauges.indexOf(id));
    const drawn = Array.from({ length: 60 }, (_, k) => draws.year(k).ratio);
    const anomalies = (g: number, shift: number): Float64Array =>
      Float64Array.from(
        drawn
          .map((ratio) => {
            const month = ratio.subarray(g * 31, (g + 1) * 31);
            const average = month.reduce((sum, v) => sum + v, 0) / 31;
            return [...month.subarray(5 + shift, 26 + shift)].map((v) => Math.log(v / average));
          })
          .flat(),
      );
    expect(correlation(anomalies(near, 0), anomalies(near, 1))).toBeGreaterThan(0.7);
    expect(correlation(anomalies(near, 0), anomalies(upper, 0))).toBeGreaterThan(0.85);
    expect(correlation(anomalies(near, 0), anomalies(far, 0))).toBeGreaterThan(0.2);
  });

  test('a month without water has none', () => {
    const course = monthCourse([31, 28, 31]);
    const daily = dailyCourse(course, Float64Array.of(10, 0, 20), new Float64Array(90));
    expect([...monthMeans(course, daily)]).toEqual([expect.closeTo(10, 9), 0, expect.closeTo(20, 9)]);
  });

  test('a shorter season is a part of the longer one', () => {
    const season = { start: midnight(2021, 6, 1), days: 153 };
    const [long, short] = [waterDraws(model, 1, year).year(3).ratio, waterDraws(model, 1, season).year(3).ratio];
    expect(short.subarray(153, 306)).toEqual(long.subarray(365 + 151, 365 + 151 + 153));
  });

  test('a model without variability says so', () => {
    const bare = { ...model, tables: { ...model.tables, flow_variability: [] } };
    expect(() => waterDraws(bare, 1, year)).toThrow(InvalidInput);
  });
});

describe('a case with drawn water', () => {
  test('both worlds get the same water and keep their common hash; the compiled case is untouched', () => {
    const [kept, removed] = [compileCase(model, base), compileCase(model, shutdown)];
    const season = seasonOf(base);
    const river = compileRiver(model, base, season);
    const before = kept.stations.inflow.slice();
    const drawn = waterDraws(model, 2, season);
    const [a, b, again, other] = [
      [kept, 5],
      [removed, 5],
      [kept, 5],
      [kept, 6],
    ].map(([c, draw]) => withDrawnWater(c as typeof kept, river, drawn.year(draw as number)));
    expect(a.commonHash).toBe(b.commonHash);
    expect(a.hash).not.toBe(b.hash);
    expect([again.hash, again.commonHash]).toEqual([a.hash, a.commonHash]);
    expect(new Set([a.commonHash, other.commonHash, kept.commonHash]).size).toBe(3);
    expect(a.stations.inflow).toEqual(b.stations.inflow);
    expect(a.aggregated.ratio).toEqual(b.aggregated.ratio);
    expect(a.waterYear).toBe('drawn-2-5');
    expect(Object.isFrozen(a)).toBe(true);
    expect(kept.stations.inflow).toEqual(before);
    expect(a.stations.normalInflow).toBe(kept.stations.normalInflow);
  });

  test('flow at its annual mean gives every station its local mean, less withdrawals', () => {
    const normal = compileCase(model, { ...base, water: { water_year: 'normal', factor: 1 } });
    const season = seasonOf(base);
    const river = compileRiver(model, base, season);
    const means = waterDraws(model, 2, season)
      .year(0)
      .ratio.map(() => 1);
    const flat = withDrawnWater(normal, river, { seed: 0, draw: 0, ratio: means });
    river.localMean.forEach((mean, i) =>
      expect(flat.stations.inflow[i * normal.hours]).toBeCloseTo(
        mean - Math.min(river.withdrawn[i * season.days], 0.8 * mean),
        9,
      ),
    );
    expect([...flat.stations.inflow].every((v) => v >= 0)).toBe(true);
  });
});
