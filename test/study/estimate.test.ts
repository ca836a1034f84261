import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headlineText } from '../../src/app/cli/tables/headline-text.ts';
import { say } from '../../src/app/words/messages.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { readEstimate, writeEstimate } from '../../src/io/files/estimate-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import type { StoredEstimate } from '../../src/study/base/best-estimate.ts';
import type { CompareOptions, StudyDeps } from '../../src/study/base/ports.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import { estimated, storedEstimate } from '../../src/study/ensemble/estimate.ts';
import { prepareDrawable, toldComparisonName } from '../../src/study/ensemble/comparison-identity.ts';
import { runEnsemble } from '../../src/study/ensemble/run-ensemble.ts';
import { parseInstant } from '../../src/system/words/calendar.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'estimate-'));
const DRAWS = 4;
let deps: StudyDeps;
let pair: readonly [Scenario, Scenario];
let made: StoredEstimate;

beforeAll(async () => {
  deps = { runner: inlineRunner(await loadHighs()), models: cachedModels('models'), clock: { now: () => 0 }, say };
  const read = async (name: string): Promise<Scenario> =>
    orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`));
  pair = [await read('base'), await read('shutdown')];
  const { ensemble, settings } = await runEnsemble(deps, ...pair, {}, { draws: DRAWS, seed: 3, control: 2 }, {});
  made = storedEstimate(await estimated(deps, ...pair), {
    ...{ ensemble, engine: settings.engine_version, today: '2021-06-20' },
  });
  await writeEstimate(folder, made);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const knowing = (): StudyDeps => ({
  ...deps,
  models: { ...deps.models, estimate: (_, ...ids) => readEstimate(folder, ...ids) },
});
const shown = async (of: readonly [Scenario, Scenario], options: CompareOptions, more = knowing()) =>
  (await compareScenarios(more, ...of, options, {})).result;

test('what is kept of an ensemble stands beside the difference of its pair, at any level', async () => {
  const { schema: _schema, model: _model, reference: _reference, counterfactual: _other, pair: _pair, ...kept } = made;
  expect(kept).toMatchObject({ draws: DRAWS, seed: 3, control_draws: 2, level: 'standard', assimilated: null });
  expect(kept.blind.p05_gwh).toBeLessThanOrEqual(kept.blind.p95_gwh);
  for (const level of ['screen', 'standard'] as const)
    expect((await shown(pair, { level })).best_estimate).toEqual(kept);
  const result = await shown(pair, { level: 'screen' });
  expect(headlineText(result, 'en')).toMatch(/Best estimate of the difference .* P5 +P50 +P95 +effective draws\n/);
  expect(headlineText(result, 'en')).toContain(`Over ${DRAWS} draws, moved to level standard`);
  expect(headlineText(result, 'zh')).toContain(`差值的最佳估计`);
});

test('it is shown of no other window, size or model, and a stored answer without it is not given again', async () => {
  const none = async (of: readonly [Scenario, Scenario], options: CompareOptions, more?: StudyDeps) =>
    expect((await shown(of, { level: 'screen', ...options }, more)).best_estimate).toBeNull();
  await none(pair, {}, deps);
  const whole = await shown(pair, { level: 'screen' });
  const start = parseInstant(whole.window.start)!;
  await none(pair, { window: { start, end: start + 24 } });
  const measures = pair[1].measures!.map((measure) => ({ ...measure, size: '20 MW' })) as Scenario['measures'];
  await none([pair[0], { ...pair[1], measures }], {});
  const model = orThrow(await deps.models.model('two-plant-cascade'));
  const other = { ...model, tables: { ...model.tables, evidence: [] }, version: `${model.version}-other` };
  await none(pair, {}, { ...knowing(), models: { ...knowing().models, model: async () => valid(other) } });
  const name = async (more: StudyDeps) => toldComparisonName(await prepareDrawable(more, ...pair, {}), {});
  expect(await name(knowing())).not.toBe(await name(deps));
});

test('words of a scenario may change, and the whole window may be named', async () => {
  const told = { ...pair[1], title: { en: 'Told anew', zh: '改写' }, why: 'Told anew.' };
  expect((await shown([pair[0], told], { level: 'screen' })).best_estimate).not.toBeNull();
  const { window } = await shown(pair, { level: 'screen' });
  const whole = { start: parseInstant(window.start)!, end: parseInstant(window.end)! };
  expect((await shown(pair, { level: 'screen', window: whole })).best_estimate).not.toBeNull();
});

test('a file that holds no estimate is named, and stops no other pair', async () => {
  const bare = mkdtempSync(join(folder, 'bare-'));
  const read = () => readEstimate(bare, made.reference, made.counterfactual);
  const write = (one: object): void =>
    writeFileSync(join(bare, `estimate_${made.reference}_${made.counterfactual}.json`), JSON.stringify(one));
  expect(await read()).toBeNull();
  for (const bad of [{ blind: null }, { level: 'bogus' }, { blind: { ...made.blind, p05_gwh: 999 } }]) {
    write({ ...made, ...bad });
    await expect(read()).rejects.toMatchObject({
      problems: [{ code: 'bad-estimate', limit: 'a file written by ensemble --write' }],
    });
  }
  expect(await readEstimate(bare, made.counterfactual, made.reference)).toBeNull();
  write(made);
  expect(await read()).toEqual(made);
});

test('the estimate that ships is that of the pair that ships, and of the samples that ship', async () => {
  const read = async (name: string): Promise<Scenario> =>
    orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`));
  const shipped = [await read('base'), await read('shutdown-8gw')] as const;
  const estimate = async (more: StudyDeps) => (await prepareDrawable(more, ...shipped, {})).estimate;
  expect(await estimate(deps)).toMatchObject({ draws: 500, control_draws: 40, level: 'standard' });
  const drier = async (id: string) =>
    (await deps.models.samples!(id)).map((one) => ({
      ...one,
      values: one.values.map((row) => row.map((v) => 0.8 * v)),
    }));
  expect(await estimate({ ...deps, models: { ...deps.models, samples: drier } })).toBeNull();
});
