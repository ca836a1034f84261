import { expect, it } from 'vitest';
import { drawnInputs, type Uncertainty } from '../../../src/engine/ensemble/drawn-inputs.ts';
import { varyCase } from '../../../src/engine/ensemble/vary-case.ts';
import { tinyCase } from '../tiny-case.ts';

const told = { unit: '1' as const, drawn: 'always' as const, source: 'test', confidence: 'assumed' as const };
const rows: Uncertainty[] = [
  { input: 'water_error', distribution: 'lognormal', sd: 0.05, ...told },
  { input: 'section_limit', distribution: 'uniform', low: 0.9, high: 1.1, ...told },
  { input: 'demand', distribution: 'uniform', low: 0.98, high: 1.02, ...told },
  { input: 'size', distribution: 'triangular', low: 2400, mode: 3200, high: 8000, ...told, unit: 'MW' },
];

it('mirrors pairs, keeps to the ranges, and depends on seed and draw alone', () => {
  const draw = drawnInputs(rows, 5, 3, [6, 7], 4);
  const [even, odd] = [draw(6), draw(7)];
  expect(drawnInputs(rows, 5, 3, [6, 7], 4)(6)).toEqual(even);
  expect(drawnInputs(rows.slice(1), 5, 3, [6, 7], 4)(6)).toEqual({ ...even, waterError: Float64Array.of(1, 1) });
  expect(drawnInputs(rows, 6, 3, [6, 7], 4)(6).demand).not.toBe(even.demand);
  even.sectionLimit.forEach((factor, s) => expect(factor + odd.sectionLimit[s]).toBeCloseTo(2, 12));
  expect(new Set(even.sectionLimit).size).toBe(3);
  expect(even.exportAcceptance).toBe(1);
  for (let k = 0; k < 50; k++) {
    const { demand, sizeMw } = draw(k);
    expect([demand >= 0.98, demand <= 1.02, sizeMw! >= 2400, sizeMw! <= 8000]).toEqual([true, true, true, true]);
  }
});

it('draws errors of mean 1 and the spread stated', () => {
  const draw = drawnInputs(rows, 11, 0, [6], 0);
  const factors = Array.from({ length: 4000 }, (_, k) => draw(k).waterError[0]);
  const mean = factors.reduce((sum, value) => sum + value, 0) / factors.length;
  const sd = Math.sqrt(factors.reduce((sum, value) => sum + (value - mean) ** 2, 0) / factors.length);
  expect(mean).toBeCloseTo(1, 3);
  expect(sd).toBeCloseTo(0.05, 2);
});

it('scales limits, schedules up to the rating, and firm load, the same in both worlds', () => {
  const drawn = {
    sectionLimit: Float64Array.of(0.9),
    exportAcceptance: 1.5,
    demand: 1.02,
    forcedOutage: new Float64Array(2),
  };
  const [kept, removed] = [tinyCase(30), tinyCase(0)].map((c) => varyCase(c, drawn));
  expect([kept.sections.limit[0], kept.exports.most[0], kept.exports.contract[0], kept.zones.load[0]]).toEqual([
    13.5,
    60,
    0,
    70 * 1.02,
  ]);
  expect(kept.zones.interruptibleLoad[0]).toBe(30);
  expect(kept.commonHash).toBe(removed.commonHash);
  expect(kept.hash).not.toBe(removed.hash);
  expect(varyCase(tinyCase(30), { ...drawn, demand: 1 }).commonHash).not.toBe(kept.commonHash);
});

it('a forced outage takes its share of one station all season, the same in both worlds; none leaves the case as it is', () => {
  const outage = {
    input: 'forced_outage' as const,
    distribution: 'triangular' as const,
    low: 0,
    mode: 0.02,
    high: 0.08,
    ...told,
  };
  const drawn = drawnInputs([outage], 5, 1, [6], 2)(4);
  drawn.forcedOutage.forEach((share) => {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.08);
  });
  expect(drawn.forcedOutage[0]).not.toBe(drawn.forcedOutage[1]);
  const [kept, removed] = [tinyCase(30), tinyCase(0)].map((c) => varyCase(c, drawn));
  expect([kept.stations.capacity[0], kept.stations.capacity[47]]).toEqual([
    80 * (1 - drawn.forcedOutage[0]),
    35 * (1 - drawn.forcedOutage[1]),
  ]);
  expect(kept.commonHash).toBe(removed.commonHash);
  const none = { ...drawn, forcedOutage: new Float64Array(2) };
  expect(varyCase(tinyCase(30), none).stations).toEqual(tinyCase(30).stations);
  expect(varyCase(tinyCase(30), none).hash).not.toBe(kept.hash);
});

it('one month may have an error of its own; the others keep theirs', () => {
  const monthly: Uncertainty[] = [
    ...rows,
    { input: 'water_error', month: 9, distribution: 'uniform', low: 0.8, high: 1.3, ...told },
  ];
  const [plain, own] = [drawnInputs(rows, 5, 3, [8, 9], 0)(2), drawnInputs(monthly, 5, 3, [8, 9], 0)(2)];
  expect(own.waterError[0]).toBe(plain.waterError[0]);
  expect(own.waterError[1]).not.toBe(plain.waterError[1]);
  for (let k = 0; k < 40; k++) {
    const [a, b] = [drawnInputs(monthly, 5, 3, [8, 9], 0)(2 * k), drawnInputs(monthly, 5, 3, [8, 9], 0)(2 * k + 1)].map(
      (draw) => draw.waterError[1],
    );
    expect([a >= 0.8, a <= 1.3]).toEqual([true, true]);
    expect(a + b).toBeCloseTo(2.1, 12);
  }
});
