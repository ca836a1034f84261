import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/engine/case/case.ts';
import { compileCase } from '../../src/engine/compile-case/compile-case.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { ASSUMPTION_IDS, ASSUMPTIONS, type AssumptionId } from '../../src/system/model/assumption-kinds.ts';
import { statedAssumptions, USUAL_ASSUMPTIONS } from '../../src/system/model/assumptions.ts';
import { checkAssumptions } from '../../src/system/checks/assumptions.ts';
import { sourceTooLate } from '../../src/system/checks/span.ts';
import type { Model, Row } from '../../src/system/model/model.ts';
import { InvalidInput, orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { structuralVariant } from '../../src/system/model/structure.ts';
import { resolveScenario } from '../../src/system/scenario/resolve-scenario.ts';

let toy: Model;
let base: Scenario;
beforeAll(async () => {
  toy = orThrow(await loadModelFolder('models/two-plant-cascade'));
  base = orThrow(await loadScenarioFile(join('scenarios', 'two-plant-cascade', 'base.yaml')));
});

/** The toy with a table of these figures, every other left to the program. */
const withFigures = (figures: Partial<Record<AssumptionId, number>>): Model => ({
  ...toy,
  tables: {
    ...toy.tables,
    assumptions: statedAssumptions([]).map((row) => ({ ...row, value: figures[row.id as AssumptionId] ?? row.value })),
  },
});
const compiled = (model: Model): Case =>
  compileCase(model, resolveScenario(base), { level: 'screen', foresight: 'perfect' });
const found = (row: Partial<Row<'assumptions'>>): string[] =>
  checkAssumptions({ assumptions: [{ ...statedAssumptions([])[0], ...row }] }).map(
    ({ code, path, limit }) => `${code} ${path} ${limit}`,
  );

describe('a model without the table', () => {
  test('has the figures of the program, and the case of a model that states the same', () => {
    expect(compiled(toy).assumptions).toEqual(USUAL_ASSUMPTIONS);
    expect(compiled(withFigures({})).assumptions).toEqual(USUAL_ASSUMPTIONS);
    expect(compiled(withFigures({})).hash).toBe(compiled(toy).hash);
    expect(compiled(withFigures({})).commonHash).toBe(compiled(toy).commonHash);
  });

  test('shows every figure with its unit, graded assumed', () => {
    const rows = statedAssumptions([]);
    expect(rows.map(({ id, value, unit }) => [id, value, unit])).toEqual(
      ASSUMPTION_IDS.map((id) => [id, ASSUMPTIONS[id].usual, ASSUMPTIONS[id].unit]),
    );
    expect(new Set(rows.map(({ confidence }) => confidence))).toEqual(new Set(['assumed']));
    expect(rows.every(({ source, what_zh }) => source.startsWith('assumed: ') && /\p{Script=Han}/u.test(what_zh))).toBe(
      true,
    );
  });

  test('takes the usual figure for each row that is missing', () => {
    const [row] = statedAssumptions([]).filter(({ id }) => id === 'unserved');
    const own = { ...row, value: 9000, source: 'a tender', confidence: 'published' as const };
    const rows = statedAssumptions([own]);
    expect(rows).toHaveLength(ASSUMPTION_IDS.length);
    expect(rows.filter(({ confidence }) => confidence !== 'assumed')).toEqual([own]);
  });
});

describe('a figure of a model', () => {
  test.each(ASSUMPTION_IDS)('%s enters the hash where it is not the usual one', (id) => {
    const value = ASSUMPTIONS[id].usual / 2;
    const changed = compiled(withFigures({ [id]: value }));
    expect(changed.assumptions[id]).toBe(value);
    expect(changed.hash).not.toBe(compiled(toy).hash);
    expect(changed.commonHash).not.toBe(compiled(toy).commonHash);
  });

  test('reaches the dispatch: what water is worth at the end of the season moves its cost', () => {
    const cost = (model: Model): number => runCase(compiled(model), createInteriorPoint(), () => undefined).upperBound;
    const usual = cost(toy);
    expect(cost(withFigures({}))).toBe(usual);
    expect(Math.abs(cost(withFigures({ 'contract-shortfall': 6000 })) - usual)).toBeGreaterThan(1);
  });

  test('reaches the tables: a reservoir that is drawn down in thirty days falls half as fast', () => {
    const station = toy.tables.stations.find(({ usable_storage_hm3: full }) => full > 0)!;
    const limited = (model: Model): Case =>
      compiled({
        ...model,
        tables: {
          ...model.tables,
          // Empty at the opening: what opens too full for the usual draw-down falls as fast as it has to.
          stations: model.tables.stations.map((row) =>
            row.id === station.id ? { ...row, storage_start_share: 0 } : row,
          ),
          flood_limits: [
            {
              station: station.id,
              from: '06-02',
              to: '06-03',
              max_storage_share: 0,
              source: 'made up',
              confidence: 'assumed',
            },
          ],
        },
      });
    const steepest = (c: Case): number => {
      const i = c.stations.ids.indexOf(station.id);
      let fall = 0;
      for (let t = i * c.hours + 1; t < (i + 1) * c.hours; t++)
        fall = Math.max(fall, c.stations.storageLimit[t - 1] - c.stations.storageLimit[t]);
      return fall;
    };
    expect(steepest(limited(withFigures({ 'draw-down': 30 }))) / steepest(limited(toy))).toBeCloseTo(0.5, 9);
  });
});

describe('the check of the table', () => {
  test('knows ids, units and ranges', () => {
    expect(checkAssumptions({ assumptions: statedAssumptions([]) })).toEqual([]);
    expect(found({ id: 'spil-weight' })[0]).toMatch(/^unknown-assumption assumptions.csv\/spil-weight.id one of /);
    expect(found({ unit: 'yuan/kWh' })).toEqual(['unit assumptions.csv/spill-weight.unit yuan/MWh']);
    expect(found({ value: 1000 })).toEqual(['range assumptions.csv/spill-weight.value 0.1 to 100 yuan/MWh']);
  });

  test('the usual figure of every kind lies in its range', () => {
    for (const id of ASSUMPTION_IDS) {
      const {
        usual,
        range: [least, most],
      } = ASSUMPTIONS[id];
      expect([id, usual >= least && usual <= most]).toEqual([id, true]);
    }
  });
});

test('a structural variant may change a figure', () => {
  const row = {
    variant: 'loose',
    name_en: 'Loose contracts',
    name_zh: '合同宽松',
    table: 'assumptions',
    key: 'contract-shortfall',
    column: 'value',
    value: '1500',
    source: 'made up',
    confidence: 'assumed' as const,
  };
  const model = withFigures({});
  const varied = structuralVariant({ ...model, tables: { ...model.tables, structures: [row] } }, 'loose');
  expect(compiled(varied).assumptions['contract-shortfall']).toBe(1500);
});

test('the statistic is that of the model', () => {
  const counted = (model: Model): number[] => [...compiled(model).stations.inStatistic];
  const stations = toy.tables.stations.map((row, i) => ({
    ...row,
    in_series: i === 0 ? ('nea' as const) : ('provincial' as const),
  }));
  const model = { ...toy, tables: { ...toy.tables, stations } };
  expect(counted(model)).toEqual(stations.map((_, i) => Number(i === 0)));
  expect(counted({ ...model, statistic: 'provincial' })).toEqual(stations.map((_, i) => Number(i !== 0)));
});

test('an ex-ante study knows what was published until the day it states, by default the day its window opens', () => {
  const study = { ...base, basis: 'ex-ante' as const };
  const late = (scenario: Scenario, date: string): (string | null)[] =>
    sourceTooLate(resolveScenario(scenario), 'source_dates[0]', date).map(({ limit }) => limit);
  expect(late(study, '2021-06-01')).toEqual([]);
  expect(late(study, '2021-06-02')).toEqual(['<= 2021-06-01']);
  expect(late({ ...study, known_until: '2021-06-02' }, '2021-06-02')).toEqual([]);
  expect(late({ ...study, known_until: '2021-06-02' }, '2021-06-03')).toEqual(['<= 2021-06-02']);
  expect(late({ ...study, basis: 'ex-post' }, '2022-01-01')).toEqual([]);
});

test('the documentation lists every figure with its unit', () => {
  const text = readFileSync('docs/files.md', 'utf8');
  for (const id of ASSUMPTION_IDS)
    expect(text).toContain(`| \`${id}\` | ${ASSUMPTIONS[id].usual} | ${ASSUMPTIONS[id].unit} |`);
  expect(text.match(/^## Prices and habits.*$/gm)).toEqual(['## Prices and habits of planners']);
});

test('the shipped model states every figure, in words of both languages, none of them called more than assumed', async () => {
  const { assumptions } = orThrow(await loadModelFolder('models/sichuan')).tables;
  expect(assumptions.map(({ id }) => id).sort()).toEqual([...ASSUMPTION_IDS].sort());
  for (const { id, confidence, source } of assumptions) {
    expect([id, confidence]).toEqual([id, 'assumed']);
    expect(source).toMatch(/^assumed: .{15,}/);
  }
});

describe('a name that the model does not have', () => {
  const refused = (tables: Partial<Model['tables']>): string => {
    try {
      compiled({ ...toy, tables: { ...toy.tables, ...tables } });
    } catch (error) {
      if (error instanceof InvalidInput)
        return error.problems.map((p) => `${p.code} ${p.path} ${String(p.value)}`).join();
      throw error;
    }
    return 'compiled';
  };
  const first = <R>(rows: readonly R[], change: Partial<R>): readonly R[] => [
    { ...rows[0], ...change },
    ...rows.slice(1),
  ];

  test('stops the compilation with the row and the name, and does not become the first one', () => {
    const { stations, lumped_hydro, prefectures, thermal, exports, corridors } = toy.tables;
    expect(refused({})).toBe('compiled');
    expect(refused({ stations: first(stations, { zone: 'nowhere' }) })).toBe(
      `unknown-zone stations.csv/${stations[0].id}.zone nowhere`,
    );
    expect(refused({ stations: first(stations, { basin: 'nowhere' }) })).toBe(
      `unknown-basin stations.csv/${stations[0].id}.basin nowhere`,
    );
    expect(refused({ lumped_hydro: first(lumped_hydro, { zone: 'nowhere' }) })).toContain('lumped_hydro.csv/');
    expect(refused({ prefectures: first(prefectures, { zone: 'nowhere' }) })).toContain('prefectures.csv/');
    expect(refused({ thermal: first(thermal, { zone: 'nowhere' }) })).toContain('thermal.csv/');
    expect(refused({ exports: first(exports, { zone: 'nowhere' }) })).toContain('exports.csv/');
    expect(refused({ corridors: first(corridors, { to: 'nowhere' }) })).toContain('corridors.csv/');
  });
});
