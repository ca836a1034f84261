import { beforeAll, describe, expect, it } from 'vitest';
import { inputEnds, pairAt } from '../../src/engine/ensemble/one-input.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { tornado, tornadoIdentity } from '../../src/study/tornado/tornado.ts';
import type { TornadoResult } from '../../src/study/tornado/tornado-result.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import { preparePair } from '../support/from-words.ts';

/**
 * Of the toy's inputs only the size of the factory moves the difference: each MW of it gone is a MW more spilled,
 * whatever the section, the water and the demand of the city behind it. 48 h; the statistic holds 160 of 168 MW.
 */
const GWH_PER_MW = 0.048;
let deps: StudyDeps;
let base: Scenario;
let shutdown: Scenario;
let result: TornadoResult;

beforeAll(async () => {
  deps = { runner: inlineRunner(await loadHighs()), models: cachedModels('models'), clock: { now: () => 0 }, say };
  [base, shutdown] = await Promise.all(
    ['base', 'shutdown'].map(async (name) =>
      orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    ),
  );
  const small = {
    reference: base,
    counterfactual: {
      ...shutdown,
      id: 'small',
      measures: [{ ...shutdown.measures[0], size: '10 MW' } as Scenario['measures'][number]],
    },
  };
  result = await tornado(deps, { reference: base, counterfactual: shutdown, variants: [small] }, {}, {});
}, 60_000);

const mw = (gwh: number): number => Number((gwh / GWH_PER_MW).toFixed(1)) + 0;

describe('tornado', () => {
  it('tells every input that the model declares at both ends, most swing first, as by hand', () => {
    expect(mw(result.base.all_spill_delta_gwh)).toBe(30);
    expect(
      result.rows
        .slice(0, 2)
        .map(({ input, low, high }) => [
          input,
          low.value,
          high.value,
          mw(low.all_spill_delta_gwh),
          mw(high.all_spill_delta_gwh),
        ]),
    ).toEqual([
      ['size', 20, 40, 20, 40],
      ['variants', 'small', 'two-plant-cascade-shutdown', 10, 30],
    ]);
    expect(result.rows.map(({ input }) => input).sort()).toEqual([
      'demand',
      'export_rule',
      'section_limit:valley',
      'size',
      'variants',
      'water_error',
    ]);
    for (const row of result.rows.slice(2)) expect(row.swing_gwh).toBeLessThan(1e-4);
    expect(result.rows[0].swing_gwh).toBeCloseTo((160 / 168) * 20 * GWH_PER_MW, 5);
    expect(result.settings.level).toBe('screen');
  });

  it('solves worlds that are equal once: the variant and the rule that are the base', () => {
    // 1 base + 2 x (size, section, water, demand) + 2 other rules + 1 other variant = 12 pairs.
    expect(result.worlds).toBeLessThanOrEqual(24);
    expect(result.rows.find(({ input }) => input === 'variants')?.high.delta_gwh).toBe(result.base.delta_gwh);
  });

  it('is named by its content, and refuses a variant of another model', async () => {
    const asked = { reference: base, counterfactual: shutdown, variants: [] };
    expect(await tornadoIdentity(deps, asked, {})).toBe(await tornadoIdentity(deps, asked, { level: 'screen' }));
    const foreign = { reference: base, counterfactual: { ...shutdown, model: 'sichuan' } };
    await expect(tornadoIdentity(deps, { ...asked, variants: [foreign] }, {})).rejects.toMatchObject({
      problems: [{ code: 'different-models', path: 'variants[0]' }],
    });
  });
});

describe('ends of inputs', () => {
  it('put the season at the tenth and ninetieth percentile where the model states a spread alone', async () => {
    const sichuan = await Promise.all(
      ['base-ex-ante-normal', 'shutdown-ex-ante-normal'].map(async (name) =>
        orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`)),
      ),
    );
    const { model, reference, counterfactual } = await preparePair(deps, sichuan[0], sichuan[1], { level: 'screen' });
    const pair = {
      model,
      scenarios: [reference.scenario, counterfactual.scenario],
      cases: [reference.case, counterfactual.case],
    } as const;
    const rows = model.tables.uncertainty;
    const [water] = inputEnds(
      pair,
      rows.filter(({ input }) => input === 'water'),
    );
    expect(water.ends).toBe('p10-p90');
    expect(water.low).toBeLessThan(0.95);
    expect(water.high).toBeGreaterThan(1.03);
    const [dry, normal] = [water.low, 1].map((value) => pairAt(pair, water, value)[0]);
    expect(dry.aggregated.ratio[0] / normal.aggregated.ratio[0]).toBeCloseTo(water.low, 6);
    const [section] = inputEnds(
      pair,
      rows.filter(({ input }) => input === 'section_limit'),
    );
    const [narrow] = pairAt(pair, section, section.low);
    expect(narrow.sections.limit[0] / reference.case.sections.limit[0]).toBeCloseTo(0.9, 9);
    expect(narrow.sections.limit[reference.case.hours] / reference.case.sections.limit[reference.case.hours]).toBe(1);
  }, 60_000);
});
