import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addUp, addUpBoth } from '../../src/study/present/add-up.ts';

const runs = { numRuns: 200, seed: 20210620 };
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const whole = (value: number, decimals: number): number => Math.round(value * 10 ** decimals);

describe('addUp', () => {
  it('rounds so that rows add to the rounded total, moving the largest remainders', () => {
    expect(addUp([0.04, 0.04, 0.04], 1)).toEqual({ rows: [0.1, 0, 0], total: 0.1 });
    expect(addUp([1.26, -0.33, 0.07], 1)).toEqual({ rows: [1.2, -0.3, 0.1], total: 1 });
    expect(addUp([], 1)).toEqual({ rows: [], total: 0 });
    expect(addUp([-0.01, 0], 1).rows.some((value) => Object.is(value, -0))).toBe(false);
  });

  it('meets a total that was rounded elsewhere', () => {
    expect(addUp([0.14, 0.14, 0.14], 1, 0.4)).toEqual({ rows: [0.2, 0.1, 0.1], total: 0.4 });
    expect(addUp([0.14, 0.14, 0.14], 1, 0.5)).toEqual({ rows: [0.2, 0.2, 0.1], total: 0.5 });
  });

  it('adds in 200 random lists, no value moved by a last digit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { maxLength: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (values, decimals) => {
          const { rows, total } = addUp(values, decimals);
          expect(sum(rows.map((row) => whole(row, decimals)))).toBe(whole(total, decimals));
          rows.forEach((row, i) => expect(Math.abs(row - values[i])).toBeLessThan(10 ** -decimals * 1.0001));
        },
      ),
      runs,
    );
  });
});

describe('addUpBoth', () => {
  it('adds by rows and by columns in 200 random tables, every cell and total within a last digit', () => {
    const table = fc.integer({ min: 1, max: 8 }).chain((rows) =>
      fc.array(fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: rows, maxLength: rows }), {
        minLength: 1,
        maxLength: 8,
      }),
    );
    fc.assert(
      fc.property(table, (columns) => {
        const shown = addUpBoth(columns, 1);
        const tenths = (values: readonly number[]): number => sum(values.map((value) => whole(value, 1)));
        shown.columns.forEach((column, c) => {
          expect(tenths(column)).toBe(whole(shown.columnTotals[c], 1));
          expect(Math.abs(shown.columnTotals[c] - sum(columns[c]))).toBeLessThan(0.10001);
          column.forEach((cell, r) => expect(Math.abs(cell - columns[c][r])).toBeLessThan(0.10001));
        });
        shown.rowTotals.forEach((total, r) => {
          expect(tenths(shown.columns.map((column) => column[r]))).toBe(whole(total, 1));
          expect(Math.abs(total - sum(columns.map((column) => column[r])))).toBeLessThan(0.10001);
        });
        expect(tenths(shown.columnTotals)).toBe(whole(shown.total, 1));
        expect(tenths(shown.rowTotals)).toBe(whole(shown.total, 1));
      }),
      runs,
    );
  });
});
