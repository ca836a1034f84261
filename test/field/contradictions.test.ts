import { describe, expect, test } from 'vitest';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import type { Tables } from '../../src/system/model/model.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import { InvalidInput, type Problem } from '../../src/system/words/problem.ts';
import type { Level } from '../../src/system/scenario/scenario.ts';
import { between, instant, toy, toyDeps } from './toy.ts';

type Change = (tables: Tables) => Partial<Tables>;
/** Changes of the model and the scenario, one after another. */
interface Setting {
  readonly tables?: readonly Change[];
  readonly scenario?: object;
  readonly measures?: readonly object[];
}
interface Contradiction extends Setting {
  readonly name: string;
  /** what the problem must name, and when */
  readonly named: readonly RegExp[];
  readonly when: RegExp;
  /** each named limit, taken back: there is an answer then */
  readonly relieved: Readonly<Record<string, Setting>>;
  readonly levels?: readonly Level[];
}

const of =
  <T extends keyof Tables>(table: T, change: object, which: (row: Tables[T][number]) => boolean = () => true): Change =>
  (tables) =>
    ({
      [table]: tables[table].map((row) => (which(row as Tables[T][number]) ? { ...row, ...change } : row)),
    }) as Partial<Tables>;
const mustRun = (mw: number): Change => of('thermal', { must_run_mw: mw });
const reverse = (mw: number): Change => of('corridors', { reverse_mw: mw });
/** The section limits what goes from the city to the mountains. */
const backwards =
  (mw: number): Change =>
  (tables) => ({ ...of('section_members', { coefficient: -1 })(tables), ...of('sections', { limit_mw: mw })(tables) });
const secondUnit =
  (mw: number): Change =>
  ({ thermal }) => ({ thermal: [...thermal, { ...thermal[0], id: 'city-gas', must_run_mw: mw }] });
const hillUnit =
  (mw: number): Change =>
  ({ thermal }) => ({
    thermal: [...thermal, { ...thermal[0], id: 'hill-coal', zone: 'mountain', capacity_mw: 200, must_run_mw: mw }],
  });
const noUse: Change = (tables) => ({
  ...of('prefectures', { load_share: 0 }, ({ zone }) => zone === 'mountain')(tables),
  lumped_hydro: [],
});
const noon = '2021-06-02T12:00+08:00';
const out = (station: string, mw: number) => ({
  id: `out-${station}`,
  type: 'outage',
  station,
  capacity: `${mw} MW`,
  start: instant('06-02'),
});
const smelter = (mw: number, removed: number): Pick<Setting, 'scenario' | 'measures'> => ({
  scenario: {
    loads: [
      {
        id: 'smelter',
        name: { en: 'Smelter', zh: '冶炼厂' },
        size: `${mw} MW`,
        shares: { 'city-county': 1 },
        connection: { grid: 1, consumption_zone: 0, direct: 0 },
        metered_until: '2021-06-01T00:00+08:00',
      },
    ],
  },
  measures:
    removed === 0
      ? []
      : [{ id: 'gone', type: 'remove-load', load: 'smelter', size: `${removed} MW`, start: '2021-06-02T08:00+08:00' }],
});

/**
 * The city's load is 80 MW: what its coal must make beyond that can only go back over the corridor, of 100 MW. The
 * mountains take 50 and the line 20, the section 50.
 */
