import { dispatchCase, type DispatchCase } from '../../src/system/dispatch-case/dispatch-case.ts';

const wave = (t: number, period: number, shift = 0): number => Math.sin((2 * Math.PI * (t - shift)) / period);

/**
 * A seasonal reservoir above a small one, two thermal units and a load of day and year: the first steps of a year of
 * hours.
 */
export function yearCase(steps: number, changes: object = {}): DispatchCase {
  const each = (value: (t: number) => number): number[] =>
    Array.from({ length: steps }, (_, t) => Number(value(t).toFixed(2)));
  const inflow = each((t) => 120 + 100 * wave(t, 8760, 2600) + (15 * ((t * 7919) % 101)) / 101);
  return dispatchCase.parse({
    schema: 'dispatch-case/1',
    id: 'year',
    time: { n: steps },
    zones: [
      {
        id: 'z',
        load: each((t) => 300 + 80 * wave(t % 24, 24, 9) + 30 * wave(t, 8760)),
        unserved_cost: 1000,
        spill_allowed: true,
      },
    ],
    thermal: [
      { id: 'coal', zone: 'z', p_max: 200, cost: 30 },
      { id: 'gas', zone: 'z', p_max: 150, cost: 60 },
    ],
    hydro: [
      {
        id: 'up',
        zone: 'z',
        mw_per_m3s: 0.9,
        q_max: 180,
        v_min: 50,
        v_max: 800,
        v_init: 400,
        inflow,
        outflow_min: 20,
        turbine_to: 'down',
        spill_to: 'down',
        travel_steps: 3,
      },
      {
        id: 'down',
        zone: 'z',
        mw_per_m3s: 0.6,
        q_max: 220,
        v_min: 5,
        v_max: 20,
        v_init: 10,
        inflow: inflow.map((flow) => 0.3 * flow),
      },
    ],
    ...changes,
  });
}
