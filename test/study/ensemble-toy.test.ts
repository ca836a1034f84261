import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PairDraw } from '../../src/engine/ensemble/draw-setup.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { workerRunner } from '../../src/io/runner/worker-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import { ensembleIdentity } from '../../src/study/ensemble/ensemble-identity.ts';
import type { DrawKeeper, EnsembleOptions, Progress, Runner, StudyDeps } from '../../src/study/base/ports.ts';
import { runEnsemble } from '../../src/study/ensemble/run-ensemble.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

const study = 'scenarios/two-plant-cascade';
let deps: StudyDeps;
let pair: [Scenario, Scenario];
let exAnte: [Scenario, Scenario];
const runners: Runner[] = [];

beforeAll(async () => {
  deps = {
    runner: inlineRunner(await loadHighs()),
    models: cachedModels('models'),
    clock: { now: () => Date.now() },
    say,
  };
  const read = async (name: string): Promise<Scenario> => orThrow(await loadScenarioFile(`${study}/${name}.yaml`));
  pair = [await read('base'), await read('shutdown')];
  exAnte = [
    { ...pair[0], basis: 'ex-ante' },
    { ...pair[1], basis: 'ex-ante' },
  ];
}, 60_000);
afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.close()));
});

const ensemble = async (of: readonly [Scenario, Scenario], options: EnsembleOptions, more: Partial<StudyDeps> = {}) =>
  (await runEnsemble({ ...deps, ...more }, of[0], of[1], {}, options, {})).ensemble;
const workers = (count: number): Runner => {
  const runner = workerRunner({ workers: count });
  runners.push(runner);
  return runner;
};
/** Keeps draws in memory and counts what it is given. */
const memory = (): DrawKeeper & { readonly kept: Map<string, readonly PairDraw[]> } => {
  const kept = new Map<string, readonly PairDraw[]>();
  return {
    kept,
    drawn: async (key, first, count) => kept.get(`${key} ${first} ${count}`) ?? null,
    keep: async (key, draws) => {
      kept.set(`${key} ${draws[0].draw} ${draws.length}`, draws);
    },
  };
};

