import { z } from 'zod';
import { CAUSES, type Cause } from '../../engine/attribution/relax.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { ensembleFields, resolveEnsemble } from '../ensemble/ensemble-request.ts';
import type { CompareOptions } from '../base/ports.ts';
import { question } from '../base/question.ts';
import { EXAMPLE_PAIR, optionsOfRun, runOptions, scenario } from '../base/request-fields.ts';
import { resolvePair } from '../scenario/changed-pair.ts';
import { quickChanges } from '../scenario/quick-changes.ts';
import { comparePair } from './compare-scenarios.ts';
import { comparisonResult } from './comparison-answer.ts';
import { prepareDrawable, toldComparisonName } from '../ensemble/comparison-identity.ts';

const request = z.strictObject({
  reference: scenario,
  counterfactual: scenario,
  changes: quickChanges.optional(),
  options: optionsOfRun,
  attribute: z
    .union([
      z.boolean(),
      z
        .array(z.enum(CAUSES))
        .min(1)
        .max(4 * CAUSES.length),
    ])
    .optional()
    .describe('divide curtailment among its causes too: true for all of them, or a list'),
  sensitivity: z
    .boolean()
    .optional()
    .describe(
      'divide among the causes once more with exports lifted without limit and storage by a tenth more volume; ' +
        'all causes where `attribute` names none',
    ),
  price_of_foresight: z
    .boolean()
    .optional()
    .describe(
      'make both worlds once more with water and removal known: what not knowing them cost, and what would ' +
        'have been curtailed; needs rolling foresight and a window until the end of the season',
    ),
  ensemble: ensembleFields.optional().describe('draw the uncertain inputs too'),
});

/** The causes that an answer is divided among; none where it is not requested. */
export const causesAsked = (
  asked: boolean | readonly Cause[] | undefined,
  sensitivity = false,
): { readonly attribute?: readonly Cause[]; readonly sensitivity?: boolean } =>
  asked || sensitivity
    ? { attribute: asked === true || !asked ? CAUSES : asked, ...(sensitivity && { sensitivity }) }
    : {};

export interface ComparisonWork {
  readonly kind: 'comparison';
  readonly reference: Scenario;
  readonly counterfactual: Scenario;
  readonly options: CompareOptions;
}

export const comparisonQuestion = question({
  kind: 'comparison',
  schema: 'spillway/comparison@1',
  collection: 'comparisons',
  name: 'Comparison',
  summary: 'compare two scenarios, with and without',
  request,
  example: { ...EXAMPLE_PAIR, changes: { size: '5 GW' }, attribute: true },
  result: comparisonResult,
  series: ['reference', 'counterfactual'],
  resolve: async (stated, library): Promise<ComparisonWork> => {
    const pair = await resolvePair(stated, library);
    return {
      kind: 'comparison',
      ...pair,
      options: {
        ...runOptions(stated.options, pair.reference),
        ...causesAsked(stated.attribute, stated.sensitivity),
        ...(stated.price_of_foresight && { priceOfForesight: true }),
        ...(stated.ensemble && { ensemble: await resolveEnsemble(stated.ensemble, library, 'ensemble.') }),
      },
    };
  },
  standsOn: ({ reference, counterfactual }) => ({
    model: counterfactual.model,
    scenarios: [counterfactual, reference],
  }),
  prepare: async (deps, { reference, counterfactual, options }) => {
    const started = deps.clock.now();
    const pair = await prepareDrawable(deps, reference, counterfactual, options);
    const load = deps.clock.now() - started;
    return {
      identity: async () => toldComparisonName(pair, options),
      run: async (watch) => {
        const made = await comparePair(deps, { pair, stated: [reference, counterfactual], options }, load, watch);
        return {
          result: made.result,
          worlds: [
            { world: 'reference', series: made.reference.series },
            { world: 'counterfactual', series: made.counterfactual.series },
          ],
        };
      },
    };
  },
});
