import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { RunOptions, StudyDeps } from '../../src/study/base/ports.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import { parseInstant } from '../../src/system/words/calendar.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { say } from '../../src/app/words/messages.ts';
import type { RunRecord } from '../../src/study/run/run-answer.ts';

let deps: StudyDeps;
beforeAll(async () => {
  deps = { runner: inlineRunner(await loadHighs()), models: cachedModels('models'), clock: { now: () => 0 }, say };
});

const CASES: readonly (readonly [string, RunOptions])[] = [
  ['scenarios/two-plant-cascade/shutdown.yaml', {}],
  [
    'scenarios/sichuan-2021/base.yaml',
    {
      level: 'standard',
      foresight: 'perfect',
      window: { start: parseInstant('2021-09-05')!, end: parseInstant('2021-09-08')! },
    },
  ],
  [
    'scenarios/sichuan-2021/base.yaml',
    {
      level: 'screen',
      foresight: 'perfect',
      window: { start: parseInstant('2021-06-01')!, end: parseInstant('2021-07-01')! },
    },
  ],
];
const recordOf = async ([path, options]: (typeof CASES)[number]): Promise<RunRecord> =>
  runScenario(deps, orThrow(await loadScenarioFile(path)), options, {});

/** Every number under a field in GWh, but residuals. */
function energies(value: unknown, inside = false, path = ''): [string, number][] {
  if (typeof value === 'number') return inside ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'residual_gwh' ? [] : energies(one, inside || /(^|_)gwh$/.test(key), `${path}.${key}`),
  );
}

describe.each(CASES)('what a solver leaves behind is not told: %s %j', (...one) => {
  let record: RunRecord;
  beforeAll(async () => {
    record = await recordOf(one);
  }, 120_000);

  test('in results: no energy is what rounding leaves', () => {
    const all = energies(record.result);
    const largest = Math.max(...all.map(([, value]) => Math.abs(value)));
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(([, value]) => value !== 0 && Math.abs(value) < 1e-15 * largest)).toEqual([]);
  });

  test('in hourly series: no hour is a millionth of its series', () => {
    const { entries, hours } = record.series;
    for (const { quantity, ids, data } of entries) {
      ids.forEach((id, at) => {
        const own = data.subarray(at * hours, (at + 1) * hours);
        const largest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        expect(
          own.filter((value) => Object.is(value, -0) || (value !== 0 && Math.abs(value) < 0.99e-6 * largest)),
          `${quantity} ${id}`,
        ).toHaveLength(0);
      });
    }
  });

  test('a series in which nothing happens is empty: no load goes unserved, nothing is curtailed in a hair', () => {
    const { entries } = record.series;
    const power = Math.max(...entries.find(({ quantity }) => quantity === 'load_mw')!.data);
    for (const quantity of [
      'unserved_mw',
      'renewable_curtailed_mw',
      'import_mw',
      'curtailment_mw',
      'forced_spill_mw',
    ]) {
      const { data } = entries.find((entry) => entry.quantity === quantity)!;
      expect(
        data.filter((value) => value !== 0 && Math.abs(value) < 1e-12 * power),
        quantity,
      ).toHaveLength(0);
    }
  });
});
