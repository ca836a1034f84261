import { beforeAll, expect, test } from 'vitest';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import type { Level } from '../../src/system/scenario/scenario.ts';
import { between, hourly, one, ran, toy, toyDeps } from './toy.ts';

let pond: StudyDeps;
let reservoir: StudyDeps;
beforeAll(async () => {
  pond = await toyDeps();
  reservoir = await toyDeps(({ stations }) => ({
    stations: stations.map((row) =>
      row.id === 'upper'
        ? {
            ...row,
            regulation: 'weekly',
            usable_storage_hm3: 60,
            storage_start_share: 0.9,
            storage_end_share: 0.2,
          }
        : row,
    ),
  }));
});

const limit = (share: number, start: string, end: string): object =>
  one({ type: 'flood-limit', station: 'upper', max_storage_share: share, start, end });
const forced = async (deps: StudyDeps, level: Level, changes: object): Promise<number> =>
  (await ran(deps, await toy('base', changes), level)).result.forced_spill_gwh;

// Turbines take the whole inflow, so all that must leave the pond is spilled, and again at the plant below, which has
// 0.5 MW per m3/s of the 1 MW above: 4.32 hm3 less 2.16 are 600 m3/s for an hour, 0.6 GWh and 0.3.
test.each(['standard', 'exact'] as const)(
  'a limit that begins later leaves what stood in a pond, level %s',
  async (level) => {
    const low = limit(0.25, '2021-06-03T07:00+08:00', '2021-06-04T07:00+08:00');
    const window = between('06-01', '06-06');
    const stated = { ...low, initial_storage: [{ station: 'upper', share: 0.5 }] };
    expect(await forced(pond, level, { ...window, ...low })).toBeCloseTo(0.9, 6);
    expect(await forced(pond, level, { ...window, ...stated })).toBeCloseTo(0.9, 6);
  },
);

// 54 hm3 less 12 are 11,667 m3/s for an hour: 17.5 GWh at 1.5 MW per m3/s.
test.each(['screen', 'standard'] as const)('and what stood in a reservoir, level %s', async (level) => {
  const changes = { ...between('06-01', '06-07'), ...limit(0.2, '2021-06-05T00:00+08:00', '2021-06-07T00:00+08:00') };
  expect(await forced(reservoir, level, changes)).toBeCloseTo(17.5, 2);
});

// A fifteenth a day takes 10.5 days from 54 to 12 hm3; in four days the limit falls in a straight line, 42 hm3 / 96 h.
test('a reservoir that opens too full for the usual draw-down falls in a straight line, not in its first hour', async () => {
  const changes = { ...between('06-01', '06-07'), ...limit(0.2, '2021-06-05T00:00+08:00', '2021-06-07T00:00+08:00') };
  const storage = hourly(await ran(reservoir, await toy('base', changes), 'standard'), 'storage_hm3', 'upper');
  for (const hour of [0, 23, 47, 95])
    expect(storage[hour], String(hour)).toBeLessThanOrEqual(54 - (42 / 96) * (hour + 1) + 1e-6);
  expect(storage[0]).toBeGreaterThan(50);
  expect(storage[95]).toBeCloseTo(12, 2);
});

test('a limit of a plant that holds no water is named: it has no effect', async () => {
  const scenario = await toy('base', {
    ...between('06-01', '06-03'),
    ...one({ type: 'flood-limit', station: 'lower', max_storage_share: 0.5 }),
  });
  for (const level of ['screen', 'standard', 'exact'] as const) {
    const codes = (await ran(pond, scenario, level)).result.flags.map(({ code }) => code);
    expect([level, codes.filter((code) => code.includes('limit'))]).toEqual([level, ['limit-without-storage']]);
  }
});

// Water and load are constant and the reservoir holds days, so time inside a plan decides nothing. It opens at 21 hm3
// of 42 and has 13 hours to get to 14: 150 m3/s more than comes, past turbines of 130. A line of limits down to it held
// the hours of level standard and only the ends of level screen's periods, 0.7 % apart.
test('levels agree about a reservoir that opens too full', async () => {
  const full = await toyDeps(({ stations }) => ({
    stations: stations.map((row) => ({
      ...row,
      travel_time_h: 0,
      ...(row.id === 'upper' && {
        regulation: 'seasonal',
        usable_storage_hm3: 42,
        storage_start_share: 0.5,
        storage_end_share: 0.5,
        capacity_mw: 130,
        rated_flow_m3s: 130,
      }),
    })),
  }));
  const scenario = await toy('base', {
    ...between('06-13', '06-17'),
    ...one({ type: 'flood-limit', station: 'upper', max_storage_share: 1 / 3, start: '2021-06-13T13:00+08:00' }),
    foresight: { mode: 'perfect', terminal: 'water-value' },
  });
  const [screen, standard, exact] = await Promise.all(
    (['screen', 'standard', 'exact'] as const).map(async (level) => {
      const { result } = await ran(full, scenario, level);
      return result.curtailed_gwh / result.available_gwh;
    }),
  );
  expect(Math.abs(screen - exact)).toBeLessThan(1e-3);
  expect(Math.abs(standard - exact)).toBeLessThan(1e-3);
});
