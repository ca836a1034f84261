import { beforeAll, describe, expect, test } from 'vitest';
import { monthlyFlows } from '../../../src/engine/hydrology/monthly-flows.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { flowModel, type FlowModel } from '../../../src/system/model/flow-model.ts';
import type { Model } from '../../../src/system/model/model.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { correlation, deviation, mean } from './statistics.ts';

const YEARS = 2000;
/** the December before, twelve months, the January after */
const MONTHS = 14;
let model: Model, flow: FlowModel;
beforeAll(async () => {
  model = orThrow(await loadModelFolder('models/sichuan'));
  flow = flowModel(model.tables)!;
});

/** One column of 2,000 years for each gauge and month. */
function columns(seed: number): Float64Array[] {
  const generator = monthlyFlows(flow, seed, 12, MONTHS);
  const table = Array.from({ length: flow.gauges.length * MONTHS }, () => new Float64Array(YEARS));
  for (let draw = 0; draw < YEARS; draw++)
    generator.flows(draw).forEach((value, i) => {
      table[i][draw] = value;
    });
  return table;
}

describe('the tables hold the record of the Yalong at Luning, 1981 to 2000', () => {
  const shape = [0.292, 0.259, 0.262, 0.344, 0.593, 1.266, 2.401, 2.02, 2.142, 1.304, 0.657, 0.402];
  const cv = [0.142, 0.139, 0.119, 0.206, 0.205, 0.358, 0.268, 0.424, 0.27, 0.285, 0.188, 0.155];
  const lag1 = [0.98, 0.97, 0.93, 0.45, 0.29, 0.61, 0.24, 0.43, 0.62, 0.78, 0.88, 0.97];
  const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

  test.each([
    ['yalong-jinping', 1],
    ['yalong-ertan', 0.94],
    ['yalong-lianghekou', 1.11],
  ])('%s has its shape and lag, and %d times its Cv', (gauge, times) => {
    const { mean_flow_m3s: annual } = model.tables.gauges.find(({ id }) => id === gauge)!;
    const natural = model.tables.natural_flow.filter((row) => row.gauge === gauge);
    for (const row of natural)
      expect(Math.abs(row.natural_flow_m3s / annual - shape[row.month - 1])).toBeLessThan(0.0015);
    for (const row of model.tables.flow_variability.filter((one) => one.gauge === gauge)) {
      expect(row.lag1).toBe(lag1[row.month - 1]);
      expect(Math.abs(row.cv - times * cv[row.month - 1])).toBeLessThan(0.003);
    }
  });

  test('every gauge keeps its annual mean, days counted', () => {
    for (const { id, mean_flow_m3s: annual } of model.tables.gauges) {
      const sum = model.tables.natural_flow
        .filter(({ gauge }) => gauge === id)
        .reduce((so, row) => so + row.natural_flow_m3s * days[row.month - 1], 0);
      expect(Math.abs(sum / 365 / annual - 1)).toBeLessThan(0.0005);
    }
  });

  test('gauges of one river go together, rivers loosely, the Jialing hardly', () => {
    const river = (gauge: string): string => gauge.split('-')[0];
    for (const { gauge_a, gauge_b, correlation: r } of model.tables.flow_correlation) {
      const pair = [river(gauge_a), river(gauge_b)].sort().join(' ');
      expect([pair, r]).toEqual([
        pair,
        river(gauge_a) === river(gauge_b)
          ? 0.92
          : pair === 'jinsha yalong'
            ? 0.4
            : pair === 'jialing min'
              ? 0.2
              : pair.includes('jialing')
                ? 0.1
                : 0.3,
      ]);
    }
  });
});

describe('monthly flows of 2,000 synthetic years', () => {
  test.each([1, 20210620, Number.MAX_SAFE_INTEGER])(
    'seed %i: monthly mean within 0.02 of its target, Cv within 0.02, lag-1 and cross-basin correlation within 0.05 of the tables',
    (seed) => {
      const table = columns(seed);
      const at = (gauge: string, month: number): Float64Array => table[flow.gauges.indexOf(gauge) * MONTHS + month];
      for (const row of model.tables.flow_variability) {
        const [now, before] = [at(row.gauge, row.month), at(row.gauge, row.month - 1)];
        const natural =
          model.tables.natural_flow.find((n) => n.gauge === row.gauge && n.month === row.month)?.natural_flow_m3s ??
          NaN;
        expect(Math.min(...now)).toBeGreaterThan(0);
        expect(Math.abs(mean(now) / natural - 1)).toBeLessThan(0.02);
        expect(Math.abs(deviation(now) / mean(now) - row.cv)).toBeLessThan(0.02);
        expect(Math.abs(correlation(now, before) - row.lag1)).toBeLessThan(0.05);
      }
      for (const row of model.tables.flow_correlation) {
        for (let month = 1; month <= 12; month++)
          expect(Math.abs(correlation(at(row.gauge_a, month), at(row.gauge_b, month)) - row.correlation)).toBeLessThan(
            0.05,
          );
      }
    },
  );

  test('the annual Cv is the one that the monthly figures were scaled to', () => {
    const table = columns(11);
    flow.gauges.forEach((gauge, g) => {
      const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
      const annual = Float64Array.from({ length: YEARS }, (_, k) =>
        days.reduce((sum, n, m) => sum + n * table[g * MONTHS + m + 1][k], 0),
      );
      const stated = Number(
        /annual Cv of (\d\.\d+)/.exec(model.tables.flow_variability.find((r) => r.gauge === gauge)?.source ?? '')?.[1],
      );
      expect(Math.abs(deviation(annual) / mean(annual) - stated)).toBeLessThan(0.01);
    });
  });

  test('the same seed gives the same bits of all 2,000 years, another seed others', () => {
    const table = columns(1);
    expect(columns(1)).toEqual(table);
    expect(columns(2)[5]).not.toEqual(table[5]);
  });

  test('a draw is the same bits in whatever order, and whatever was drawn before', () => {
    const draws = [0, 1, 2, 499, 500, 501, 1999];
    const inOrder = monthlyFlows(flow, 5, 12, MONTHS);
    const forward = draws.map((k) => inOrder.flows(k));
    const backward = [...draws]
      .reverse()
      .map((k) => inOrder.flows(k))
      .reverse();
    const alone = draws.map((k) => monthlyFlows(flow, 5, 12, MONTHS).flows(k));
    expect(backward).toEqual(forward);
    expect(alone).toEqual(forward);
    expect(new Set(forward.map((values) => values[5])).size).toBe(draws.length);
    expect(monthlyFlows(flow, 6, 12, MONTHS).flows(0)).not.toEqual(forward[0]);
  });
});
