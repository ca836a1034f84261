import { describe, expect, test } from 'vitest';
import { balancedNormals } from '../../../src/engine/hydrology/balanced-normals.ts';
import { STREAMS, standardNormal } from '../../../src/engine/hydrology/standard-normal.ts';
import { threefry } from '../../../src/engine/hydrology/threefry.ts';
import { correlation, deviation, mean } from './statistics.ts';

describe('random numbers', () => {
  test('threefry gives the published answers (Random123, threefry2x32 with 20 rounds)', () => {
    expect(threefry(0, 0, 0, 0)).toEqual([0x6b200159, 0x99ba4efe]);
    expect(threefry(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff)).toEqual([0x1cb996fc, 0xbb002be7]);
    expect(threefry(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toEqual([0xc4923a9c, 0x483df7a0]);
  });

  test('normal numbers are normal, and differ by seed, stream, draw and index', () => {
    const sample = Float64Array.from({ length: 20000 }, (_, i) =>
      standardNormal(7, STREAMS.daily, i % 50, Math.floor(i / 50)),
    );
    expect(Math.abs(mean(sample))).toBeLessThan(0.03);
    expect(Math.abs(deviation(sample) - 1)).toBeLessThan(0.02);
    expect(sample.filter((v) => v > 1.959964).length / sample.length).toBeCloseTo(0.025, 2);
    const one = standardNormal(7, STREAMS.daily, 3, 4);
    for (const other of [
      standardNormal(8, STREAMS.daily, 3, 4),
      standardNormal(7 + 2 ** 32, STREAMS.daily, 3, 4),
      standardNormal(7, STREAMS.monthly, 3, 4),
      standardNormal(7, STREAMS.daily, 4, 3),
    ]) {
      expect(other).not.toBe(one);
    }
  });

  test('a batch of 500 rows has mean 0, spread 1 and no correlation, to rounding', () => {
    const normals = balancedNormals(3, STREAMS.monthly, 20);
    const rows = Array.from({ length: 500 }, (_, k) => normals.row(500 + k));
    const column = (i: number): Float64Array => Float64Array.from(rows, (row) => row[i]);
    for (let i = 0; i < 20; i++) {
      expect(mean(column(i))).toBeCloseTo(0, 12);
      expect((deviation(column(i)) ** 2 * 499) / 500).toBeCloseTo(1, 12);
      if (i > 0) expect(correlation(column(i), column(i - 1))).toBeCloseTo(0, 12);
    }
  });
});
