import { beforeAll, describe, expect, test } from 'vitest';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import type { Tables } from '../../src/system/model/model.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { between, hourly, ran, toy, toyDeps } from './toy.ts';

/**
 * Ten days of 140 m3/s, fourteen of 15, into a reservoir of 60 hm3 that opens with 6 and is to end so; the section is
 * wide and coal may stand still. Plants and small hydro can make 168 MW of the 150 wanted. All water is wanted: no day
 * need spill any, but for the first hour's 20 m3/s above the turbines below, which were on their way.
 */
const reservoir =
  (mw: number) =>
  ({ stations, sections, thermal }: Tables): Partial<Tables> => ({
    stations: stations.map((row) =>
      row.id === 'upper'
        ? {
            ...row,
            regulation: 'seasonal',
            usable_storage_hm3: 60,
            capacity_mw: mw,
            rated_flow_m3s: mw,
            storage_start_share: 0.1,
            storage_end_share: 0.1,
            min_release_m3s: 0,
          }
        : row,
    ),
    sections: sections.map((row) => ({ ...row, limit_mw: 100 })),
    thermal: thermal.map((row) => ({ ...row, must_run_mw: 0 })),
  });
const wetThenDry = (mode: 'perfect' | 'rolling', terminal: 'target' | 'water-value'): Promise<Scenario> =>
  toy('base', {
    ...between('06-01', '06-25'),
    foresight: { mode, terminal },
    inflow: [
      {
        station: 'upper',
        start: '2021-06-01',
        flow_m3s: Array.from({ length: 24 }, (_, day) => (day < 10 ? 140 : 15)),
      },
      { station: 'lower', start: '2021-06-01', flow_m3s: Array.from({ length: 24 }, () => 0) },
    ],
  });

let deps: StudyDeps;
let larger: StudyDeps;
beforeAll(async () => {
  [deps, larger] = await Promise.all([100, 110].map((mw) => toyDeps(reservoir(mw))));
});

describe.each(['target', 'water-value'] as const)('terminal %s', (terminal) => {
  test.each(['screen', 'standard'] as const)(
    'level %s, water known: nothing is spilled, and the dry days find the reservoir all but full',
    async (level) => {
      const run = await ran(deps, await wetThenDry('perfect', terminal), level);
      expect(run.result.curtailed_gwh).toBeLessThan(1e-6);
      const storage = hourly(run, 'storage_hm3', 'upper');
      expect(storage[239]).toBeGreaterThan(58.9);
      expect(Math.max(...storage)).toBeLessThan(60.001);
    },
  );

  test('level screen, water forecast week by week: nothing is spilled', async () => {
    expect((await ran(deps, await wetThenDry('rolling', terminal), 'screen')).result.curtailed_gwh).toBeLessThan(1e-6);
  });

  test('level standard, water forecast: no hour but the first spills, and there it saves coal', async () => {
    const run = await ran(deps, await wetThenDry('rolling', terminal), 'standard');
    const spilled = hourly(run, 'curtailment_mw', 'upper').map(
      (mw, hour) => mw + hourly(run, 'curtailment_mw', 'lower')[hour],
    );
    expect(Math.max(...spilled.slice(1))).toBeLessThan(1e-3);
    // In the first hour the 140 m3/s on their way make 60 MW below, small hydro 8: 82 MW are left for the upper plant,
    // which could let 82 m3/s go and spill nothing. In the second hour the upper plant stands at its 100 MW, small
    // hydro at 8: the 150 MW need 42 from below, which are 84 m3/s of the hour before. Each m3/s less would spare 1 MWh
    // of spill and cost half a MWh of coal, 150 yuan. By the forecast of a wet season water is worth less. Cost goes
    // before spill: 2 MWh of it.
    expect(hourly(run, 'turbined_flow', 'upper')[1]).toBeCloseTo(100, 3);
    expect(hourly(run, 'turbined_flow', 'lower')[1]).toBeCloseTo(84, 2);
    expect(hourly(run, 'thermal_mw', 'city-coal')[1]).toBeCloseTo(0, 2);
    expect(run.result.all_hydro.curtailed_gwh).toBeCloseTo(0.002, 4);
  });

  test('level standard, water forecast: with turbines that need no water from the hour before, nothing is spilled at all', async () => {
    expect(
      (await ran(larger, await wetThenDry('rolling', terminal), 'standard')).result.all_hydro.curtailed_gwh,
    ).toBeLessThan(1e-5);
  });

  test.each(['screen', 'standard'] as const)(
    'level %s: no load is shed and no contract broken to end full enough',
    async (level) => {
      const { result } = await ran(deps, await wetThenDry('rolling', terminal), level);
      expect(result.energy_gwh.unserved + result.energy_gwh.unserved_interruptible).toBeLessThan(1e-6);
      expect(result.energy_gwh.export).toBeCloseTo((20 * 24 * 24) / 1000, 6);
    },
  );
});
