import { beforeAll, describe, expect, test } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { comparisonIdentity } from '../../src/study/ensemble/comparison-identity.ts';
import type { RunOptions, StudyDeps } from '../../src/study/base/ports.ts';
import { sweepScenario } from '../../src/study/sweep/sweep-scenario.ts';
import { InvalidInput, orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import { sweepAxes } from '../../src/system/reading/sweep-axes.ts';

let deps: StudyDeps;
let base: Scenario;
let shutdown: Scenario;
beforeAll(async () => {
  deps = { runner: inlineRunner(await loadHighs()), models: cachedModels('models'), clock: { now: () => 0 }, say };
  [base, shutdown] = await Promise.all(
    ['base', 'shutdown-8gw'].map(async (name) =>
      orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`)),
    ),
  );
});

const refused = async (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof InvalidInput)) throw error;
      return error.problems.map(({ code, message }) => `${code} ${/reported load of ([^,]+),/.exec(message)![1]}`);
    },
  );
const sized = (size: string): Scenario => ({
  ...shutdown,
  measures: shutdown.measures.map((measure) => ({ ...measure, size }) as typeof measure),
});

describe('a load larger than what is reported of its place', () => {
  const strict: RunOptions = { level: 'screen', strict: true };

  test('is flagged as it is, and refused where that is asked for, every prefecture at once', async () => {
    expect(await refused(comparisonIdentity(deps, base, shutdown, { level: 'screen' }))).toEqual([]);
    expect(await refused(comparisonIdentity(deps, base, shutdown, strict))).toEqual([
      'load-exceeds-prefecture Aba',
      'load-exceeds-prefecture Ganzi',
      "load-exceeds-prefecture Ya'an",
    ]);
    // The flag says that 3.03 GW in all fit into Ganzi.
    expect(await refused(comparisonIdentity(deps, base, sized('3 GW'), strict))).toEqual([]);
  });

  test('is refused in a sweep before anything is solved', async () => {
    const { axis, second } = sweepAxes(
      shutdown,
      { measure: 'shutdown', field: 'size', from: '0 GW', to: '4 GW', steps: 2 },
      undefined,
    );
    let solved = 0;
    const counted: StudyDeps = {
      ...deps,
      runner: {
        ...deps.runner,
        run: (...given) => {
          solved++;
          return deps.runner.run(...given);
        },
      },
    };
    expect(await refused(sweepScenario(counted, shutdown, base, { axis, second, rules: false }, strict, {}))).toEqual([
      'load-exceeds-prefecture Ganzi',
    ]);
    expect(solved).toBe(0);
  });
});
