import { expect, it } from 'vitest';
import { profileQuantile, type ProfilePoint } from '../../../src/engine/ensemble/profile-sample.ts';

const normal = (mean: number, sd: number): ProfilePoint[] => Array.from({ length: 241 }, (_, k) => mean + sd * (k / 20 - 6)).map((value) => ({ value, misfit: 7 + ((value - mean) / sd) ** 2 }));

it('a parabola of misfits is a normal distribution, whatever its least misfit', () => {
  const at = (share: number): number => profileQuantile(normal(3, 0.5), share);
  expect(at(0.5)).toBeCloseTo(3, 6);
  expect(at(0.975)).toBeCloseTo(3 + 0.5 * 1.95996, 2);
  expect(at(0.1) + at(0.9)).toBeCloseTo(6, 6);
});

it('a flat profile is uniform, a wall on one side leaves nothing beyond it, one point is the answer', () => {
  const flat = [0, 1, 2].map((value) => ({ value, misfit: 4 }));
  expect([0, 0.25, 0.5, 1].map((share) => profileQuantile(flat, share))).toEqual([0, 0.5, 1, 2]);
  const wall = [{ value: 0, misfit: 400 }, { value: 1, misfit: 1 }, { value: 2, misfit: 1 }];
  expect(profileQuantile(wall, 0.01)).toBeGreaterThan(0.15);
  expect(profileQuantile(wall, 0.5)).toBeCloseTo(1.25, 6);
  expect(profileQuantile([{ value: 5, misfit: 1 }], 0.3)).toBe(5);
});