describe('an ensemble of the two-plant cascade', () => {
  test('is the same bits on one worker, on two, and in this thread', async () => {
    const asked = { draws: 14, seed: 2 };
    const here = await ensemble(exAnte, asked);
    expect(await ensemble(exAnte, asked, { runner: workers(1) })).toEqual(here);
    expect(await ensemble(exAnte, asked, { runner: workers(2) })).toEqual(here);
    expect((await ensemble(exAnte, { ...asked, seed: 3 })).delta_gwh).not.toEqual(here.delta_gwh);
  }, 60_000);

  test('draws water around normal before the fact and around the scenario after it; freed energy behind a full section is spilled', async () => {
    const before = await ensemble(exAnte, { draws: 40, seed: 1 });
    const after = await ensemble(pair, { draws: 40, seed: 1 });
    expect([before.water, after.water]).toEqual(['around-normal', 'around-scenario']);
    // 30 MW for two days, whatever the water, as long as there is some to spill.
    expect(after.removed_energy_gwh.mean).toBeCloseTo(1.44, 9);
    expect(after.all_spill_delta_gwh.p50).toBeCloseTo(1.44, 2);
    expect(before.by_draw_gwh).toHaveLength(40);
    for (const one of [before, after]) {
      expect(one.delta_gwh.ci95_low).toBeLessThanOrEqual(one.delta_gwh.mean);
      expect(one.delta_gwh.ci95_high! - one.delta_gwh.ci95_low!).toBeLessThan(one.unpaired_ci95!.width);
      expect(one.by_month.map((month) => month.key)).toEqual(['2021-06']);
    }
    expect(
      before.inputs
        .filter((input) => input.drawn)
        .map((input) => input.input)
        .sort(),
    ).toEqual(['demand', 'section_limit:valley', 'water']);
    expect(before.inputs.find((input) => input.input === 'size')).toMatchObject({
      drawn: false,
      share_of_variance: null,
      low: 20,
      high: 40,
      confidence: 'assumed',
    });
  }, 60_000);

  test('draws the size where asked, and then the size makes the spread', async () => {
    const { inputs, removed_energy_gwh: removed } = await ensemble(pair, { draws: 40, seed: 1, drawSize: true });
    expect(removed.p90).toBeGreaterThan(removed.p10);
    expect([removed.p10 > 0.96, removed.p90 < 1.92]).toEqual([true, true]);
    expect(inputs[0]).toMatchObject({ input: 'size', drawn: true });
    expect(inputs[0].share_of_variance).toBeGreaterThan(0.8);
  }, 60_000);

  test('goes on from what was kept, grows, and gives the same bits as at one go', async () => {
    const whole = await ensemble(exAnte, { draws: 12, seed: 4 });
    const draws = memory();
    const stop = new AbortController();
    const stopped = runEnsemble(
      { ...deps, draws },
      ...exAnte,
      {},
      { draws: 12, seed: 4 },
      {
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done >= 6) stop.abort();
        },
      },
    );
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(draws.kept.size).toBe(1);
    const seen: Progress[] = [];
    const rest = await runEnsemble(
      { ...deps, draws },
      ...exAnte,
      {},
      { draws: 12, seed: 4 },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(rest.ensemble).toEqual(whole);
    // What comes before the draws is work of its own, and the four that were kept are none.
    const at = seen.findIndex(({ stage, total }) => stage === 'draws' && total === 12);
    expect(seen[at].done).toBe(4);
    expect(seen[at].fraction).toBeCloseTo(seen[at - 1].until!, 6);
    expect(seen.at(-1)).toMatchObject({ done: 12, fraction: 1 });
    await ensemble(exAnte, { draws: 16, seed: 4 }, { draws });
    expect(draws.kept.size).toBe(4);
  }, 60_000);

  test('stops where the mean is known well enough, at the same draw on any number of workers', async () => {
    const asked = { draws: 200, seed: 1, stopWidthGwh: 0.3 };
    const one = await ensemble(exAnte, asked);
    expect(one.draws).toBeLessThan(200);
    expect(one.draws).toBeGreaterThanOrEqual(20);
    expect(one.delta_gwh.ci95_high! - one.delta_gwh.ci95_low!).toBeLessThan(0.3);
    expect(await ensemble(exAnte, asked, { runner: workers(2) })).toEqual(one);
  }, 60_000);

  test('corrects its mean by draws dispatched hour by hour', async () => {
    const { control, delta_gwh } = await ensemble(exAnte, { draws: 20, seed: 1, control: 9 });
    expect(control).toMatchObject({ draws: 10, level: 'standard', screen_mean_gwh: delta_gwh.mean });
    expect(control!.ci95_low).toBeLessThanOrEqual(control!.adjusted_mean_gwh);
    expect(control!.ci95_high).toBeGreaterThanOrEqual(control!.adjusted_mean_gwh);
    expect(Math.abs(control!.adjusted_mean_gwh - control!.standard_mean_gwh)).toBeLessThan(0.3);
  }, 60_000);

  test('stands in the comparison where asked for, and in its name', async () => {
    const options = { level: 'screen' as const, ensemble: { draws: 4, seed: 1 } };
    const { result } = await compareScenarios(deps, ...pair, options, {});
    expect(result.ensemble).toMatchObject({ draws: 4, seed: 1, control: null });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    const names = await Promise.all(
      [
        { draws: 4, seed: 1 },
        { draws: 4, seed: 2 },
        { draws: 6, seed: 1 },
        { draws: 4, seed: 1, drawSize: true },
      ].map((one) => ensembleIdentity(deps, ...pair, {}, one)),
    );
    expect(new Set(names).size).toBe(4);
  }, 60_000);

  test('says everything that stands in its way', async () => {
    const bare: StudyDeps = {
      ...deps,
      models: {
        ...deps.models,
        model: async (id) => {
          const model = orThrow(await deps.models.model(id));
          return { ok: true, value: { ...model, tables: { ...model.tables, uncertainty: [] } } };
        },
      },
    };
    const asked = { draws: 1, seed: -1, drawSize: true, stopWidthGwh: 0 };
    await expect(runEnsemble(bare, ...pair, {}, asked, {})).rejects.toMatchObject({
      problems: [
        { path: 'draws' },
        { path: 'seed' },
        { path: 'stop_width_gwh' },
        { code: 'no-uncertainty' },
        { code: 'no-size-range' },
      ],
    });
    await expect(
      runEnsemble(deps, pair[0], pair[0], {}, { draws: 2, seed: 1, drawSize: true }, {}),
    ).rejects.toMatchObject({ problems: [{ code: 'no-removal' }] });
  });
});
