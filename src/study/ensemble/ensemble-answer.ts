import { z } from 'zod';
import { settings, standingFields, timing, windowText, world } from '../base/results.ts';
import { text, text2, type Shape } from '../base/shape.ts';
import { ensemble } from './ensemble-result.ts';

export const ensembleResult = z.object({
  schema: z.literal('spillway/ensemble@1').describe('name and version of this document'),
  ...standingFields,
  id: text('id of the counterfactual'),
  title: text2('title of the counterfactual'),
  reference: world('the world with the load'),
  counterfactual: world('the world with the measures'),
  window: windowText,
  settings: settings.omit({ solver: true, replans: true }).describe('how the draws were made'),
  ensemble: ensemble.describe('the spread of the difference over the draws'),
  timing_ms: timing,
});
/** An ensemble by itself. */
export type EnsembleResult = Shape<typeof ensembleResult>;
