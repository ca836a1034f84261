import { describe, expect, it } from 'vitest';
import { histogramOf } from '../../src/app/dashboard/histogram.ts';
import { stream } from '../support/random-program.ts';

describe('draws counted in classes', () => {
  it('count every value once, in classes that touch, with round edges', () => {
    const next = stream(11);
    for (let trial = 0; trial < 200; trial++) {
      const size = 10 ** ((trial % 7) - 3);
      const values = Array.from({ length: 2 + trial }, () => size * (next() - 0.3));
      const { classes, width } = histogramOf(values)!;
      expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      expect(classes.at(-1)!.upTo).toBe(values.length);
      for (const [i, { from, to, count }] of classes.entries()) {
        expect(to - from).toBeCloseTo(width, 9);
        if (i > 0) expect(from).toBe(classes[i - 1].to);
        const last = i === classes.length - 1;
        // Edges are rounded for reading, so that a value on one may fall to either side by rounding.
        const inside = values.filter(
          (value) => value >= from - 1e-9 * size && (last ? value <= to + 1e-9 * size : value < to - 1e-9 * size),
        ).length;
        expect(inside).toBe(count);
      }
      expect([1, 2, 2.5, 5]).toContain(
        Number((width / 10 ** Math.floor(Math.log10(width * (1 + 1e-12)))).toPrecision(6)),
      );
      expect(classes.length).toBeLessThanOrEqual(32);
    }
  });

  it('have none below an edge for what a solver does not tell apart from it', () => {
    expect(histogramOf([-8e-7, 0, 900, 1900, 3000 + 1e-6])!.classes.map(({ from }) => from)[0]).toBe(0);
    expect(histogramOf([-8e-7, 0, 900, 1900, 3000 + 1e-6])!.classes.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(histogramOf([-40, 0, 900, 1900, 3000])!.classes[0].from).toBeLessThan(-40);
  });

  it('are none where no value differs beyond what a solver tells apart', () => {
    expect(histogramOf([1.371, 1.371 + 1e-9])).toBeNull();
    expect(histogramOf([0, 0, 1e-12])).toBeNull();
    expect(histogramOf([-2, -2, -2])).toBeNull();
    expect(
      histogramOf([-3, -2])!
        .classes.map(({ count }) => count)
        .reduce((a, b) => a + b),
    ).toBe(2);
  });
});
