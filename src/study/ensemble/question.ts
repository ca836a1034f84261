import { z } from 'zod';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { EnsembleOptions, RunOptions } from '../base/ports.ts';
import { alone, question } from '../base/question.ts';
import { EXAMPLE_PAIR, options, runOptions, scenario } from '../base/request-fields.ts';
import { resolvePair } from '../scenario/changed-pair.ts';
import { quickChanges } from '../scenario/quick-changes.ts';
import { ensembleResult } from './ensemble-answer.ts';
import { ensembleIdentity } from './ensemble-identity.ts';
import { drawsOrYears, ensembleOrYears, resolveEnsemble } from './ensemble-request.ts';
import { runEnsemble } from './run-ensemble.ts';

const request = z
  .strictObject({
    reference: scenario,
    counterfactual: scenario,
    changes: quickChanges.optional(),
    ...ensembleOrYears,
    options: options
      .omit({ level: true })
      .optional()
      .describe('draws are made at level screen; `foresight` is that of the control draws'),
  })
  .superRefine(drawsOrYears);

export interface EnsembleWork {
  readonly kind: 'ensemble';
  readonly reference: Scenario;
  readonly counterfactual: Scenario;
  readonly options: RunOptions;
  readonly ensemble: EnsembleOptions;
}

export const ensembleQuestion = question({
  kind: 'ensemble',
  schema: 'spillway/ensemble@1',
  collection: 'ensembles',
  name: 'Ensemble',
  summary: 'draw what is uncertain in both scenarios alike, and tell the spread of their difference',
  request,
  example: { ...EXAMPLE_PAIR, draws: 100, control: 4 },
  result: ensembleResult,
  series: [],
  resolve: async (stated, library): Promise<EnsembleWork> => {
    const pair = await resolvePair(stated, library);
    return {
      kind: 'ensemble',
      ...pair,
      options: runOptions(stated.options, pair.reference),
      ensemble: await resolveEnsemble(stated, library),
    };
  },
  standsOn: ({ reference, counterfactual }) => ({
    model: counterfactual.model,
    scenarios: [counterfactual, reference],
  }),
  // The name is that of the pair as stated, at its own level, which is compiled for the name alone.
  prepare: async (deps, { reference, counterfactual, options: chosen, ensemble }) => ({
    identity: () => ensembleIdentity(deps, reference, counterfactual, chosen, ensemble),
    run: async (watch) => alone(await runEnsemble(deps, reference, counterfactual, chosen, ensemble, watch)),
  }),
});
