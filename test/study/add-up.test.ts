import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addUp } from '../../src/study/add-up.ts';

it('gives rounded rows that add to the rounded total', () => {
  expect(addUp([0.34, 0.33, 0.33], 1)).toEqual({ rows: [0.4, 0.3, 0.3], total: 1 });
  fc.assert(fc.property(fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { maxLength: 20 }), (values) => {
    const { rows, total } = addUp(values, 1);
    expect(Math.round(10 * rows.reduce((sum, value) => sum + value, 0))).toBe(Math.round(10 * total));
    rows.forEach((row, i) => expect(Math.abs(row - values[i])).toBeLessThan(0.1 + 1e-9));
  }));
});
