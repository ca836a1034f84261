import { describe, expect, it } from 'vitest';
import { causeScales } from '../../src/study/comparison/cause-scale.ts';

describe('shares of causes meet the books of both worlds', () => {
  it('by scale alone where both worlds are told', () => {
    expect(causeScales([500, 2000], [550, 1800])).toEqual([
      { scale: 1.1, rest: 0, restOf: null },
      { scale: 0.9, rest: 0, restOf: null },
    ]);
    expect(causeScales([0, 100], [0, 100])).toEqual([
      { scale: 1, rest: 0, restOf: null },
      { scale: 1, rest: 0, restOf: null },
    ]);
  });

  it('with the rest of a world that the season in blocks does not tell undivided in both', () => {
    expect(causeScales([1e-8, 2000], [1000, 4000])).toEqual([
      { scale: 1, rest: 1000 - 1e-8, restOf: 0 },
      { scale: (4000 - (1000 - 1e-8)) / 2000, rest: 1000 - 1e-8, restOf: 0 },
    ]);
    expect(causeScales([2000, 0], [4000, 1000])).toEqual([
      { scale: 1.5, rest: 1000, restOf: 1 },
      { scale: 1, rest: 1000, restOf: 1 },
    ]);
  });

  it('and in that world alone where the other has no room for it, or is not told either', () => {
    expect(causeScales([0, 100], [1000, 900])).toEqual([
      { scale: 1, rest: 1000, restOf: 0 },
      { scale: 9, rest: 0, restOf: null },
    ]);
    expect(causeScales([0, 1], [1000, 900])).toEqual([
      { scale: 1, rest: 1000, restOf: 0 },
      { scale: 1, rest: 899, restOf: 1 },
    ]);
  });

  it('so that what is scaled and what is not add up to the books', () => {
    for (const found of [0, 1e-9, 3, 90, 4000] as const)
      for (const booked of [0, 5, 800, 5000] as const) {
        const pair = causeScales([found, 700], [booked, 900]);
        expect(pair[0].scale * found + pair[0].rest).toBeCloseTo(booked, 9);
        expect(pair[1].scale * 700 + pair[1].rest).toBeCloseTo(900, 9);
      }
  });
});
