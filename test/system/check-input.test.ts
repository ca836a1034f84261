import { expect, it } from 'vitest';
import { checkInput } from '../../src/system/reading/check-input.ts';
import { problemList } from '../../src/system/words/problem-list.ts';
import { scenarioDocument, scenarioFile } from '../../src/system/scenario/scenario.ts';
import { MOST } from '../../src/system/schema/scenario-fields.ts';
import { writtenProblems } from '../../src/system/reading/written-scenario.ts';

const base = { schema: 'spillway/scenario@1', id: 'x' };
const many = (count: number, entry: unknown): unknown[] => Array.from({ length: count }, () => entry);
const problemsIn = (input: unknown) => {
  const checked = checkInput(scenarioFile, input);
  return checked.ok ? [] : checked.placed.map(({ problem }) => problem);
};

/** Each list and block of free names of a scenario, with more entries than it may have, all of them wrong. */
const TOO_LONG: readonly (readonly [string, number, unknown])[] = [
  ['measures', MOST.measures, { measures: many(50_000, {}) }],
  ['loads', MOST.loads, { loads: many(50_000, {}) }],
  ['inflow', MOST.inflow, { inflow: many(50_000, {}) }],
  ['source', MOST.sources, { source: many(50_000, 1) }],
  ['source_dates', MOST.sources, { source_dates: many(50_000, '') }],
  ['not_modelled', MOST.sources, { not_modelled: many(50_000, '') }],
  ['measures[0].staged', MOST.stages, { measures: [{ type: 'remove-load', staged: many(50_000, {}) }] }],
  ['loads[0].rationing', MOST.rationing, { loads: [{ rationing: many(50_000, {}) }] }],
  ['inflow[0].flow_m3s', MOST.days, { inflow: [{ flow_m3s: many(50_000, '') }] }],
  [
    'loads[0].shares',
    MOST.shares,
    { loads: [{ shares: Object.fromEntries(many(50_000, 1).map((_, i) => [`k${i}`, ''])) }] },
  ],
  [
    'load_changes',
    MOST.loads,
    { load_changes: Object.fromEntries(many(50_000, 1).map((_, i) => [`k${i}`, { size: 1 }])) },
  ],
];

it.each(TOO_LONG)('of %s no more than %i entries are looked at', (path, most, fields) => {
  const problems = problemsIn({ ...base, ...(fields as object) });
  expect(problems[0]).toMatchObject({ code: 'wrong-length', path, value: 50_000, limit: `<= ${most} entries` });
  expect(problems.length).toBeGreaterThan(1);
  expect(problems.length).toBeLessThan(10 * most);
});

it('a scenario file tells the same, and of its measures no more than may be are judged', () => {
  const found = writtenProblems({ ...base, measures: many(50_000, { id: 'a', type: 'growth' }) }, []).map(
    ({ problem }) => problem,
  );
  expect(found[0]).toMatchObject({ code: 'wrong-length', path: 'measures', value: 50_000 });
  expect(found.filter(({ code }) => code === 'duplicate-measure')).toHaveLength(MOST.measures - 1);
});

it('gives what the schema gives where nothing is too long', () => {
  const input = {
    ...base,
    loads: [],
    why: 'as ever',
    measures: [{ type: 'growth', id: 'g', factor: 1.05 }],
    source: many(MOST.sources, 'told'),
  };
  expect(checkInput(scenarioFile, input)).toEqual({ ok: true, value: scenarioFile.parse(input) });
  expect(checkInput(scenarioDocument, 'text').ok).toBe(false);
  expect(
    problemsIn({ ...base, measures: [{ type: 'growth', id: 'g', factr: 1 }] }).map(
      ({ code, path }) => `${code} ${path}`,
    ),
  ).toEqual(['missing measures[0].factor', 'unknown-field measures[0].factr']);
});

it('beyond those that are listed, problems are counted, and the counts are those of the whole list', () => {
  const inflow = many(5, { station: 'upper', start: '2021-06-01', flow_m3s: many(1000, null) });
  const measures = Array.from({ length: 10 }, (_, i) => ({
    id: `m${i}`,
    type: 'growth',
    factor: 1.05,
    ...Object.fromEntries(Array.from({ length: 100 }, (_, k) => [`u${k}`, 1])),
  }));
  const bodies = [
    // 5 stations x 1000 values that are no numbers; 10 measures x 100 fields that do not exist; 60 stages that lack two
    // fields each.
    [{ ...base, inflow }, { 'wrong-type': 5000 }],
    [{ ...base, measures }, { 'unknown-field': 1000 }],
    [
      { ...base, inflow, measures },
      { 'wrong-type': 5000, 'unknown-field': 1000 },
    ],
    [
      {
        ...base,
        measures: many(10, 0).map((_, i) => ({
          id: `m${i}`,
          type: 'remove-load',
          load: 'x',
          size: '1 GW',
          staged: many(60, {}),
        })),
      },
      { missing: 1200 },
    ],
    [
      { ...base, title: { en: 'a', zh: 'b', ...Object.fromEntries(many(900, 1).map((one, k) => [`t${k}`, one])) } },
      { 'unknown-field': 900 },
    ],
    [
      {
        ...base,
        measures: [{ id: 'm', remove: true, ...Object.fromEntries(many(900, 1).map((one, k) => [`t${k}`, one])) }],
      },
      { 'unknown-field': 900, 'unknown-measure': 1 },
    ],
  ] as const;
  for (const [body, counts] of bodies) {
    const [few, all] = [200, Infinity].map((most) =>
      problemList(writtenProblems(body, [], most).map(({ problem }) => problem)),
    );
    expect(few.by_code).toEqual(counts);
    expect([few.by_code, few.total]).toEqual([all.by_code, all.total]);
    expect(few.problems).toHaveLength(200);
    expect(few.problems.every((one) => one.message !== '' && one.path !== '' && !('more' in one))).toBe(true);
  }
});
