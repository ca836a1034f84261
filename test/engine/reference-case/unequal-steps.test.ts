import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseBalance, OpenBalance } from '../../../src/engine/dispatch-case/case-balance.ts';
import { caseSteps } from '../../../src/engine/dispatch-case/case-steps.ts';
import { solveDispatchCase } from '../../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { dispatchCase } from '../../../src/system/dispatch-case/dispatch-case.ts';

const solve = await loadHighs();
function solved(content: object) {
  const read = dispatchCase.parse({ schema: 'dispatch-case/1', ...content });
  const { status, objective, result, balance } = solveDispatchCase(read, solve);
  expect(status).toBe('optimal');
  return { read, objective: objective!, result: result!, balance: balance! };
}

/** 0.36 hm3 upstream; the lower plant has no room and turbines what arrives, 1 MW per m3/s. */
const travelling = (hours: readonly number[], load: readonly number[], travel: number) => ({
  time: { n: hours.length, hours },
  zones: [{ id: 'z', load, unserved_cost: 1000, spill_allowed: true }],
  hydro: [
    {
      id: 'up',
      zone: 'z',
      q_max: 100,
      v_max: 0.36,
      v_init: 0.36,
      turbine_to: 'down',
      spill_to: 'down',
      travel_steps: travel,
    },
    { id: 'down', zone: 'z', mw_per_m3s: 1, q_max: 200, v_max: 0, v_init: 0 },
  ],
});

describe('water that travels between steps of different length', () => {
  it('arrives as the volume that was released: 100 m3/s in one hour are 50 in two', () => {
    const { objective, result } = solved(travelling([1, 2, 1], [0, 200, 0], 1));
    expect(result.hydro_turbined_flow.up[0]).toBeCloseTo(100, 9);
    expect(result.hydro_mw.down[1]).toBeCloseTo(50, 9);
    expect(objective).toBeCloseTo(2 * 150 * 1000, 6);
  });

  it('arrives faster in a shorter step, over two steps of travel', () => {
    const { result } = solved(travelling([2, 5, 1], [0, 0, 100], 2));
    // 50 m3/s over two hours, or any that makes 100 m3/s over one.
    expect(result.hydro_turbined_flow.up[0]).toBeCloseTo(50, 9);
    expect(result.hydro_mw.down[2]).toBeCloseTo(100, 9);
  });

  it('is neither made nor lost, whatever steps and travel are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            hours: fc.integer({ min: 1, max: 8 }),
            inflow: fc.integer({ min: 0, max: 50 }),
            travel: fc.integer({ min: 0, max: 3 }),
          }),
          { minLength: 2, maxLength: 8 },
        ),
        (steps) => {
          const n = steps.length;
          const { result, balance } = solved({
            time: { n, hours: steps.map((s) => s.hours) },
            zones: [{ id: 'z' }],
            hydro: [
              {
                id: 'up',
                zone: 'z',
                q_max: 10,
                v_max: 0,
                inflow: steps.map((s) => s.inflow),
                turbine_to: 'down',
                spill_to: 'down',
                travel_steps: steps.map((s) => s.travel),
              },
              { id: 'down', zone: 'z', q_max: 0, v_init: 0 },
            ],
          });
          const inside = steps.reduce((sum, s, t) => (t + s.travel < n ? sum + 0.0036 * s.hours * s.inflow : sum), 0);
          expect(result.hydro_volume_end.down[n - 1]).toBeCloseTo(inside, 9);
          expect(balance.water_residual_hm3).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 60, seed: 18 },
    );
  });
});

describe('the books of a solved case', () => {
  it('are made from its series and refuse an answer that does not close', () => {
    const { read, result } = solved(travelling([1, 2, 1], [0, 200, 0], 1));
    const steps = caseSteps(read);
    expect(caseBalance(read, steps, result).energy_residual_mwh).toBeLessThan(1e-9);
    const dry = { ...result, hydro_turbined_flow: { ...result.hydro_turbined_flow, up: [0, 0, 0] } };
    expect(() => caseBalance(read, steps, dry)).toThrow(OpenBalance);
    expect(() => caseBalance(read, steps, dry)).toThrow(/water of plant up does not close at step 0/);
    const dark = { ...result, unserved_mw: { z: [0, 0, 0] } };
    expect(() => caseBalance(read, steps, dark)).toThrow(/energy of zone z does not close at step 1/);
  });

  it('count the volume unit of the case as hm3', () => {
    const { balance } = solved({
      time: { n: 1 },
      volume_per_flow_hour: 1,
      zones: [{ id: 'z' }],
      hydro: [{ id: 'h', zone: 'z', v_init: 1e6, inflow: 1 / 3 }],
    });
    expect(balance.water_residual_hm3).toBeLessThan(1e-9);
  });
});