const CASES: readonly Contradiction[] = [
  {
    name: 'must-run above the load, and no way out',
    tables: [mustRun(90), reverse(0)],
    named: [
      /unit "city-coal" must run at 90 MW/,
      /corridor "mountain-to-city" takes at most 0 MW in reverse/,
      /load of zone "city" is 80 MW/,
    ],
    when: /2021-06-01T00:00/,
    relieved: { unit: { tables: [mustRun(80), reverse(0)] }, corridor: { tables: [mustRun(90)] } },
  },
  {
    name: 'a least output from noon on',
    tables: [reverse(5)],
    measures: [{ id: 'm', type: 'minimum-output', thermal: 'city-coal', output: '95 MW', start: noon }],
    named: [/unit "city-coal" must run at 95 MW/, /corridor "mountain-to-city" takes at most 5 MW in reverse/],
    when: /2021-06-02T12:00/,
    relieved: {
      unit: { tables: [reverse(5)] },
      corridor: {
        tables: [],
        measures: [{ id: 'm', type: 'minimum-output', thermal: 'city-coal', output: '95 MW', start: noon }],
      },
    },
  },
  {
    name: 'a least output in two hours of a night',
    tables: [reverse(5)],
    measures: [
      {
        id: 'm',
        type: 'minimum-output',
        thermal: 'city-coal',
        output: '95 MW',
        start: '2021-06-02T03:00+08:00',
        end: '2021-06-02T05:00+08:00',
      },
    ],
    named: [/unit "city-coal" must run at 95 MW/, /corridor "mountain-to-city"/],
    when: /2021-06-02T03:00\+08:00 to 2021-06-02T05:00/,
    relieved: { unit: { tables: [reverse(5)] } },
  },
  {
    name: 'a load that falls below must-run',
    tables: [reverse(0)],
    measures: [{ id: 'm', type: 'growth', factor: 0.2, start: noon }],
    named: [/unit "city-coal" must run at 20 MW/, /load of zone "city" is 16 MW/],
    when: /2021-06-02T12:00/,
    relieved: {
      load: { tables: [reverse(0)] },
      unit: { tables: [reverse(0), mustRun(0)], measures: [{ id: 'm', type: 'growth', factor: 0.2, start: noon }] },
    },
  },
  {
    name: 'a removed load that used what must be made',
    tables: [reverse(0), mustRun(100)],
    ...smelter(30, 30),
    named: [/unit "city-coal" must run at 100 MW/, /load of zone "city" is 80 MW/],
    when: /2021-06-02T08:00/,
    relieved: {
      load: { tables: [reverse(0), mustRun(100)], ...smelter(30, 0) },
      unit: { tables: [reverse(0), mustRun(80)], ...smelter(30, 30) },
    },
  },
  {
    name: 'a section in the way',
    tables: [backwards(0), mustRun(90)],
    named: [/unit "city-coal" must run at 90 MW/, /section "valley" takes at most 0 MW/],
    when: /2021-06-01T00:00/,
    relieved: { section: { tables: [backwards(10), mustRun(90)] }, unit: { tables: [backwards(0)] } },
  },
  {
    name: 'a section that closes on a day',
    tables: [backwards(50), mustRun(90)],
    measures: [{ id: 'm', type: 'section-limit', section: 'valley', limit: '4 MW', start: instant('06-03') }],
    named: [/unit "city-coal" must run at 90 MW/, /section "valley" takes at most 4 MW/],
    when: /2021-06-03T00:00/,
    relieved: { section: { tables: [backwards(50), mustRun(90)] } },
  },
  {
    name: 'two units together',
    tables: [mustRun(60), secondUnit(30), reverse(0)],
    named: [/unit "city-coal" must run at 60 MW/, /unit "city-gas" must run at 30 MW/, /corridor "mountain-to-city"/],
    when: /2021-06-01T00:00/,
    relieved: {
      one: { tables: [mustRun(0), secondUnit(30), reverse(0)] },
      other: { tables: [mustRun(60), secondUnit(0), reverse(0)] },
    },
  },
  {
    name: 'must-run that neither load, line nor section can take',
    tables: [hillUnit(150)],
    named: [
      /unit "hill-coal" must run at 150 MW/,
      /section "valley" takes at most 50 MW/,
      /export "east" takes at most 20 MW/,
      /load of zone "mountain" is 50 MW/,
    ],
    when: /2021-06-01T00:00/,
    relieved: {
      unit: { tables: [hillUnit(100)] },
      section: { tables: [hillUnit(150), of('sections', { limit_mw: 90 }), mustRunOf('city-coal', 0)] },
    },
  },
  {
    name: 'an export that may not fall as fast as its plants',
    levels: ['standard'],
    tables: [noUse, reverse(0), of('exports', { ramp_mw_per_h: 2 })],
    scenario: { loads: [], export_rule: 'all-free' },
    measures: [out('upper', 100), out('lower', 60)],
    named: [
      /export "east" cannot leave its ramp, 18 MW/,
      /turbines of "upper"/,
      /turbines of "lower"/,
      /corridor "mountain-to-city"/,
    ],
    when: /at 2021-06-02T00:00/,
    relieved: {
      ramp: {
        tables: [noUse, reverse(0)],
        scenario: { loads: [], export_rule: 'all-free' },
        measures: [out('upper', 100), out('lower', 60)],
      },
      turbines: {
        tables: [noUse, reverse(0), of('exports', { ramp_mw_per_h: 2 })],
        scenario: { loads: [], export_rule: 'all-free' },
        measures: [out('lower', 60)],
      },
      corridor: {
        tables: [noUse, of('exports', { ramp_mw_per_h: 2 })],
        scenario: { loads: [], export_rule: 'all-free' },
        measures: [out('upper', 100), out('lower', 60)],
      },
    },
  },
];

function mustRunOf(unit: string, mw: number): Change {
  return of('thermal', { must_run_mw: mw }, ({ id }) => id === unit);
}

