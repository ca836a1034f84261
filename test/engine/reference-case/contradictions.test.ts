import { describe, expect, it } from 'vitest';
import { explainConflicts, type CaseConflict } from '../../../src/engine/dispatch-case/case-conflict.ts';
import type { Remedy } from '../../../src/engine/dispatch-case/case-remedies.ts';
import { solveDispatchCase } from '../../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { checkDispatchCase } from '../../../src/system/dispatch-case/dispatch-case-checks.ts';
import {
  dispatchCase,
  numberAt,
  type DispatchCase,
  type PerStep,
} from '../../../src/system/dispatch-case/dispatch-case.ts';

const solve = await loadHighs();
const read = (content: object): DispatchCase => {
  const dispatch = dispatchCase.parse({ schema: 'dispatch-case/1', volume_per_flow_hour: 1, ...content });
  expect(checkDispatchCase(dispatch)).toEqual([]);
  return dispatch;
};
const solves = (dispatch: DispatchCase): boolean => solveDispatchCase(dispatch, solve).status === 'optimal';

const grid = {
  zones: [{ id: 'z', load: 100, unserved_cost: 1000, spill_allowed: true }],
  thermal: [{ id: 'coal', zone: 'z', p_max: 200, cost: 30 }],
};
const plant = { id: 'dam', zone: 'z', mw_per_m3s: 1, q_max: 100, v_max: 50, v_init: 20, inflow: 5 };
const two = (lines: readonly object[], rest: object = {}) => ({
  time: { n: 2 },
  zones: [
    { id: 'a', load: 10 },
    { id: 'b', load: [30, 60] },
  ],
  thermal: [
    { id: 'ga', zone: 'a', p_max: 200 },
    { id: 'gb', zone: 'b', p_max: 20 },
  ],
  lines,
  ...rest,
});

