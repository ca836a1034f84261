import { describe, expect, test } from 'vitest';
import { mergeScenario, type WrittenScenario } from '../../src/system/reading/merge-scenario.ts';
import { orThrow } from '../../src/system/words/problem.ts';

const load = {
  id: 'mine',
  name: { en: 'Mine', zh: '矿' },
  size: '8 GW',
  shares: { aba: 1 },
  connection: { grid: 1, consumption_zone: 0, direct: 0 },
  availability: 0.9,
};
const base: WrittenScenario = {
  schema: 'spillway/scenario@1',
  id: 'base',
  title: { en: 'Base', zh: '基准' },
  model: 'toy',
  basis: 'ex-post',
  window: { start: '2021-05-01', end: '2021-11-01' },
  water: { water_year: 'normal', factor: 1.1 },
  demand: { year: 2021 },
  export_rule: 'all-free',
  foresight: { mode: 'perfect', terminal: 'target' },
  loads: [load],
  measures: [{ type: 'section-limit', id: 'first', section: 's', limit: '1 GW' }],
  source: ['a'],
  not_modelled: ['weather'],
  why: 'base',
};
const child: WrittenScenario = {
  schema: 'spillway/scenario@1',
  id: 'child',
  extends: 'base.yaml',
  load_changes: { mine: { size: '4 GW' } },
  measures: [{ type: 'remove-load', id: 'shutdown', load: 'mine', size: '4 GW' }],
  source: ['b', 'a'],
  not_modelled: ['prices'],
  why: 'child',
};

describe('mergeScenario', () => {
  const merged = orThrow(mergeScenario([base, child]));

  test('only what a file says overrides what it extends', () => {
    expect(merged).toMatchObject({
      id: 'child',
      export_rule: 'all-free',
      foresight: { mode: 'perfect', terminal: 'target' },
      water: { factor: 1.1 },
      why: 'child',
    });
  });
  test('a change to a load leaves its other fields alone', () => {
    expect(merged.loads).toMatchObject([{ id: 'mine', size: '4 GW', availability: 0.9 }]);
  });
  test('a source speaks of the figures that it came with: others of the same load bring their own, or have none', () => {
    const sourced = { ...base, loads: [{ ...load, source: '8 GW: a press claim' }] };
    const changedBy = (change: NonNullable<WrittenScenario['load_changes']>[string]): unknown =>
      orThrow(mergeScenario([sourced, { ...child, load_changes: { mine: change } }])).loads[0].source;
    expect(changedBy({ size: '4 GW' })).toBeUndefined();
    expect(changedBy({ size: '4 GW', source: 'a meter' })).toBe('a meter');
    expect(changedBy({ metered_until: '2021-06-20' })).toBe('8 GW: a press claim');
  });
  test('measures are appended, sources and limits of the model joined', () => {
    expect(merged.measures.map((m) => m.id)).toEqual(['first', 'shutdown']);
    expect([merged.source, merged.not_modelled]).toEqual([
      ['a', 'b'],
      ['weather', 'prices'],
    ]);
  });
  test('a load of the same id is replaced whole', () => {
    const other = { ...load, size: '2 GW', availability: undefined };
    expect(orThrow(mergeScenario([base, { schema: base.schema, id: 'c', loads: [other] }])).loads).toMatchObject([
      { size: '2 GW', availability: 1 },
    ]);
  });
  test('neither file is changed', () => {
    expect(base.loads?.[0].size).toBe('8 GW');
  });
});
