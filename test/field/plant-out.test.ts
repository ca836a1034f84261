import { beforeAll, expect, test } from 'vitest';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import type { Level } from '../../src/system/scenario/scenario.ts';
import { between, IN_STATISTIC, instant, one, ran, toy, toyDeps } from './toy.ts';

/** A plant that is wholly out spills what it could have made: all out is the limit of nearly all out. */
const LEVELS: readonly Level[] = ['screen', 'standard'];
let deps: StudyDeps;
beforeAll(async () => {
  deps = await toyDeps();
});

// 100 m3/s past a plant of 1 MW per m3/s for ten days: 99.9 or 100 MW x 240 h. Without it the mountains want all that
// is left.
test.each(
  LEVELS.flatMap(
    (level) =>
      [
        [level, '99.9 MW', 23.976],
        [level, '100 MW', 24],
      ] as const,
  ),
)('level %s: %s of 100 MW out for ten days spill %d GWh, forced', async (level, capacity, gwh) => {
  const { result } = await ran(
    deps,
    await toy('base', { ...between('07-01', '07-11'), ...one({ type: 'outage', station: 'upper', capacity }) }),
    level,
  );
  expect(result.forced_spill_gwh).toBeCloseTo(gwh, 3);
  expect(result.curtailed_gwh).toBeCloseTo(0, 6);
});

// Four of 31 days, in the middle of a ten-day period; 48 MW are spilled on the others.
test.each(
  LEVELS.flatMap(
    (level) =>
      [
        [level, 'upper', 100],
        [level, 'lower', 60],
      ] as const,
  ),
)('level %s: %s wholly out from 12 to 16 July', async (level, station, mw) => {
  const measure = { type: 'outage', station, capacity: `${mw} MW`, start: instant('07-12'), end: instant('07-16') };
  const { result } = await ran(deps, await toy('base', { ...between('07-01', '08-01'), ...one(measure) }), level);
  expect(Math.abs(result.forced_spill_gwh / (0.096 * mw) - 1)).toBeLessThan(1e-3);
  expect(result.curtailed_gwh).toBeCloseTo(IN_STATISTIC * 0.024 * 27 * 48, 3);
});