async function problemsOf(
  { tables = [], scenario = {}, measures = [] }: Setting,
  level: Level,
): Promise<readonly Problem[]> {
  const changed = (own: Tables): Partial<Tables> =>
    tables.reduce<Tables>((all, change) => ({ ...all, ...change(all) }), own);
  try {
    await runScenario(
      await toyDeps(changed),
      await toy('base', { ...between('06-01', '06-04'), ...scenario, measures }),
      { level },
      {},
    );
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

describe('a run that contradicts itself', () => {
  test.each(CASES)('$name', async ({ named, when, relieved, levels = ['screen', 'standard', 'exact'], ...setting }) => {
    for (const level of levels) {
      const found = await problemsOf(setting, level);
      expect(found.map(({ code }) => code)).toEqual(['contradiction-in-run']);
      for (const name of [...named, when]) expect(found[0].message).toMatch(name);
      for (const [limit, without] of Object.entries(relieved))
        expect([level, limit, await problemsOf(without, level)]).toEqual([level, limit, []]);
    }
  });

  test('is told what is enough, which is so, and what is not', async () => {
    const [found] = await problemsOf({ tables: [mustRun(90), reverse(3)] }, 'standard');
    expect(found).toMatchObject({ path: 'thermal.csv/city-coal.must_run_mw', value: 90 });
    expect(found.hint).toBe(
      'lower thermal.csv/city-coal.must_run_mw by 7 MW (or what a measure sets in its place), or raise corridors.csv/mountain-to-city.reverse_mw by 7 MW (or what a measure sets in its place): each alone is enough',
    );
    expect(await problemsOf({ tables: [mustRun(83), reverse(3)] }, 'standard')).toEqual([]);
    expect(await problemsOf({ tables: [mustRun(90), reverse(10)] }, 'standard')).toEqual([]);
    expect(await problemsOf({ tables: [mustRun(83.1), reverse(3)] }, 'standard')).toHaveLength(1);
  });

  test('names the measure that sets a value in the hours of the conflict, and what is enough of it', async () => {
    const minimum = (output: number) => [
      { id: 'other', type: 'section-limit', section: 'valley', limit: '50 MW', start: noon },
      { id: 'm', type: 'minimum-output', thermal: 'city-coal', output: `${output} MW`, start: noon },
    ];
    for (const level of ['screen', 'standard', 'exact'] as const) {
      const [found] = await problemsOf({ tables: [reverse(5)], measures: minimum(95) }, level);
      expect(found).toMatchObject({ path: 'measures[1].output', value: 95 });
      expect(found.hint).toBe(
        'lower measures[1].output by 10 MW, or raise corridors.csv/mountain-to-city.reverse_mw by 10 MW (or what a measure sets in its place): each alone is enough',
      );
    }
    expect(await problemsOf({ tables: [reverse(5)], measures: minimum(85) }, 'standard')).toEqual([]);
    // Before the measure the figure of the model is wrong as well: both say the value.
    const [both] = await problemsOf({ tables: [reverse(5), mustRun(95)], measures: minimum(96) }, 'standard');
    expect(both.path).toBe('thermal.csv/city-coal.must_run_mw');
    const [closed] = await problemsOf(
      {
        tables: [backwards(50), mustRun(90)],
        measures: [{ id: 'm', type: 'section-limit', section: 'valley', limit: '4 MW', start: instant('06-03') }],
      },
      'standard',
    );
    expect(closed.hint).toMatch(/raise measures\[0\]\.limit by 6 MW/);
  });

  test('is told what an export would have to take more, contract and surplus together, and what has to be raised', async () => {
    // The city's 40 MW and the mountains' 40 leave 15 of 95 MW: on steps at which the line takes nothing.
    const shut = (mean: number) => [
      { id: 'g', type: 'growth', factor: 0.5 },
      { id: 'x', type: 'export-schedule', export: 'east', mean: `${mean} MW` },
      { id: 'm', type: 'minimum-output', thermal: 'city-coal', output: '95 MW', start: noon },
    ];
    for (const level of ['screen', 'standard', 'exact'] as const) {
      const [found] = await problemsOf({ measures: shut(0) }, level);
      expect(found.hint).toBe(
        'lower measures[2].output by 15 MW, or raise measures[1].mean so that "east" takes 15 MW more in these hours: each alone is enough',
      );
    }
    expect(await problemsOf({ measures: shut(15) }, 'standard')).toEqual([]);
    expect(await problemsOf({ measures: shut(14.9) }, 'standard')).toHaveLength(1);
    // 8 + 32 + 20 of 100 MW: 40 more than both the line and its schedule.
    const grown = [
      { id: 'g', type: 'growth', factor: 0.1 },
      { id: 'm', type: 'minimum-output', thermal: 'city-coal', output: '100 MW', start: noon },
    ];
    const [found] = await problemsOf({ measures: grown }, 'standard');
    expect(found.hint).toBe(
      'lower measures[1].output by 40 MW, or raise exports.csv/east.rated_mw and export_schedule.csv/east.mean_mw so that "east" takes 40 MW more in these hours: each alone is enough',
    );
    const wide =
      (rated: number, mean: number) =>
      ({ exports, export_schedule: rows }: Tables): Partial<Tables> => ({
        exports: exports.map((row) => ({ ...row, rated_mw: rated })),
        export_schedule: rows.map((row) => ({ ...row, mean_mw: mean })),
      });
    expect(await problemsOf({ tables: [wide(60, 60)], measures: grown }, 'standard')).toEqual([]);
    expect(await problemsOf({ tables: [wide(60, 20)], measures: grown }, 'standard')).toHaveLength(1);
  });

  test('in which no one change is enough is told what two are', async () => {
    const wrong = [mustRun(90), hillUnit(150), reverse(0)];
    const [found] = await problemsOf({ tables: wrong }, 'standard');
    expect(found.message).toMatch(
      /unit "city-coal" must run at 90 MW or more; unit "hill-coal" must run at 150 MW or more/,
    );
    // Both make 240 MW where the mountains take 50, the line 20 and the city 80: 45 MW less each. What is left of the
    // city's load comes from the mountains, within the section.
    const [, mw] =
      /^lower thermal\.csv\/city-coal\.must_run_mw and thermal\.csv\/hill-coal\.must_run_mw by ([\d.]+) MW each/.exec(
        found.hint,
      )!;
    expect(
      await problemsOf({ tables: [mustRun(90 - Number(mw)), hillUnit(150 - Number(mw)), reverse(0)] }, 'standard'),
    ).toEqual([]);
    expect(
      await problemsOf({ tables: [mustRun(91 - Number(mw)), hillUnit(151 - Number(mw)), reverse(0)] }, 'standard'),
    ).toHaveLength(1);
  });
});

test('a unit that could not make so much less is no remedy', async () => {
  // The city must take 88 MW of 80: the small unit makes 3 of them.
  const [found] = await problemsOf({ tables: [mustRun(85), secondUnit(3), reverse(0)] }, 'standard');
  expect(found.message).toMatch(
    /"city-coal" must run at 85 MW or more; unit "city-gas" must run at 3 MW|"city-coal" must run at 85 MW/,
  );
  expect(found.hint).toMatch(/^lower thermal\.csv\/city-coal\.must_run_mw by 8 MW/);
  expect(found.hint).not.toMatch(/city-gas/);
});

/** What can be told before a run is refused then, by the name of what says it. */
const REFUSED: readonly {
  readonly name: string;
  readonly path: RegExp;
  readonly wrong: Setting;
  readonly right: Setting;
}[] = [
  {
    name: 'more water to begin with than the reservoir holds',
    path: /initial_storage\[0\]/,
    wrong: { scenario: { initial_storage: [{ station: 'upper', storage_hm3: 9 }] } },
    right: { scenario: { initial_storage: [{ station: 'upper', storage_hm3: 8.64 }] } },
  },
  {
    name: 'a least output above the unit',
    path: /measures\[0\]\.output/,
    wrong: { measures: [{ id: 'm', type: 'minimum-output', thermal: 'city-coal', output: '101 MW' }] },
    right: { measures: [{ id: 'm', type: 'minimum-output', thermal: 'city-coal', output: '100 MW' }] },
  },
  {
    name: 'an outage of more than the plant has',
    path: /measures\[0\]\.capacity/,
    wrong: { measures: [out('upper', 101)] },
    right: { measures: [out('upper', 100)] },
  },
  {
    name: 'a schedule above the line',
    path: /measures\[0\]\.mean/,
    wrong: { measures: [{ id: 'm', type: 'export-schedule', export: 'east', mean: '21 MW' }] },
    right: { measures: [{ id: 'm', type: 'export-schedule', export: 'east', mean: '20 MW' }] },
  },
];

describe('what can be told before a run', () => {
  test.each(REFUSED)('$name is refused by its path', async ({ path, wrong, right }) => {
    const found = await problemsOf(wrong, 'screen');
    expect(found).toHaveLength(1);
    expect(found[0].path).toMatch(path);
    expect(await problemsOf(right, 'screen')).toEqual([]);
  });

  test.each([
    ['must-run above the unit', of('thermal', { must_run_mw: 101 }), /thermal\.csv\/city-coal\.must_run_mw/],
    [
      'a mean schedule above the line',
      of('export_schedule', { mean_mw: 21 }, ({ month }) => month === 6),
      /export_schedule\.csv.*mean_mw/,
    ],
  ] as const)('%s is refused in the model', async (_, change, path) => {
    const model = await (await toyDeps(change)).models.model('two-plant-cascade');
    if (!model.ok) throw new Error('the toy is readable');
    expect(checkModel(model.value).map((found) => found.path)).toEqual([expect.stringMatching(path)]);
  });
});
