import { describe, expect, it } from 'vitest';
import { diffScenarios } from '../../src/study/scenario/diff-scenarios.ts';
import { applyQuickChanges } from '../../src/study/scenario/quick-changes.ts';
import { equalSteps } from '../../src/system/reading/sweep-axes.ts';
import { scenarioDocument, type Scenario } from '../../src/system/scenario/scenario.ts';

const reference: Scenario = scenarioDocument.parse({
  schema: 'spillway/scenario@1',
  id: 'base',
  title: { en: 'Base', zh: '基准' },
  model: 'm',
  basis: 'ex-post',
  window: { start: '2021-06-01', end: '2021-07-01' },
  water: { water_year: 'normal' },
  demand: { year: 2021 },
  loads: [
    {
      id: 'mine',
      name: { en: 'Mine', zh: '矿' },
      size: '8 GW',
      shares: { aba: 1 },
      connection: { grid: 1, consumption_zone: 0, direct: 0 },
    },
  ],
});
const removal = {
  id: 'shutdown',
  type: 'remove-load' as const,
  load: 'mine',
  size: '8 GW',
  start: '2021-06-20',
  persistence: 1,
};
const counterfactual: Scenario = { ...reference, id: 'shutdown', measures: [removal] };

describe('quick changes', () => {
  it('put the place and connection in both worlds, size and start in the counterfactual alone', () => {
    const pair = applyQuickChanges({ reference, counterfactual }, { size: '2 GW', shares: { ya: 1 } });
    expect(diffScenarios(reference, pair.reference).map((found) => found.path)).toEqual([
      'id',
      'title.en',
      'title.zh',
      'loads[mine].shares.aba',
      'loads[mine].shares.ya',
    ]);
    expect(diffScenarios(counterfactual, pair.counterfactual)).toContainEqual({
      path: 'measures[shutdown].size',
      left: '8 GW',
      right: '2 GW',
    });
    expect(pair.reference.loads).toEqual(pair.counterfactual.loads);
  });

  it('leave the pair as it is when nothing is changed', () => {
    expect(applyQuickChanges({ reference, counterfactual }, {})).toEqual({ reference, counterfactual });
  });

  it('keep ids within their length', () => {
    const long = { ...counterfactual, id: 'x'.repeat(64) };
    expect(applyQuickChanges({ reference, counterfactual: long }, { size: '1 GW' }).counterfactual.id).toMatch(
      /^[a-z0-9-]{64}$/,
    );
  });

  it('refuse one start for a removal in stages', () => {
    const staged = { ...counterfactual, measures: [{ ...removal, staged: [{ start: '2021-06-20', share: 1 }] }] };
    expect(() => applyQuickChanges({ reference, counterfactual: staged }, { start: '2021-07-01' })).toThrow(/stages/);
  });
});

it('differences ignore the order of loads and measures', () => {
  const second = { ...removal, id: 'second' };
  const [ab, ba] = [
    [removal, second],
    [second, removal],
  ].map((measures) => ({ ...counterfactual, measures }));
  expect(diffScenarios(ab, ba)).toEqual([]);
});

it('steps of a sweep include both ends', () => {
  expect(equalSteps(0, 12_000, 13)).toEqual(Array.from({ length: 13 }, (_, i) => 1000 * i));
});
