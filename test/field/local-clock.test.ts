import { beforeAll, describe, expect, test } from 'vitest';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import type { RunRecord } from '../../src/study/run/run-answer.ts';
import type { Tables } from '../../src/system/model/model.ts';
import { ran, toy, toyDeps } from './toy.ts';

/**
 * Load is high from 8 to 22 local time, the east takes 16, 10 and 4 MW in peak, flat and valley hours: classes and
 * loads go by the local clock, wherever the window begins.
 */
const byTheClock = ({ load_shape, load_years, export_schedule }: Tables): Partial<Tables> => ({
  load_shape: load_shape.map((row) => ({
    ...row,
    relative_load: (row.hour_of_year - 1) % 24 >= 8 && (row.hour_of_year - 1) % 24 < 22 ? 1.6 : 0.2,
  })),
  load_years: load_years.map((row) => ({ ...row, max_load_mw: 140, min_load_mw: 20 })),
  export_schedule: export_schedule.map((row) => ({ ...row, mean_mw: 10, peak_ratio: 1.6, valley_ratio: 0.4 })),
});
const STARTS = {
  'local midnight': ['2021-06-01T00:00+08:00', '2021-06-05T00:00+08:00'],
  'midnight of Greenwich': ['2021-06-01T00:00Z', '2021-06-05T00:00Z'],
} as const;
let deps: StudyDeps;
beforeAll(async () => {
  deps = await toyDeps(byTheClock);
});

describe.each(Object.keys(STARTS) as (keyof typeof STARTS)[])('a window of four days from %s', (name) => {
  const [start, end] = STARTS[name];
  const classes = async (level: 'screen' | 'standard' | 'exact'): Promise<Record<string, number>> => {
    const { result }: RunRecord = await ran(deps, await toy('base', { window: { start, end } }), level);
    return Object.fromEntries(result.by_hour_class.map(({ key, value_gwh: gwh }) => [key, gwh]));
  };

  /*
   * Load is 44/7 times as high by day: 31.43 MW in the mountains (4 by night) and 125.71 in the city (16), whose coal makes 20 at least. Spilled, MW:
   * flat hours      168 - 31.43 - 30 - 50 - 10 = 46.57, 8 a day
   * valley, night   168 - 4 - 30 - 4 + 4 (coal that the city cannot use) = 134, 8 a day
   * peak            168 - 31.43 - 30 - 50 - 16 = 40.57, 6 a day, and at 7 and 22 o'clock, before and after the high load, 168 - 4 - 30 - 16 + 4 = 122
   * Four days, 160/168 of it in the statistic.
   */
  test.each(['standard', 'exact'] as const)('level %s', async (level) => {
    const { peak, flat, valley } = await classes(level);
    expect(peak).toBeCloseTo(1.857, 3);
    expect(flat).toBeCloseTo(1.419, 3);
    expect(valley).toBeCloseTo(4.084, 3);
  });

  test('level screen, in which the peak hours of a day are one block of their mean load', async () => {
    const { peak, flat, valley } = await classes('screen');
    // 24.57 MW in the mountains on the mean of eight hours; the city's 98.29 take the 50 of the section: 168 - 24.57 -
    // 30 - 50 - 16 = 47.43
    expect(peak).toBeCloseTo(1.445, 3);
    expect(flat).toBeCloseTo(1.419, 3);
    expect(valley).toBeCloseTo(4.084, 3);
  });
});

// From 8 in the morning to 8 in the morning: the same 24 hours of the clock.
test('a day has as many hours of each class wherever it begins', async () => {
  const runs = await Promise.all(
    (['07', '08', '15', '23'] as const).map(async (hour) =>
      ran(
        deps,
        await toy('base', { window: { start: `2021-06-02T${hour}:00+08:00`, end: `2021-06-04T${hour}:00+08:00` } }),
        'screen',
      ),
    ),
  );
  for (const { result } of runs) {
    const of = (key: string): number => result.by_hour_class.find((row) => row.key === key)!.value_gwh;
    expect(of('flat')).toBeCloseTo(1.4193 / 2, 3);
    expect(of('valley')).toBeCloseTo(4.0838 / 2, 3);
  }
});