/** Contradictions of every kind: what must be named (`kind id field`), and at which step. */
const CASES: readonly {
  readonly name: string;
  readonly content: object;
  readonly named: readonly string[];
  readonly step: number;
}[] = [
  {
    name: 'a least release above what reservoir and inflow hold',
    content: { ...grid, time: { n: 6 }, hydro: [{ ...plant, outflow_min: 12 }] },
    named: ['hydro dam outflow_min'],
    step: 2,
  },
  {
    name: 'the same in one step of a list',
    content: {
      ...grid,
      time: { n: 4 },
      hydro: [{ ...plant, v_max: 0, v_init: 0, inflow: [30, 10, 30, 30], outflow_min: [15, 15, 15, null] }],
    },
    named: ['hydro dam outflow_min', 'hydro dam v_max'],
    step: 1,
  },
  {
    name: 'a largest release below a flood',
    content: { ...grid, time: { n: 3 }, hydro: [{ ...plant, inflow: [5, 90, 5], outflow_max: 20 }] },
    named: ['hydro dam outflow_max', 'hydro dam v_max'],
    step: 1,
  },
  {
    name: 'a falling flood limit that cannot be drawn down to',
    content: {
      ...grid,
      time: { n: 3 },
      hydro: [{ ...plant, v_max: [50, 4, 4], outflow_max: 10, inflow: 0, v_init: 40 }],
    },
    named: ['hydro dam v_max', 'hydro dam outflow_max'],
    step: 1,
  },
  {
    name: 'a storage target out of reach',
    content: { ...grid, time: { n: 3 }, hydro: [{ ...plant, v_final: 40 }] },
    named: ['hydro dam v_final'],
    step: 2,
  },
  {
    name: 'a rising dead level',
    content: { ...grid, time: { n: 3 }, hydro: [{ ...plant, v_min: [0, 0, 38] }] },
    named: ['hydro dam v_min'],
    step: 2,
  },
  {
    name: 'consumption above all water',
    content: { ...grid, time: { n: 3 }, hydro: [{ ...plant, consumption: 20 }] },
    named: ['hydro dam v_min'],
    step: 1,
  },
  {
    name: 'a lower plant that cannot pass what the upper must release',
    content: {
      ...grid,
      time: { n: 2 },
      hydro: [
        { ...plant, id: 'up', outflow_min: 25, v_init: 50, turbine_to: 'low', spill_to: 'low', travel_steps: 1 },
        { ...plant, id: 'low', v_max: 10, v_init: 5, inflow: 0, outflow_max: 8 },
      ],
    },
    named: ['hydro low outflow_max', 'hydro up outflow_min'],
    step: 1,
  },
  {
    name: 'must-run above the load',
    content: {
      time: { n: 2 },
      zones: [{ id: 'z', load: [50, 20] }],
      thermal: [{ id: 'nuke', zone: 'z', p_min: 30, p_max: 60 }],
    },
    named: ['thermal nuke p_min', 'zones z load'],
    step: 1,
  },
  {
    name: 'a load above all capacity',
    content: {
      time: { n: 3 },
      zones: [{ id: 'z', load: [5, 9, 5] }],
      thermal: [{ id: 'g', zone: 'z', p_max: 6 }],
      renewables: [{ id: 'w', zone: 'z', available: [1, 2, 1] }],
    },
    named: ['zones z load', 'thermal g p_max', 'renewables w available'],
    step: 1,
  },
  {
    name: 'an island without generation',
    content: {
      time: { n: 1 },
      zones: [
        { id: 'a', load: 0 },
        { id: 'island', load: 10 },
      ],
    },
    named: ['zones island load'],
    step: 0,
  },
  {
    name: 'a line too small',
    content: two([{ id: 'ab', from: 'a', to: 'b', cap_fwd: 15, cap_rev: 15 }]),
    named: ['lines ab cap_fwd', 'zones b load', 'thermal gb p_max'],
    step: 1,
  },
  {
    name: 'a line the other way round',
    content: two([{ id: 'ba', from: 'b', to: 'a', cap_fwd: 90, cap_rev: 15 }]),
    named: ['lines ba cap_rev', 'zones b load'],
    step: 1,
  },
  {
    name: 'a line out of service',
    content: two([{ id: 'ab', from: 'a', to: 'b', available: [1, 0] }]),
    named: ['lines ab available', 'zones b load'],
    step: 1,
  },
  {
    name: "Kirchhoff's law beside a small line",
    content: two(
      [
        { id: 'ac', from: 'a', to: 'b', x: 1, cap_fwd: 10, cap_rev: 10 },
        { id: 'second', from: 'a', to: 'b', x: 1 },
      ],
      { kvl: true },
    ),
    named: ['lines ac cap_fwd', 'zones b load'],
    step: 1,
  },
  {
    name: 'a plant held back by its power',
    content: {
      time: { n: 2 },
      zones: [{ id: 'z', load: [10, 40] }],
      hydro: [{ ...plant, p_max: 30, mw_per_m3s: 2, inflow: 50 }],
    },
    named: ['zones z load', 'hydro dam p_max'],
    step: 1,
  },
  {
    name: 'the second of two blocks',
    content: {
      ...grid,
      time: {
        n: 4,
        blocks: [
          [0, 1],
          [2, 3],
        ],
      },
      hydro: [{ ...plant, outflow_min: [0, 0, 30, 0] }],
    },
    named: ['hydro dam outflow_min'],
    step: 2,
  },
];

const label = (limit: CaseConflict['limits'][number]): string => `${limit.kind} ${limit.id} ${limit.field}`;

