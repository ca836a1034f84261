import { describe, expect, test } from 'vitest';
import type { Tables } from '../../src/system/model/model.ts';
import { between, hourly, IN_STATISTIC, ran, toy, toyDeps } from './toy.ts';

/** Days are solved one after another; what joins them is kept. */
describe('a ramp of 5 MW an hour', () => {
  /** The east takes what is left over: nothing until June ends, 20 MW from 1 July on. */
  const surplusFromJuly = ({ exports, export_schedule }: Tables): Partial<Tables> => ({
    exports: exports.map((row) => ({ ...row, kind: 'surplus', ramp_mw_per_h: 5 })),
    export_schedule: export_schedule.map((row) => ({ ...row, contract_share: 0, mean_mw: row.month < 7 ? 0 : 20 })),
  });

  test.each([
    ['06-28', '07-03', 72],
    ['06-29', '07-04', 48],
    ['06-30', '07-05', 24],
  ] as const)('goes on over midnight, in days from %s', async (start, end, midnight) => {
    const run = await ran(
      await toyDeps(surplusFromJuly),
      await toy('base', { ...between(start, end), export_rule: 'all-free' }),
      'standard',
    );
    expect(
      hourly(run, 'export_mw', 'east')
        .slice(midnight - 2, midnight + 6)
        .map((mw) => Math.round(1000 * mw) / 1000),
    ).toEqual([0, 0, 5, 10, 15, 20, 20, 20]);
    // 5 MW less spilled in the first hour, and so on: 68 MW without the line, 48 with it, 30 MWh lost to the ramp.
    const days = (run.series.hours - midnight) / 24;
    expect(run.result.all_hydro.curtailed_gwh).toBeCloseTo((68 * midnight + 48 * 24 * days + 30) / 1000, 4);
  });
});

describe('water on its way for more than a day', () => {
  const travel =
    (hours: number) =>
    ({ stations }: Tables): Partial<Tables> => ({
      stations: stations.map((row) => (row.id === 'upper' ? { ...row, travel_time_h: hours } : row)),
    });

  // A steady river arrives as it leaves: 48 MW are spilled every hour, whatever the travel time.
  test.each(
    [1, 30, 72, 120].flatMap((hours) =>
      (['screen', 'standard', 'exact'] as const).map((level) => [hours, level] as const),
    ),
  )('%d h, level %s: a steady river spills what it would', async (hours, level) => {
    const { result } = await ran(await toyDeps(travel(hours)), await toy('base'), level);
    expect(result.curtailed_gwh).toBeCloseTo(2.194, 3);
    expect(result.forced_spill_gwh).toBeCloseTo(0, 6);
  });

  test('120 h over twenty days, level standard', async () => {
    const { result } = await ran(await toyDeps(travel(120)), await toy('base', between('06-01', '06-21')), 'standard');
    expect(result.curtailed_gwh).toBeCloseTo(IN_STATISTIC * 0.48 * 48, 3);
    expect(result.forced_spill_gwh).toBeCloseTo(0, 4);
  });
});
