import { describe, expect, test } from 'vitest';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import { KERNEL_BYTES } from '../../../src/engine/solver/memory/kernel-bytes.ts';
import { KernelSpace, OutOfKernelMemory } from '../../../src/engine/solver/memory/kernel-space.ts';
import { compileKernels } from '../../../tools/compile-kernels.js';
import { dayProgram } from './synthetic-programs.ts';
import { feasibleProgram } from './random-programs.ts';

describe('compiled kernels', () => {
  test('the bytes are what the sources compile to', async () => {
    expect(Buffer.from(await compileKernels()).toString('base64') === KERNEL_BYTES, 'run `npm run kernels`').toBe(true);
  });

  test('a memory that grows keeps what it holds, and gives it free again', () => {
    const space = new KernelSpace();
    const first = space.vector(Float64Array.of(1, 2, 3));
    const large = space.vector(1_000_000);
    expect([...first.list]).toEqual([1, 2, 3]);
    expect(space.kernels.largest(first.at, 3)).toBe(3);
    space.clear();
    expect(space.vector(3).at).toBe(first.at);
    expect([...first.list]).toEqual([0, 0, 0]);
    expect(large.length).toBe(1_000_000);
  });

  test('a value that is no number counts as largest, wherever it stands; else the largest size counts', () => {
    const space = new KernelSpace();
    for (let length = 1; length <= 11; length++) {
      for (let at = 0; at < length; at++) {
        const largest = (odd: number): number => {
          space.clear();
          return space.kernels.largest(
            space.vector(Float64Array.from({ length }, (_, k) => (k === at ? odd : k))).at,
            length,
          );
        };
        expect([largest(NaN), largest(-20), largest(-Infinity)], `${at} of ${length}`).toEqual([NaN, 20, Infinity]);
      }
    }
  });

  test('what does not fit is told, and leaves the space usable', () => {
    const space = new KernelSpace();
    expect(() => space.vector(600_000_000)).toThrow(OutOfKernelMemory);
    space.clear();
    expect(space.vector(Float64Array.of(5)).list[0]).toBe(5);
  });

  test('a large program before a small one changes no bit of its answer', () => {
    const small = feasibleProgram(12);
    const fresh = createInteriorPoint()(small);
    const solve = createInteriorPoint();
    solve(dayProgram(1, 6));
    expect(solve(small).x).toEqual(fresh.x);
  });
});
