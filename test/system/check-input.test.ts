import { expect, it } from 'vitest';
import { checkInput } from '../../src/system/check-input.ts';
import { MOST, scenarioDocument, scenarioFile } from '../../src/system/scenario.ts';
import { writtenProblems } from '../../src/system/written-scenario.ts';

const base = { schema: 'spillway/scenario@1', id: 'x' };
const many = (count: number, entry: unknown): unknown[] => Array.from({ length: count }, () => entry);
const problemsIn = (input: unknown) => {
  const checked = checkInput(scenarioFile, input);
  return checked.ok ? [] : checked.placed.map(({ problem }) => problem);
};

/** Each list and block of free names of a scenario, with more entries than it may have, all of them wrong. */
const TOO_LONG: readonly (readonly [string, number, unknown])[] = [
  ['measures', MOST.measures, { measures: many(50_000, {}) }], ['loads', MOST.loads, { loads: many(50_000, {}) }], ['inflow', MOST.inflow, { inflow: many(50_000, {}) }], ['source', MOST.sources, { source: many(50_000, 1) }],
  ['source_dates', MOST.sources, { source_dates: many(50_000, '') }], ['not_modelled', MOST.sources, { not_modelled: many(50_000, '') }],
  ['measures[0].staged', MOST.stages, { measures: [{ type: 'remove-load', staged: many(50_000, {}) }] }], ['loads[0].rationing', MOST.rationing, { loads: [{ rationing: many(50_000, {}) }] }], ['inflow[0].flow_m3s', MOST.days, { inflow: [{ flow_m3s: many(50_000, '') }] }],
  ['loads[0].shares', MOST.shares, { loads: [{ shares: Object.fromEntries(many(50_000, 1).map((_, i) => [`k${i}`, ''])) }] }], ['load_changes', MOST.loads, { load_changes: Object.fromEntries(many(50_000, 1).map((_, i) => [`k${i}`, { size: 1 }])) }],
];

it.each(TOO_LONG)('of %s no more than %i entries are looked at', (path, most, fields) => {
  const problems = problemsIn({ ...base, ...(fields as object) });
  expect(problems[0]).toMatchObject({ code: 'wrong-length', path, value: 50_000, limit: `<= ${most} entries` });
  expect(problems.length).toBeGreaterThan(1);
  expect(problems.length).toBeLessThan(10 * most);
});

it('a scenario file tells the same, and of its measures no more than may be are judged', () => {
  const found = writtenProblems({ ...base, measures: many(50_000, { id: 'a', type: 'growth' }) }, []).map(({ problem }) => problem);
  expect(found[0]).toMatchObject({ code: 'wrong-length', path: 'measures', value: 50_000 });
  expect(found.filter(({ code }) => code === 'duplicate-measure')).toHaveLength(MOST.measures - 1);
});

it('gives what the schema gives where nothing is too long', () => {
  const input = { ...base, loads: [], why: 'as ever', measures: [{ type: 'growth', id: 'g', factor: 1.05 }], source: many(MOST.sources, 'told') };
  expect(checkInput(scenarioFile, input)).toEqual({ ok: true, value: scenarioFile.parse(input) });
  expect(checkInput(scenarioDocument, 'text').ok).toBe(false);
  expect(problemsIn({ ...base, measures: [{ type: 'growth', id: 'g', factr: 1 }] }).map(({ code, path }) => `${code} ${path}`)).toEqual(['missing measures[0].factor', 'unknown-field measures[0].factr']);
});
