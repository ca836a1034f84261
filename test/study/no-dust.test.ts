import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/scenario-files.ts';
import { compareScenarios } from '../../src/study/compare-scenarios.ts';
import type { ComparisonRecord } from '../../src/study/results.ts';
import { orThrow } from '../../src/system/problem.ts';

const study = 'scenarios/two-plant-cascade';
let record: ComparisonRecord;

beforeAll(async () => {
  const deps = { runner: inlineRunner(await loadHighs()), models: cachedModels('models'), clock: { now: () => 0 } };
  const [base, shutdown] = await Promise.all([`${study}/base.yaml`, `${study}/shutdown.yaml`].map(async (path) => orThrow(await loadScenarioFile(path))));
  record = await compareScenarios(deps, base, shutdown, {}, {});
}, 120_000);

/** Every number under a field in GWh, but residuals. */
function energies(value: unknown, inside = false, path = ''): [string, number][] {
  if (typeof value === 'number') return inside ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === 'residual_gwh' ? [] : energies(one, inside || /(^|_)gwh$/.test(key), `${path}.${key}`)));
}

describe('what a solver leaves behind is not told', () => {
  test('in results', () => {
    for (const document of [record.result, record.reference.result, record.counterfactual.result]) {
      const all = energies(document);
      const largest = Math.max(...all.map(([, value]) => Math.abs(value)));
      expect(all.length).toBeGreaterThan(20);
      expect(all.filter(([, value]) => value !== 0 && Math.abs(value) < 1e-9 * largest)).toEqual([]);
    }
    expect(record.reference.result.forced_spill_gwh).toBe(0);
  });

  test('in hourly series', () => {
    const { entries, hours } = record.counterfactual.series;
    const power = ['hydro_mw', 'curtailment_mw', 'available_mw', 'forced_spill_mw'];
    const [plant] = entries.find(({ quantity }) => quantity === 'hydro_mw')!.ids;
    const size = Math.max(...entries.filter(({ quantity }) => power.includes(quantity)).map(({ data }) => data.slice(0, hours).reduce((a, b) => Math.max(a, b))));
    for (const { quantity, ids, data } of entries) {
      ids.forEach((id, at) => {
        const own = data.subarray(at * hours, (at + 1) * hours);
        const scale = power.includes(quantity) && id === plant ? size : own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        expect(own.filter((value) => value !== 0 && Math.abs(value) < 0.99e-6 * scale), `${quantity} ${id}`).toHaveLength(0);
      });
    }
    const forced = entries.find(({ quantity }) => quantity === 'forced_spill_mw')!;
    expect(forced.data.every((value) => value === 0)).toBe(true);
  });
});
