import { describe, expect, it } from 'vitest';
import { explainConflicts } from '../../../src/engine/dispatch-case/case-conflict.ts';
import { solveDispatchCase } from '../../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram, Solve } from '../../../src/engine/solver/program/linear-program.ts';
import { quickestOf } from '../../../src/engine/solver/answers/quickest-solver.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { yearCase } from '../../support/year-case.ts';

const highs = await loadHighs();
const quickest = quickestOf(highs, createInteriorPoint());

describe('a case of many steps', () => {
  it('has the cost, the prices and the spill that a simplex method finds', () => {
    const wet = yearCase(700, {
      thermal: [
        {
          id: 'coal',
          zone: 'z',
          p_max: 200,
          cost: Array.from({ length: 700 }, (_, t) => 30 + ((t * 7919) % 100) / 10),
        },
      ],
    });
    const flood = {
      ...wet,
      hydro: wet.hydro!.map((plant, i) => ({
        ...plant,
        v_init: i === 0 ? 700 : plant.v_init,
        inflow: (plant.inflow as number[]).map((flow) => 6 * flow),
      })),
    };
    for (const dispatch of [wet, flood]) {
      const [own, other] = [solveDispatchCase(dispatch, quickest), solveDispatchCase(dispatch, highs)];
      expect(Math.abs(own.objective! / other.objective! - 1)).toBeLessThan(1e-8);
      const spilled = (solved: typeof own) =>
        solved.result!.hydro_spill_flow.up.reduce((sum, flow, t) => sum + flow * (700 - t), 0);
      expect(spilled(own)).toBeCloseTo(spilled(other), 2);
      expect(own.balance!.water_residual_hm3).toBeLessThan(1e-6);
    }
  });

  it('goes to the solver whose time grows with steps alone', () => {
    const asked: number[] = [];
    const counting =
      (solve: Solve): Solve =>
      (program, options) => {
        asked.push(program.columns);
        return solve(program, options);
      };
    solveDispatchCase(yearCase(600), quickestOf(counting(highs), createInteriorPoint()));
    expect(asked).toEqual([]);
    solveDispatchCase(yearCase(100), quickestOf(counting(highs), createInteriorPoint()));
    expect(asked).toHaveLength(2);
  });

  it('takes hardly more iterations the longer it is', () => {
    const iterations = (steps: number): number => {
      let sum = 0;
      solveDispatchCase(yearCase(steps), (program, options) => {
        const solution = createInteriorPoint()(program, options);
        sum += solution.iterations;
        return solution;
      });
      return sum;
    };
    expect(iterations(4000)).toBeLessThan(2 * iterations(1000));
  });

  it('has its conflict found in a few solves, most of them small', () => {
    const year = yearCase(1500);
    const { unserved_cost: _, ...zone } = year.zones[0];
    const load = (zone.load as number[]).with(1100, 2000);
    const sizes: number[] = [];
    const counting: Solve = (program: LinearProgram, options) => {
      sizes.push(program.columns);
      return quickest(program, options);
    };
    const conflicts = explainConflicts({ ...year, zones: [{ ...zone, load }] }, counting);
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0].limits.map(({ id, field, first, last }) => `${id} ${field} ${first} ${last}`)).toEqual([
      'z load 1100 1100',
      'up q_max 1100 1100',
      'down q_max 1100 1100',
      'coal p_max 1100 1100',
      'gas p_max 1100 1100',
    ]);
    expect(conflicts[0].remedies[0]).toMatchObject({ path: 'zones[0].unserved_cost', change: 'allow' });
    expect(sizes.filter((columns) => columns > 5000).length).toBeLessThan(15);
    expect(sizes.length).toBeLessThan(60);
  });
});
