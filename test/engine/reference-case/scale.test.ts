import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { solveDispatchCase } from '../../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import { quickestOf } from '../../../src/engine/solver/answers/quickest-solver.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { dispatchCase, type DispatchCase } from '../../../src/system/dispatch-case/dispatch-case.ts';
import { yearCase } from '../../support/year-case.ts';

const solve = quickestOf(await loadHighs(), createInteriorPoint());
const folder = new URL('../../reference-cases/', import.meta.url);
const published = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, dispatchCase.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))] as const);

const AMOUNTS = [
  'load',
  'p_max',
  'p_min',
  'available',
  'q_max',
  'v_min',
  'v_max',
  'v_init',
  'v_final',
  'inflow',
  'consumption',
  'outflow_min',
  'outflow_max',
  'cap_fwd',
  'cap_rev',
];
const COSTS = ['cost', 'unserved_cost', 'spill_cost', 'curtail_cost', 'spill_cost_per_flow_hour', 'cost_abs'];

function times(dispatch: DispatchCase, by: number, fields: readonly string[]): DispatchCase {
  const scaled = (value: unknown): unknown =>
    typeof value === 'number' ? value * by : Array.isArray(value) ? value.map(scaled) : value;
  const entries = (list: readonly object[] | null | undefined) =>
    list?.map((entry) =>
      Object.fromEntries(
        Object.entries(entry).map(([key, value]) => [key, fields.includes(key) ? scaled(value) : value]),
      ),
    );
  return dispatchCase.parse({
    ...dispatch,
    ...Object.fromEntries(
      (['zones', 'thermal', 'renewables', 'hydro', 'lines'] as const).map((kind) => [kind, entries(dispatch[kind])]),
    ),
  });
}

/** The largest difference of any series to `by` times its own, as a share of the largest value of the series. */
function apart(dispatch: DispatchCase, by: number, of: 'amounts' | 'costs'): number {
  const [one, other] = [
    solveDispatchCase(dispatch, solve),
    solveDispatchCase(times(dispatch, by, of === 'amounts' ? AMOUNTS : COSTS), solve),
  ];
  expect([one.status, other.status]).toEqual(['optimal', 'optimal']);
  let most = Math.abs(other.objective! - by * one.objective!) / Math.abs(by * one.objective! || 1);
  for (const [quantity, lists] of Object.entries(one.result!) as [
    keyof typeof one.result,
    Record<string, (number | null)[]>,
  ][]) {
    const ratio = ((quantity as string) === 'price') === (of === 'costs') ? by : 1;
    for (const [id, list] of Object.entries(lists)) {
      const got = (other.result![quantity] as Record<string, (number | null)[]>)[id];
      const size = Math.max(...list.map((value) => Math.abs(value ?? 0)), 1e-300);
      list.forEach((value, t) => {
        most = Math.max(most, Math.abs((got[t] ?? 0) / ratio - (value ?? 0)) / size);
      });
    }
  }
  return most;
}

describe('a case at another scale has the same answer at that scale', () => {
  it.each(published)('%s', (_, dispatch) => {
    for (const by of [1e-3, 1e3, 1e4]) expect(apart(dispatch, by, 'amounts')).toBeLessThan(1e-6);
    for (const by of [1e-4, 1e3]) expect(apart(dispatch, by, 'costs')).toBeLessThan(1e-6);
  });

  it('so does one of many steps', () => {
    for (const by of [1e-3, 1e3, 1e4]) expect(apart(yearCase(700), by, 'amounts')).toBeLessThan(1e-6);
  });
});
