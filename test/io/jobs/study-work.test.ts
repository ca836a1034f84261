import { beforeAll, expect, it } from 'vitest';
import { say } from '../../../src/app/words/messages.ts';
import { contentHash } from '../../../src/engine/case/hash.ts';
import { cachedModels } from '../../../src/io/files/cached-models.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';
import { studyWork } from '../../../src/io/jobs/study-work.ts';
import { inlineRunner } from '../../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import type { StudyDeps } from '../../../src/study/base/ports.ts';
import { runIdentity } from '../../../src/study/run/run-identity.ts';
import { standingOf } from '../../../src/study/base/standing.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import type { Scenario } from '../../../src/system/scenario/scenario.ts';

let deps: StudyDeps;
let base: Scenario;
let reads = 0;

beforeAll(async () => {
  const models = cachedModels('models');
  deps = {
    say,
    runner: inlineRunner(await loadHighs()),
    models: {
      ...models,
      model: (id) => {
        reads += 1;
        return models.model(id);
      },
    },
    clock: { now: () => 0 },
  };
  base = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
});

it('compiles a question once to name it and to answer it, and again where it comes back later', async () => {
  const request = { kind: 'run' as const, scenario: base, options: {} };
  const work = studyWork(deps);
  const identity = await work.identity(request);
  const after = reads;
  const first = await work.perform(request, identity, {});
  expect(reads).toBe(after);
  const second = await work.perform(request, identity, {});
  expect(reads).toBeGreaterThan(after);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ kind: 'run', identity, worlds: [{ world: 'run' }] });
}, 60_000);

it('answers the question that it is given, not the one that it named last', async () => {
  const work = studyWork(deps);
  const wanted = { kind: 'run' as const, scenario: base, options: { level: 'screen' as const } };
  const identity = await work.identity(wanted);
  await work.identity({ ...wanted, options: { level: 'standard' } });
  const { result } = await work.perform(wanted, identity, {});
  expect(result).toMatchObject({ schema: 'spillway/run@1', settings: { level: 'screen' } });
}, 60_000);

it('names a question by its cases and by the model that its answer quotes', async () => {
  const { model } = await standingOf(deps.models, base.model, [base]);
  expect(await studyWork(deps).identity({ kind: 'run', scenario: base, options: {} })).toBe(
    contentHash([await runIdentity(deps, base, {}), model.hash]),
  );
});
