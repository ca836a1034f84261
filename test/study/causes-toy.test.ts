import { beforeAll, describe, expect, it } from 'vitest';
import { CAUSES } from '../../src/engine/attribution/relax.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { say } from '../../src/app/words/messages.ts';
import type { CauseAmounts, Causes } from '../../src/study/comparison/causes.ts';

/**
 * Hydro gives 168 MW every hour; the mountains use 20 (and the factory 30), the line 20, the section 50, of which the
 * city needs 80 with 20 of coal that must run. Spilled, all hydro: 48 MW with the factory, 78 without. 160 of the 168
 * MW are in the statistic, and spill is shared in proportion: x 160/168, x 48 h.
 *
 * Lifted lets through spilled (kept / removed) nothing 50 48 / 78 sections 60 (80 - 20) 38 / 68 intra-day 50 48 / 78 no
 * floor of coal, but the section is full both 80 18 / 48 exports, storage: the line runs at its rating, and nothing
 * binds the reservoir: they change nothing in any set.
 *
 * Shapley: sections = (10 + 30) / 2 = 20 MW, intra-day = (0 + 20) / 2 = 10 MW, the rest is surplus: 18 MW kept, 48
 * removed.
 *
 * Lifted further the export line takes all that is spilled (x = 48 / 78), whatever else is lifted; a tenth more volume
 * changes nothing. Three players then: exports x/3 + (x - 10)/6 + x/6 + (x - 30)/3, sections 10/3 + 30/6 = 8.33 MW,
 * intra-day 20/6 = 3.33, no surplus.
 */
const GWH_PER_MW = (160 / 168) * 0.048;
let causes: Causes;
let some: Causes;
let rolling: Causes;

beforeAll(async () => {
  const deps = {
    runner: inlineRunner(await loadHighs()),
    models: cachedModels('models'),
    clock: { now: () => 0 },
    say,
  };
  const [base, shutdown] = await Promise.all(
    ['base', 'shutdown'].map(async (name) =>
      orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    ),
  );
  const { result } = await compareScenarios(
    deps,
    base,
    shutdown,
    { level: 'screen', attribute: CAUSES, sensitivity: true },
    {},
  );
  causes = result.causes!;
  rolling = (
    await compareScenarios(deps, base, shutdown, { level: 'screen', foresight: 'rolling', attribute: CAUSES }, {})
  ).result.causes!;
  some = (await compareScenarios(deps, base, shutdown, { level: 'screen', attribute: ['sections', 'storage'] }, {}))
    .result.causes!;
}, 60_000);

const inMw = (row: CauseAmounts) =>
  [row.sections_gwh, row.intraday_gwh, row.exports_gwh, row.storage_gwh, row.surplus_gwh, row.total_gwh].map((gwh) =>
    gwh === null ? null : Number((gwh / GWH_PER_MW).toFixed(2)) + 0,
  );

describe('causes on the two-plant cascade', () => {
  it('equal the arithmetic above', () => {
    expect(inMw(causes.reference)).toEqual([20, 10, 0, 0, 18, 48]);
    expect(inMw(causes.counterfactual)).toEqual([20, 10, 0, 0, 48, 78]);
    expect(inMw(causes.delta)).toEqual([0, 0, 0, 0, 30, 30]);
    expect(causes.scale).toEqual({ reference: expect.closeTo(1, 6), counterfactual: expect.closeTo(1, 6) });
  });

  it('in turn: sections first take 10, the intra-day limit the 20 that both together still hold', () => {
    expect(causes.sequential.order).toEqual(['sections', 'exports', 'intraday', 'storage']);
    expect(inMw(causes.sequential.reference)).toEqual([10, 20, 0, 0, 18, 48]);
    expect(inMw(causes.sequential.delta)).toEqual([0, 0, 0, 0, 30, 30]);
  });

  it('have the foresight of the comparison; a river that brings what is expected gives the same amounts', () => {
    expect([causes.foresight, rolling.foresight]).toEqual(['perfect', 'rolling']);
    expect(inMw(rolling.reference)).toEqual(inMw(causes.reference));
    expect(inMw(rolling.counterfactual)).toEqual(inMw(causes.counterfactual));
    // One MW more is tried with the water known, under either foresight.
    expect(rolling.checks.map(({ section, cost_less_yuan_per_mw: cost }) => [section, Math.round(cost)])).toEqual(
      causes.checks.map(({ section, cost_less_yuan_per_mw: cost }) => [section, Math.round(cost)]),
    );
  });

  it('once more with exports and storage lifted further', () => {
    expect(inMw(causes.sensitivity!.reference)).toEqual([8.33, 3.33, 36.33, 0, 0, 48]);
    expect(inMw(causes.sensitivity!.counterfactual)).toEqual([8.33, 3.33, 66.33, 0, 0, 78]);
    expect(inMw(causes.sensitivity!.delta)).toEqual([0, 0, 30, 0, 0, 30]);
  });

  it('not asked for have no figure, and what they hold is surplus', () => {
    for (const row of [some, some.sequential, some.by_month[0], some.by_section[0]])
      expect(inMw(row.reference)).toEqual([10, null, null, 0, 38, 48]);
    expect(inMw(some.delta)).toEqual([0, null, null, 0, 30, 30]);
    expect(some.sensitivity).toBeNull();
  });

  it('by section: all of it lies behind the one section', () => {
    expect(
      causes.by_section.map(({ key, reference }) => [key, Number((reference.total_gwh / GWH_PER_MW).toFixed(2)) + 0]),
    ).toEqual([
      ['valley', 48],
      ['none', 0],
    ]);
  });

  it('sum to the total, and their divisions to them', () => {
    for (const world of ['reference', 'counterfactual', 'delta'] as const) {
      const { total_gwh, ...parts } = causes[world];
      expect(Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBeCloseTo(total_gwh, 9);
      for (const rows of [causes.by_month, causes.by_basin, causes.by_zone, causes.by_hour_class]) {
        expect(rows.reduce((sum, row) => sum + row[world].sections_gwh!, 0)).toBeCloseTo(
          causes[world].sections_gwh!,
          9,
        );
      }
    }
  });
});
