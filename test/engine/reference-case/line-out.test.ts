import { describe, expect, it } from 'vitest';
import { solveDispatchCase } from '../../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { caseNotes } from '../../../src/system/dispatch-case/dispatch-case-notes.ts';
import { dispatchCase } from '../../../src/system/dispatch-case/dispatch-case.ts';

const solve = await loadHighs();
/** Three zones in a ring; all load in c, all generation in a. */
const ring = (ab: object, n = 1) =>
  dispatchCase.parse({
    schema: 'dispatch-case/1',
    kvl: true,
    time: { n },
    zones: [{ id: 'a' }, { id: 'b' }, { id: 'c', load: 60, unserved_cost: 1000 }],
    thermal: [{ id: 'g', zone: 'a', p_max: 200, cost: 20 }],
    lines: [
      { id: 'ab', from: 'a', to: 'b', x: 0.1, ...ab },
      { id: 'bc', from: 'b', to: 'c', x: 0.1 },
      { id: 'ac', from: 'a', to: 'c', x: 0.1 },
    ],
  });
const flows = (dispatch: ReturnType<typeof ring>) => {
  const { result } = solveDispatchCase(dispatch, solve);
  const { ab, bc, ac } = result!.line_flow_mw;
  return { unserved: result!.unserved_mw.c, ab, bc, ac };
};

describe('a line taken out of service under kvl', () => {
  it('ties no angles, as if it were not there', () => {
    expect(flows(ring({ available: 0 }))).toEqual({ unserved: [0], ab: [0], bc: [0], ac: [60] });
  });

  it('comes and goes by step; in service it takes its share', () => {
    const { unserved, ab, ac } = flows(ring({ available: [1, 0, 1] }, 3));
    expect(unserved).toEqual([0, 0, 0]);
    expect(ab.map((mw) => Math.round(mw))).toEqual([20, 0, 20]);
    expect(ac.map((mw) => Math.round(mw))).toEqual([40, 60, 40]);
  });

  it('at half its capacity still ties angles', () => {
    expect(flows(ring({ cap_fwd: 20, cap_rev: 20, available: 0.5 }))).toEqual({
      unserved: [30],
      ab: [10],
      bc: [10],
      ac: [20],
    });
  });

  it('may leave the network in parts', () => {
    const { result } = solveDispatchCase(
      dispatchCase.parse({
        schema: 'dispatch-case/1',
        kvl: true,
        time: { n: 2 },
        zones: ['a', 'b', 'c', 'd'].map((id) => ({ id, load: 10 })),
        thermal: ['a', 'd'].map((zone) => ({ id: zone, zone, p_max: 30, cost: zone === 'a' ? 1 : 2 })),
        lines: [
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'd'],
        ].map(([from, to]) => ({ id: from + to, from, to, x: 1, ...(from === 'b' ? { available: [1, 0] } : {}) })),
      }),
      solve,
    );
    expect(result!.line_flow_mw).toEqual({ ab: [20, 10], bc: [10, 0], cd: [0, -10] });
  });

  it('without kvl carries nothing, also where it has no limit', () => {
    const { kvl: _, ...free } = ring({ available: 0 });
    expect(flows(free).ab).toEqual([0]);
  });

  it('is asked for where a capacity of 0 holds angles', () => {
    expect(caseNotes(ring({ cap_fwd: 0, cap_rev: 0 }))).toEqual([expect.stringMatching(/line "ab".*available to 0/)]);
    expect(caseNotes(ring({ cap_fwd: [5, 0], cap_rev: [5, 0] }, 2))).toHaveLength(1);
    expect(caseNotes(ring({ cap_fwd: [5, 0], cap_rev: [5, 0], available: [1, 0] }, 2))).toEqual([]);
    expect(caseNotes(ring({}))).toEqual([]);
  });
});