describe('a contradictory case names what conflicts', () => {
  it.each(CASES)('$name', ({ content, named, step }) => {
    const dispatch = read(content);
    expect(solves(dispatch)).toBe(false);
    const conflicts = explainConflicts(dispatch, solve);
    expect(conflicts).toHaveLength(1);
    const [{ limits, remedies }] = conflicts;
    expect(limits.map(label)).toEqual(expect.arrayContaining([...named]));
    expect(limits.some(({ first, last }) => first <= step && step <= last)).toBe(true);
    for (const limit of limits.filter(({ natural }) => !natural))
      expect(solves(without(dispatch, limit)), `without ${label(limit)} there is an answer`).toBe(true);
    expect(remedies.length).toBeGreaterThan(0);
    for (const remedy of remedies)
      expect(solves(applied(dispatch, remedy)), `${remedy.change} ${remedy.path} helps`).toBe(true);
  });

  it('several at once, each with a remedy for itself', () => {
    const dispatch = read({
      time: { n: 2 },
      zones: [
        { id: 'a', load: 10 },
        { id: 'b', load: 5, spill_allowed: true },
      ],
      thermal: [{ id: 'gb', zone: 'b', p_max: 20 }],
      hydro: [
        { ...plant, id: 'one', zone: 'b', outflow_min: 40 },
        { ...plant, id: 'other', zone: 'b', v_final: 45 },
      ],
    });
    const conflicts = explainConflicts(dispatch, solve);
    expect(conflicts.map(({ limits }) => limits[0].id).sort()).toEqual(['a', 'one', 'other']);
    const mended = conflicts.reduce((one, { remedies }) => applied(one, remedies[0]), dispatch);
    expect(solves(mended)).toBe(true);
    expect(solves(conflicts.slice(1).reduce((one, { remedies }) => applied(one, remedies[0]), dispatch))).toBe(false);
  });

  it('none where there is none', () =>
    expect(explainConflicts(read({ ...grid, time: { n: 2 }, hydro: [plant] }), solve)).toEqual([]));
});

const changed = (
  dispatch: DispatchCase,
  path: string,
  value: (old: PerStep, step: number) => unknown,
  steps: number,
): DispatchCase => {
  const [, kind, index, field] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path)!;
  const copy = structuredClone(dispatch) as unknown as Record<string, Record<string, unknown>[]>;
  const entry = copy[kind][Number(index)];
  const old = entry[field] as PerStep;
  entry[field] = Array.from({ length: steps }, (_, t) => value(old, t));
  return copy as unknown as DispatchCase;
};

/** The case as if the limit had never been stated. */
function without(dispatch: DispatchCase, { path, field }: CaseConflict['limits'][number]): DispatchCase {
  const { n } = dispatch.time;
  if (field === 'v_final')
    return JSON.parse(
      JSON.stringify(dispatch, (key, value: unknown) => (key === 'v_final' ? null : value)),
    ) as DispatchCase;
  if (field === 'load') {
    const zone = Number(/\d+/.exec(path)![0]);
    return {
      ...dispatch,
      zones: dispatch.zones.map((one, z) => (z === zone ? { ...one, unserved_cost: 1, spill_allowed: true } : one)),
    };
  }
  const free: Readonly<Record<string, number>> = {
    v_min: 0,
    p_min: 0,
    available: path.startsWith('lines') ? 1 : 1e6,
    cap_fwd: 1e6,
    cap_rev: 1e6,
    p_max: 1e6,
    q_max: 1e6,
    v_max: 1e6,
    outflow_max: 1e6,
    outflow_min: 0,
  };
  return changed(dispatch, path, () => free[field], n);
}

function applied(dispatch: DispatchCase, { path, field, change, to, by, steps }: Remedy): DispatchCase {
  const [, kind, index] = /^(\w+)\[(\d+)\]/.exec(path)!;
  const value = change === 'allow' ? (field === 'unserved_cost' ? 1000 : true) : to;
  if (by !== null)
    return changed(
      dispatch,
      path,
      (old, t) =>
        t >= steps![0] && t <= steps![1] && numberAt(old, t) !== null
          ? numberAt(old, t)! + (change === 'lower' ? -by : by)
          : numberAt(old, t),
      dispatch.time.n,
    );
  const copy = structuredClone(dispatch) as unknown as Record<string, Record<string, unknown>[]>;
  copy[kind][Number(index)][field] = value;
  return copy as unknown as DispatchCase;
}
