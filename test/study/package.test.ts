import { beforeAll, describe, expect, it } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { packageIdentity, packageScenario } from '../../src/study/countermeasures/package-scenario.ts';
import type { MeasureEffect, PackageResult } from '../../src/study/countermeasures/package-result.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

/**
 * Without the factory 78 MW are spilled: 168 - 20 - 20 - 50. The city needs 80 and its coal 20 at least.
 *
 * wider section (70 MW): 60 pass, 10 recovered, 10 of coal displaced lower minimum (coal 0): the section is full,
 * nothing both: 70 pass, 20 recovered, 20 displaced smelter: 15 recovered whatever else is done, no coal displaced
 *
 * Shapley: section (10 + 20) / 2 = 15, minimum (0 + 10) / 2 = 5, smelter 15; together 35 MW. 48 h; the statistic holds
 * 160 of 168 MW.
 */
const HOURS = 48;
let deps: StudyDeps;
let shutdown: Scenario;
let members: Scenario[];
let result: PackageResult;

beforeAll(async () => {
  deps = { runner: inlineRunner(await loadHighs()), models: cachedModels('models'), clock: { now: () => 0 }, say };
  const load = async (name: string): Promise<Scenario> =>
    orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`));
  shutdown = await load('shutdown');
  members = await Promise.all(['wider-section', 'lower-minimum', 'smelter'].map((name) => load(`measures/${name}`)));
  result = await packageScenario(deps, shutdown, { with: members }, {}, {});
}, 60_000);

const allMw = ({ recovered_gwh }: MeasureEffect): number =>
  Number(((recovered_gwh.all_spill * 1000) / HOURS).toFixed(2)) + 0;
const problemsOf = (given: readonly Scenario[], base = shutdown) =>
  packageIdentity(deps, base, { with: given }, {}).then(
    () => [],
    (error: { problems: { code: string; path: string }[] }) => error.problems.map(({ code }) => code),
  );

describe('package', () => {
  it('tells each measure alone and its share, as by hand', () => {
    expect(result.measures.map(({ id, mw, alone, share }) => [id, mw, allMw(alone), allMw(share)])).toEqual([
      ['two-plant-cascade-wider-section', 20, 10, 15],
      ['two-plant-cascade-lower-minimum', 20, 0, 5],
      ['two-plant-cascade-smelter', 15, 15, 15],
    ]);
    expect([result.settings.level, allMw(result.package)]).toEqual(['screen', 35]);
    expect(result.measures[0].share.recovered_gwh.statistic).toBeCloseTo(((160 / 168) * 15 * HOURS) / 1000, 4);
    expect(result.curtailed_gwh.all_spill).toBeCloseTo((78 * HOURS) / 1000, 4);
  });

  it('has every combination, and shares that sum to the package in every figure', () => {
    expect(
      result.combinations.map(({ recovered_gwh }) => Math.round((recovered_gwh.all_spill * 1000) / HOURS) + 0),
    ).toEqual([10, 0, 20, 15, 25, 15, 35]);
    expect(result.combinations[2].with).toEqual(['two-plant-cascade-wider-section', 'two-plant-cascade-lower-minimum']);
    const sumOf = (of: (effect: MeasureEffect) => number): number =>
      result.measures.reduce((sum, { share }) => sum + of(share), 0);
    for (const of of [
      (e: MeasureEffect) => e.recovered_gwh.statistic,
      (e: MeasureEffect) => e.by_month[0].recovered_gwh,
      (e: MeasureEffect) => e.credited_gwh.total,
      (e: MeasureEffect) => e.revenue_million_yuan[0].all_hydro,
      (e: MeasureEffect) => e.co2_kt[0].value,
    ]) {
      expect(sumOf(of)).toBeCloseTo(of(result.package), 9);
    }
  });

  it('credits only exports and displaced thermal power, at the factors of the model', () => {
    const [section, , smelter] = result.measures.map(({ alone }) => alone);
    // 10 MW x 48 h = 0.48 GWh of coal power, at 0.8 t/MWh; sold at 0.20 yuan/kWh. The smelter displaces nothing.
    expect(section.credited_gwh).toEqual({
      export: expect.closeTo(0, 6),
      thermal: expect.closeTo(0.48, 4),
      total: expect.closeTo(0.48, 4),
    });
    expect(section.co2_kt[0].value).toBeCloseTo(0.384, 4);
    expect(section.generated_gwh.all_hydro).toBeCloseTo(0.48, 4);
    expect(section.revenue_million_yuan[0].all_hydro).toBeCloseTo(0.096, 4);
    expect(smelter.credited_gwh.total).toBeCloseTo(0, 4);
    expect(smelter.utilisation_hours.all_spill).toBeCloseTo(HOURS, 2);
    expect(result.valuations.map(({ kind, confidence }) => [kind, confidence])).toEqual([
      ['price', 'assumed'],
      ['co2', 'assumed'],
      ['coal', 'assumed'],
    ]);
  });

  it('is named by its content', async () => {
    const name = (given: readonly Scenario[]) => packageIdentity(deps, shutdown, { with: given }, {});
    expect(await name(members)).toBe(await name(members));
    expect(await name(members)).not.toBe(await name(members.slice(0, 2)));
  });

  it('refuses packages that contradict themselves or do not fit', async () => {
    const narrow = {
      ...members[0],
      id: 'narrow',
      measures: [shutdown.measures[0], { ...members[0].measures[1], id: 'narrow' }],
    };
    expect(await problemsOf([members[0], narrow])).toEqual(['contradiction']);
    const later = { ...narrow, measures: [{ ...narrow.measures[1], start: '2021-06-02T00:00+08:00' }] };
    const first = { ...members[0], measures: [{ ...members[0].measures[1], end: '2021-06-02T00:00+08:00' }] };
    expect(await problemsOf([first, later])).toEqual([]);
    expect(await problemsOf([members[2], members[2], shutdown])).toEqual(['repeated', 'no-measures']);
    expect(await problemsOf([])).toEqual(['package-size']);
    expect(
      await problemsOf([
        { ...members[2], model: 'sichuan', window: { ...shutdown.window, end: '2021-06-04T00:00+08:00' } },
      ]),
    ).toEqual(['different-models', 'different-windows']);
    expect(
      await problemsOf([
        { ...members[2], measures: [{ ...members[2].measures[1], zone: 'atlantis' } as Scenario['measures'][number]] },
      ]),
    ).toEqual(['unknown-zone']);
  });
});
