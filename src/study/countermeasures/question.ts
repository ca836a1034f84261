import { z } from 'zod';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { RunOptions } from '../base/ports.ts';
import { alone, question } from '../base/question.ts';
import { EXAMPLE_PAIR, optionsOfRun, runOptions, scenario, type ScenarioArgument } from '../base/request-fields.ts';
import { MOST_COUNTERMEASURES } from './package-checks.ts';
import { packageResult } from './package-result.ts';
import { packageName, preparePackage, runPackage, type MeasurePackage } from './package-scenario.ts';

const request = z.strictObject({
  scenario: scenario.describe('what the counter-measures are put upon'),
  with: z
    .array(scenario)
    .min(1)
    .max(MOST_COUNTERMEASURES)
    .describe('scenarios whose measures beyond those of `scenario` are the counter-measures'),
  options: optionsOfRun,
});

export interface PackageWork {
  readonly kind: 'package';
  readonly scenario: Scenario;
  readonly package: MeasurePackage;
  readonly options: RunOptions;
}

export const packageQuestion = question({
  kind: 'package',
  schema: 'spillway/package@1',
  collection: 'packages',
  name: 'Package',
  summary: 'counter-measures, each alone and as a share of them all',
  request,
  example: {
    scenario: EXAMPLE_PAIR.counterfactual,
    with: ['sichuan-2021-load-aluminium', 'sichuan-2021-pumped-storage'],
  },
  result: packageResult,
  series: [],
  resolve: async (stated, library): Promise<PackageWork> => {
    const named: Record<string, ScenarioArgument> = {
      scenario: stated.scenario,
      ...Object.fromEntries(stated.with.map((one, i) => [`with[${i}]`, one])),
    };
    const found = await library.scenarios(named);
    return {
      kind: 'package',
      scenario: found.scenario,
      package: { with: stated.with.map((_, i) => found[`with[${i}]`]) },
      options: runOptions(stated.options, found.scenario),
    };
  },
  standsOn: (work) => ({ model: work.scenario.model, scenarios: [work.scenario, ...work.package.with] }),
  prepare: async (deps, work) => {
    const started = deps.clock.now();
    const prepared = await preparePackage(deps, work.scenario, work.package, work.options);
    const load = deps.clock.now() - started;
    return {
      identity: () => packageName(deps, prepared),
      run: async (watch) => alone(await runPackage(deps, prepared, load, watch)),
    };
  },
});
