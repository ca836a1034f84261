import { z } from 'zod';
import type { RunOptions } from '../base/ports.ts';
import { question } from '../base/question.ts';
import { EXAMPLE_PAIR, optionsOfRun, runOptions, scenario } from '../base/request-fields.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { prepareRun } from './prepare-case.ts';
import { runResult } from './run-answer.ts';
import { runName } from './run-identity.ts';
import { runWorld } from './run-scenario.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';

export interface RunWork {
  readonly kind: 'run';
  readonly scenario: Scenario;
  readonly options: RunOptions;
}

export const runQuestion = question({
  kind: 'run',
  schema: 'spillway/run@1',
  collection: 'runs',
  name: 'Run',
  summary: 'run one scenario',
  request: z.strictObject({ scenario, options: optionsOfRun }),
  example: { scenario: EXAMPLE_PAIR.reference, options: { level: 'screen', foresight: 'perfect' } },
  result: runResult,
  series: ['run'],
  resolve: async (stated, library): Promise<RunWork> => {
    const found = await library.scenarios({ scenario: stated.scenario });
    return { kind: 'run', scenario: found.scenario, options: runOptions(stated.options, found.scenario) };
  },
  standsOn: (work) => ({ model: work.scenario.model, scenarios: [work.scenario] }),
  prepare: async (deps, work) => {
    const started = deps.clock.now();
    const { world } = await prepareRun(deps, resolveScenario(work.scenario), work.options);
    const load = deps.clock.now() - started;
    return {
      identity: async () => runName(world),
      run: async (watch) => {
        const { result, series } = await runWorld(deps, world, load, watch);
        return { result, worlds: [{ world: 'run', series }] };
      },
    };
  },
});
