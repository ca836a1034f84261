import { describe, expect, it } from 'vitest';
import { rounded, seriesScale, settled } from '../../src/system/words/dust.ts';

describe('dust', () => {
  it("is what lies below a millionth of a series' scale", () => {
    expect([1e-4, -1e-4, 9.9e-5, 0, 100].map((value) => settled(value, 100))).toEqual([1e-4, -1e-4, 0, 0, 100]);
  });

  it('leaves no negative zero, and numbers that are none', () => {
    expect(Object.is(settled(-0, 1), 0)).toBe(true);
    expect(Object.is(settled(-1e-9, 1), 0)).toBe(true);
    expect(settled(NaN, 1)).toBeNaN();
  });

  it('is measured by the largest value, or by what the owner could have', () => {
    expect(seriesScale([1, -5, null, 3])).toBe(5);
    expect(seriesScale([1e-9, 2e-9], 40)).toBe(40);
    expect(seriesScale([2, 3], Infinity)).toBe(3);
    expect(seriesScale([])).toBe(0);
  });

  it('in last digits is rounded away', () => {
    expect(rounded(2.9999999999999996, 4)).toBe(3);
    expect(rounded(1 / 3, 1)).toBe(0.33333333333);
    expect(rounded(1e-7, 1)).toBe(0);
    expect(rounded(1.2345678901234e15, 1.2345678901234e15)).toBe(1.2345678901234e15);
    expect(rounded(0, 0)).toBe(0);
  });
});
