import { describe, expect, it } from 'vitest';
import { solveDispatchCase } from '../../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { checkDispatchCase } from '../../../src/system/dispatch-case/dispatch-case-checks.ts';
import { dispatchCase } from '../../../src/system/dispatch-case/dispatch-case.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';

const solve = await loadHighs();
/** Volumes are in (m3/s)h, so that flows and volumes are the same numbers. */
function solved(content: object) {
  const read = dispatchCase.parse({
    schema: 'dispatch-case/1',
    volume_per_flow_hour: 1,
    zones: [{ id: 'z', load: 0 }],
    ...content,
  });
  expect(checkDispatchCase(read)).toEqual([]);
  const { status, objective, result } = solveDispatchCase(read, solve);
  expect(status).toBe('optimal');
  return { objective: objective!, ...result! };
}
const near = (got: readonly (number | null)[], wanted: readonly number[]): void => {
  expect(got.length).toBe(wanted.length);
  wanted.forEach((value, t) => expect(got[t]).toBeCloseTo(value, 7));
};

describe('a reference case, by hand', () => {
  it('spills only what a full reservoir cannot hold, and as late as that', () => {
    const r = solved({
      time: { n: 4 },
      hydro: [{ id: 'h', zone: 'z', q_max: 0, v_max: 5, v_init: 2, inflow: [2, 2, 2, 0] }],
    });
    near(r.hydro_spill_flow.h, [0, 1, 2, 0]);
    near(r.hydro_volume_end.h, [4, 5, 5, 5]);
  });

  it('routes turbined and spilled water apart, delayed, and loses what arrives after the block', () => {
    const r = solved({
      time: {
        n: 4,
        blocks: [
          [0, 1],
          [2, 3],
        ],
      },
      zones: [{ id: 'z', load: 0, spill_allowed: true }],
      hydro: [
        {
          id: 'up',
          zone: 'z',
          mw_per_m3s: 1,
          q_max: 2,
          v_max: 0,
          inflow: [5, 4, 3, 2],
          outflow_min: 0,
          turbine_to: 'a',
          spill_to: 'b',
          travel_steps: 1,
        },
        { id: 'a', zone: 'z', q_max: 0, v_max: 100, v_init: 1 },
        { id: 'b', zone: 'z', q_max: 0, v_max: 100, v_init: 0 },
      ],
    });
    near(r.hydro_mw.up, [2, 2, 2, 2]);
    near(r.hydro_spill_flow.up, [3, 2, 1, 0]);
    near(r.hydro_volume_end.a, [1, 3, 1, 3]);
    near(r.hydro_volume_end.b, [0, 3, 0, 1]);
  });

  it('counts hours, weights, curtailment and spill costs', () => {
    const r = solved({
      time: { n: 2, hours: [1, 2], cost_weight: [3, 5] },
      zones: [{ id: 'z', load: [4, 1], unserved_cost: [100, 200], spill_allowed: true, spill_cost: 50 }],
      thermal: [{ id: 'g', zone: 'z', p_min: [0, 2], p_max: [1, 2], cost: [10, 20] }],
      renewables: [{ id: 'w', zone: 'z', available: [2, 6], curtail_cost: 7 }],
      hydro: [{ id: 'h', zone: 'z', q_max: 0, v_max: 0, inflow: 1, spill_cost_per_flow_hour: 0.5 }],
    });
    near(r.unserved_mw.z, [1, 0]);
    near(r.renewable_curtailed_mw.w, [0, 6]);
    near(r.price.z, [100, -50]);
    // step 0: 3 h-weights x (10 + 100 + 0.5); step 1: 10 x (2 MW x 20 + 1 MW thrown away x 50 + 6 x 7 + 0.5)
    expect(r.objective).toBeCloseTo(3 * 110.5 + 10 * (40 + 50 + 42 + 0.5), 7);
  });

  it('limits what is thrown away to the generation of the zone itself', () => {
    const read = dispatchCase.parse({
      schema: 'dispatch-case/1',
      time: { n: 1 },
      zones: [
        { id: 'a', load: 0 },
        { id: 'b', load: 0, spill_allowed: true },
      ],
      thermal: [{ id: 'g', zone: 'a', p_min: 1, p_max: 1 }],
      lines: [{ id: 'l', from: 'a', to: 'b', cap_fwd: 5, cap_rev: 5 }],
    });
    expect(solveDispatchCase(read, solve).status).toBe('infeasible');
  });

  it('charges transfer in either direction and leaves lines without reactance controllable', () => {
    const r = solved({
      time: { n: 1 },
      kvl: true,
      zones: [
        { id: 'a', load: 0 },
        { id: 'b', load: 9 },
      ],
      thermal: [{ id: 'g', zone: 'a', p_max: 20, cost: 1 }],
      lines: [
        { id: 'ac', from: 'a', to: 'b', cap_fwd: 5, cap_rev: 5, x: 1 },
        { id: 'dc', from: 'b', to: 'a', cap_fwd: 9, cap_rev: 9, cost_abs: 2 },
      ],
    });
    near(r.line_flow_mw.dc, [-4]);
    expect(r.objective).toBeCloseTo(9 + 8, 7);
    near(r.price.b, [3]);
  });

  it('ends no block below the final storage, and draws consumption from the reservoir', () => {
    const r = solved({
      time: { n: 2 },
      zones: [{ id: 'z', load: 5, unserved_cost: 9 }],
      hydro: [
        {
          id: 'h',
          zone: 'z',
          mw_per_m3s: [1, 2],
          p_max: [10, 4],
          v_max: 8,
          v_init: 6,
          v_final: 4,
          inflow: 1,
          consumption: [1, 0],
        },
      ],
    });
    near(r.hydro_volume_end.h, [5, 4]);
    near(r.hydro_mw.h, [1, 4]);
  });
});
