import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Progress, Watch } from '../../src/study/base/ports.ts';
import { phasesOf } from '../../src/study/base/phases.ts';
import { runCount } from '../../src/study/base/run-count.ts';
import { TimeLeft, type Course } from '../../src/study/base/time-left.ts';

const at = (fraction: number, until?: number): Progress => ({
  stage: 'work',
  done: 0,
  total: 1,
  fraction,
  ...(until === undefined ? {} : { until }),
});

describe('time left', () => {
  test('is what the rest takes at the pace so far, and counts down between steps', () => {
    const left = new TimeLeft(1_000);
    left.advance(at(0.2, 0.4), 11_000); // 10 s for 0.2: 40 s for 0.8
    expect(left.course(11_000)).toMatchObject({ fraction: 0.2, left_s: 40, slower: null });
    expect(left.course(16_000).left_s).toBe(35);
    expect(left.course(21_000).left_s).toBe(30); // 0.4 should be done by now
    // 22 s and still below 0.4: at best 0.4 done, so 22 x 0.6 / 0.4 = 33 s are left, within a quarter of 30 (37.5).
    expect(left.course(23_000)).toMatchObject({ left_s: 33, slower: null });
    // 30 s: 45 s left, half as much again as the least told, and says so.
    expect(left.course(31_000)).toMatchObject({ left_s: 45, slower: 'work' });
    left.advance(at(0.6), 31_000); // 30 s for 0.6: 20 s left, and the reason is gone
    expect(left.course(31_000)).toMatchObject({ left_s: 20, slower: null });
  });

  test('says nothing before a twentieth of the work, and is never at its end while work goes on', () => {
    const left = new TimeLeft(0);
    left.advance(at(0.049), 60_000);
    expect(left.course(60_000).left_s).toBeNull();
    left.advance(at(0.05), 61_000);
    expect(left.course(61_000).left_s).toBe(1159); // 61 x 0.95 / 0.05
    left.advance(at(1), 100_000);
    expect(left.course(100_000).fraction).toBe(0.99);
    expect(left.course(100_000).left_s).toBeGreaterThan(0);
  });

  test('never goes back, whatever is told', () => {
    const left = new TimeLeft(0);
    left.advance(at(0.5), 1_000);
    left.advance(at(0.3), 2_000);
    expect(left.course(2_000).fraction).toBe(0.5);
  });
});

/** A phase whose steps take as long as they take, beside the weight that was thought. */
const phase = fc.record({
  weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
  steps: fc.array(fc.double({ min: 0.01, max: 120, noNaN: true }), { minLength: 1, maxLength: 30 }),
  says: fc.boolean(),
});

/** Every reading of a simulated run: phase by phase, step by step, looked at `every` seconds and at every step. */
function readings(
  phases: readonly { weight: number; steps: readonly number[]; says: boolean }[],
  every: number,
): Course[] {
  const left = new TimeLeft(0);
  let now = 0;
  const seen: Course[] = [];
  const look = (): void => {
    seen.push(left.course(now));
  };
  const watch: Watch = {
    onProgress: (progress) => {
      left.advance(progress, now);
      look();
    },
  };
  const watches = phasesOf(watch, Object.fromEntries(phases.map(({ weight }, k) => [`p${k}`, weight])));
  phases.forEach(({ steps, says }, k) => {
    steps.forEach((seconds, step) => {
      watches[`p${k}`].onProgress?.({
        stage: `p${k}`,
        done: step,
        total: steps.length,
        fraction: step / steps.length,
        ...(says ? { until: (step + 1) / steps.length } : {}),
      });
      for (let t = every; t < seconds; t += every) {
        now += 1000 * every;
        look();
      }
      now += 1000 * (seconds % every);
    });
    watches[`p${k}`].onProgress?.({ stage: `p${k}`, done: steps.length, total: steps.length, fraction: 1 });
  });
  return seen;
}

test('runs of phases of any speed: no figure before a twentieth, none that rises by more than a quarter without a reason, a fraction that never falls and is 1 at no time before the end', () => {
  fc.assert(
    fc.property(fc.array(phase, { minLength: 1, maxLength: 6 }), fc.constantFrom(0.25, 1, 4), (phases, every) => {
      const seen = readings(phases, every);
      let least = Infinity;
      seen.forEach(({ fraction, left_s, slower }, k) => {
        expect(fraction).toBeLessThan(1);
        if (k > 0) expect(fraction).toBeGreaterThanOrEqual(seen[k - 1].fraction);
        if (fraction < 0.05) expect(left_s).toBeNull();
        if (left_s === null) return;
        expect(left_s).toBeGreaterThanOrEqual(0);
        // Beside every figure told before, so that a reader who looks now and then sees no such rise either.
        if (left_s > 1.25 * least) expect(slower).not.toBeNull();
        else expect(slower).toBeNull();
        least = Math.min(least, left_s);
      });
    }),
    { numRuns: 120, seed: 17 },
  );
});

test('where the weights are true, the figure is off by no more than a step, from the first on', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 20, maxLength: 40 }), {
        minLength: 1,
        maxLength: 4,
      }),
      (phases) => {
        // Every phase weighs what it takes and steps are alike: the rest takes what the pace says.
        const even = phases.map((steps) => {
          const mean = steps.reduce((sum, one) => sum + one, 0) / steps.length;
          return { weight: mean * steps.length, steps: steps.map(() => mean), says: true };
        });
        const whole = even.reduce((sum, { weight }) => sum + weight, 0);
        for (const { fraction, left_s } of readings(even, 1))
          if (left_s !== null && fraction < 0.99) expect(Math.abs(left_s - whole * (1 - fraction))).toBeLessThan(2 + 2);
      },
    ),
    { numRuns: 100, seed: 17 },
  );
});

test('a calibration with twice the runs that were thought comes to an end only at its end', () => {
  const seen: number[] = [];
  const { add } = runCount(100, { onProgress: ({ fraction }) => seen.push(fraction) });
  for (let run = 0; run < 200; run++) add(1, 'fit');
  expect(seen[49]).toBeCloseTo(0.5, 12);
  expect(seen[89]).toBeCloseTo(0.9, 12);
  expect(seen.every((fraction, k) => fraction < 1 && (k === 0 || fraction > seen[k - 1]))).toBe(true);
});
