import { z } from 'zod';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { RunOptions } from '../base/ports.ts';
import { alone, question } from '../base/question.ts';
import { EXAMPLE_PAIR, optionsOfRun, runOptions, scenario, scenarioId } from '../base/request-fields.ts';
import { sweepAxes, type AskedAxis } from '../../system/reading/sweep-axes.ts';
import { sweepResult } from './sweep-result.ts';
import type { Sweep } from './sweep-pairs.ts';
import { sweepIdentity, sweepScenario } from './sweep-scenario.ts';

const end = z.union([z.string().min(1).max(64), z.number()]);
/**
 * One field of one measure from a first value to a last one; which values a field takes depends on the measure and is
 * checked with it.
 */
export const axisBody = z.strictObject({
  measure: scenarioId.describe('id of the measure that is varied'),
  field: z
    .string()
    .min(1)
    .max(64)
    .default('size')
    .describe('a field of the measure that holds a quantity, a number or a date'),
  from: end.describe('first value, as a scenario would state it: 0 GW, 0.75 or 2021-06-20T00:00+08:00'),
  to: end.describe('last value'),
  steps: z.number().int().min(2).max(61).describe('values from the first to the last, both included [count]'),
});
const request = axisBody.extend({
  scenario,
  reference: scenario.describe('what the scenario is compared with at every value'),
  second: axisBody.optional().describe('a second axis: every value of the first with every value of the second'),
  rules: z.boolean().optional().describe('also under each of the three rules for exports'),
  ends: z
    .boolean()
    .optional()
    .describe('solve inside both ends of every range too, and cut it anew where a point there lies off its line'),
  options: optionsOfRun,
});

/** The axis as the study takes it. */
export const askedAxis = ({ measure, field, from, to, steps }: z.infer<typeof axisBody>): AskedAxis => ({
  measure,
  field,
  from: String(from),
  to: String(to),
  steps,
});

export interface SweepWork {
  readonly kind: 'sweep';
  readonly scenario: Scenario;
  readonly reference: Scenario;
  readonly sweep: Sweep;
  readonly options: RunOptions;
}

export const sweepQuestion = question({
  kind: 'sweep',
  schema: 'spillway/sweep@1',
  collection: 'sweeps',
  name: 'Sweep',
  summary: 'vary one field of a measure, or two fields at once',
  request,
  example: {
    scenario: EXAMPLE_PAIR.counterfactual,
    reference: EXAMPLE_PAIR.reference,
    measure: 'shutdown',
    from: '0 GW',
    to: '8 GW',
    steps: 9,
  },
  result: sweepResult,
  series: [],
  resolve: async (stated, library): Promise<SweepWork> => {
    const found = await library.scenarios({ scenario: stated.scenario, reference: stated.reference });
    const sweep = {
      ...sweepAxes(found.scenario, askedAxis(stated), stated.second && askedAxis(stated.second)),
      rules: stated.rules ?? false,
      ...(stated.ends && { ends: true }),
    };
    return { kind: 'sweep', ...found, sweep, options: runOptions(stated.options, found.scenario) };
  },
  standsOn: (work) => ({ model: work.scenario.model, scenarios: [work.scenario, work.reference] }),
  // Every point is a pair of its own, compiled when its turn comes; the name alone needs the pair as stated.
  prepare: async (deps, work) => ({
    identity: () => sweepIdentity(deps, work.scenario, work.reference, work.sweep, work.options),
    run: async (watch) =>
      alone(await sweepScenario(deps, work.scenario, work.reference, work.sweep, work.options, watch)),
  }),
});
