import { beforeAll, describe, expect, test } from 'vitest';
import { backcastText } from '../../src/app/cli/tables/backcast-text.ts';
import { headlineText } from '../../src/app/cli/tables/headline-text.ts';
import { runText } from '../../src/app/cli/tables/run-text.ts';
import { backcastResult } from '../../src/study/backcast/backcast-result.ts';
import { comparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import { runResult } from '../../src/study/run/run-answer.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { backcast } from '../../src/study/backcast/backcast.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

const provenance = { source: 'toy', confidence: 'assumed' } as const;
const SAID = { en: 'No published figure bounds the spill of direct pockets', zh: '没有公布数据可约束直供电站的弃水' };
let depsOf: (model: Model) => StudyDeps;
let toy: Model;
let pocketed: Model;
let june: Scenario;
let removed: Scenario;

beforeAll(async () => {
  toy = orThrow(await cachedModels('models').model('two-plant-cascade'));
  const solve = await loadHighs();
  depsOf = (model) => ({
    runner: inlineRunner(solve),
    models: { model: async () => valid(model), listModels: async () => [] },
    clock: { now: () => 0 },
    say,
  });
  june = { ...orThrow(await loadScenarioFile('test/fixtures/scenarios/toy.yaml')), id: 'toy-june' };
  removed = {
    ...june,
    id: 'toy-removed',
    measures: [
      { type: 'remove-load', id: 'gone', load: 'mine', size: '20 MW', start: '2021-06-01T00:00+08:00', persistence: 1 },
    ],
  };
  // Half of the small hydro of Hill County lies behind a link of 1 MW, and no load is there.
  pocketed = {
    ...toy,
    tables: {
      ...toy.tables,
      backcast_years: [{ year: 2021, scenario: june.id, ...provenance }],
      pockets: [
        {
          id: 'pocket-hill',
          name_en: 'Hill direct supply',
          name_zh: '山县直供区',
          prefecture: 'hill-county',
          zone: 'mountain',
          hydro_share: 0.5,
          link_to_grid_mw: 1,
          link_from_grid_mw: 1,
          ...provenance,
        },
      ],
    },
  };
}, 60_000);

describe('spill of direct pockets', () => {
  test('of a run: 4 MW of water behind a link of 1 MW, and nothing published bounds what is spilled', async () => {
    // Half of 10 MW at an availability of 0.8 is 4 MW; 3 of them are spilled for 720 h at least, 4 where the section
    // beyond is full: 2.16 to 2.88 GWh.
    const { result } = await runScenario(depsOf(pocketed), june, { foresight: 'perfect', level: 'screen' }, {});
    expect(result.outside_statistic_gwh.direct_pocket).toBeGreaterThan(2.159);
    expect(result.outside_statistic_gwh.direct_pocket).toBeLessThan(2.881);
    expect(result.pocket_spill).toMatchObject({
      bounded_by: null,
      reason: { en: expect.stringContaining(SAID.en), zh: expect.stringContaining(SAID.zh) },
    });
    expect(runText(result, 'en')).toContain(SAID.en);
    expect(runText(result, 'zh')).toContain(SAID.zh);
    expect(runResult.safeParse(JSON.parse(JSON.stringify(result))).success).toBe(true);
  });

  test('of a comparison and a backcast, in both languages', async () => {
    const { result } = await compareScenarios(
      depsOf(pocketed),
      june,
      removed,
      { foresight: 'perfect', level: 'screen' },
      {},
    );
    expect(result.pocket_spill!.bounded_by).toBeNull();
    const year = await backcast(
      depsOf(pocketed),
      { model: pocketed.id, years: [2021], scenarios: [{ year: 2021, scenario: june }] },
      {},
      {},
    );
    expect(year.pocket_spill).toMatchObject([{ year: 2021, scenario: 'toy-june', bounded_by: null }]);
    expect(year.pocket_spill![0].spilled_gwh).toBeCloseTo(result.outside_statistic_gwh.direct_pocket.reference, 6);
    for (const lang of ['en', 'zh'] as const)
      for (const text of [headlineText(result, lang), backcastText(year, lang)])
        expect(text.split(SAID[lang])).toHaveLength(2);
    for (const [schema, answer] of [
      [comparisonResult, result],
      [backcastResult, { ...year, model: { id: 'x', version: '1', folder: null, hash: 'x' } }],
    ] as const)
      expect(schema.safeParse(JSON.parse(JSON.stringify(answer))).error?.issues ?? []).toEqual([]);
  });

  test('where there are no pockets nothing is said', async () => {
    const { result } = await runScenario(depsOf(toy), june, { foresight: 'perfect', level: 'screen' }, {});
    expect(result.pocket_spill).toBeNull();
    expect(runText(result, 'en')).not.toContain(SAID.en);
  });
});
