import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import { comparisonIdentity } from '../../src/study/ensemble/comparison-identity.ts';
import { runIdentity } from '../../src/study/run/run-identity.ts';
import type { Progress, StudyDeps } from '../../src/study/base/ports.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import type { ComparisonRecord } from '../../src/study/comparison/comparison-answer.ts';

/** Two days in which 30 MW are freed behind a full section: 48 MW spilled with the load, 78 without. */
const study = 'scenarios/two-plant-cascade';
let deps: StudyDeps;
let base: Scenario;
let shutdown: Scenario;
let record: ComparisonRecord;
const seen: Progress[] = [];

beforeAll(async () => {
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: cachedModels('models'),
    clock: { now: () => Date.now() },
    say,
  };
  base = orThrow(await loadScenarioFile(`${study}/base.yaml`));
  shutdown = orThrow(await loadScenarioFile(`${study}/shutdown.yaml`));
  record = await compareScenarios(deps, base, shutdown, {}, { onProgress: (progress) => seen.push(progress) });
}, 60_000);

describe('compare', () => {
  test('all 30 MW * 48 h = 1.44 GWh stay in the water: spilled, but for the little that dispatch keeps in the reservoir', () => {
    const { result } = record;
    const {
      curtailed_in_statistic_gwh,
      spilled_outside_statistic_gwh,
      forced_spill_gwh,
      storage_gwh,
      head_and_routing_gwh,
    } = result.disposition;
    expect(result.removed_energy_gwh).toBeCloseTo(1.44, 9);
    expect(
      curtailed_in_statistic_gwh +
        spilled_outside_statistic_gwh +
        forced_spill_gwh +
        storage_gwh +
        head_and_routing_gwh,
    ).toBeCloseTo(1.44, 8);
    expect(result.curtailed_gwh.delta + result.outside_statistic_gwh.delta).toBeCloseTo(1.44, 1);
    expect(result.curtailed_gwh.delta).toBeCloseTo(curtailed_in_statistic_gwh, 12);
    expect(result.ceilings_gwh).toEqual({
      arithmetic: result.removed_energy_gwh,
      model: result.curtailed_gwh.counterfactual,
    });
  });

  test('the disposition makes up the removed energy and the divisions make up the change', () => {
    const { result } = record;
    expect(Object.values(result.disposition).reduce((sum, term) => sum + term, 0)).toBeCloseTo(
      result.removed_energy_gwh,
      9,
    );
    for (const rows of [result.by_month, result.by_basin, result.by_zone, result.by_hour_class]) {
      expect(rows.reduce((sum, row) => sum + row.delta_gwh, 0)).toBeCloseTo(result.curtailed_gwh.delta, 9);
    }
  });

  test('the worlds differ in the measure alone, and progress runs up to 1', () => {
    expect(record.result.common_hash.equal).toBe(true);
    expect(record.result.differs_in).toEqual(['measures[shutdown]']);
    const fractions = seen.map((progress) => progress.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 9);
  });

  test('the energy balance closes and a document loses no number', () => {
    const e = record.reference.result.energy_gwh;
    expect(e.hydro + e.thermal + e.renewables + e.import + e.unserved + e.unserved_interruptible).toBeCloseTo(
      e.load + e.interruptible_load + e.export + e.losses,
      9,
    );
    expect(JSON.parse(JSON.stringify(record.result))).toEqual(record.result);
    for (const entry of record.reference.series.entries) expect(entry.data.length).toBe(entry.ids.length * 48);
  });

  test('the reference takes its size from the measure', async () => {
    const small = { ...base, loads: base.loads.map((load) => ({ ...load, size: '5 MW' })) };
    expect(await comparisonIdentity(deps, small, shutdown, {})).toBe(
      await comparisonIdentity(deps, base, shutdown, {}),
    );
    expect(await runIdentity(deps, small, {})).not.toBe(await runIdentity(deps, base, {}));
  });

  test('the price of foresight has an answer of its own, and none where the water is known', async () => {
    const rolling = { foresight: 'rolling' } as const;
    expect(await comparisonIdentity(deps, base, shutdown, { ...rolling, priceOfForesight: true })).not.toBe(
      await comparisonIdentity(deps, base, shutdown, rolling),
    );
    const refusal = {
      problems: [{ code: 'price-needs-rolling', path: 'foresight', value: 'perfect', limit: 'rolling' }],
    };
    await expect(compareScenarios(deps, base, shutdown, { priceOfForesight: true }, {})).rejects.toMatchObject(refusal);
    await expect(comparisonIdentity(deps, base, shutdown, { priceOfForesight: true })).rejects.toMatchObject(refusal);
    // The first of two days, all that can be wrong at once.
    const [from] = [Date.parse(base.window.start) / 3_600_000];
    await expect(
      compareScenarios(
        deps,
        base,
        shutdown,
        { priceOfForesight: true, strict: true, window: { start: from, end: from + 24 } },
        {},
      ),
    ).rejects.toMatchObject({
      problems: [
        { code: 'load-exceeds-prefecture' },
        { code: 'price-needs-rolling' },
        { code: 'price-needs-season-end' },
      ],
    });
    const fractions: number[] = [];
    const { result } = await compareScenarios(
      deps,
      base,
      shutdown,
      { ...rolling, level: 'screen', priceOfForesight: true },
      { onProgress: ({ fraction }) => fractions.push(fraction) },
    );
    expect(result.optimality.known_water_curtailed_gwh).toEqual(
      (await compareScenarios(deps, base, shutdown, { level: 'screen' }, {})).result.curtailed_gwh,
    );
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 9);
  });

  test('a pair that cannot be compared is refused with every reason', async () => {
    const other = { ...base, loads: [], window: { ...base.window, end: '2021-06-04T00:00+08:00' } };
    await expect(compareScenarios(deps, other, shutdown, {}, {})).rejects.toThrow(/different windows[^]*does not have/);
    await expect(runScenario(deps, base, { window: { start: 0, end: 24 } }, {})).rejects.toThrow(
      /outside that of the scenario/,
    );
  });
});
