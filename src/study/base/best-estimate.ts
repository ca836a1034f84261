import { z } from 'zod';
import { num, text, whole, type Shape } from './shape.ts';

const spread = {
  effective_draws: num('count', 'draws of equal weight that would say as much'),
  p05_gwh: num('GWh', 'quantile 0.05 of the difference'),
  p50_gwh: num('GWh', 'its median'),
  p95_gwh: num('GWh', 'quantile 0.95'),
};

export const bestEstimate = z.object({
  made: text('day on which it was made'),
  engine_version: text('engine that made the draws'),
  draws: whole('count', 'draws'),
  seed: whole('1', 'seed of the draws'),
  control_draws: whole('count', 'draws that were dispatched hour by hour too'),
  level: z.enum(['screen', 'standard']).describe('level to which those move the spread; screen where there are none'),
  blind: z.object(spread).describe('difference by draws that know nothing of the published curtailment of the year'),
  assimilated: z
    .object(spread)
    .nullable()
    .describe('the same by draws that know it; null where they are too few or none is published'),
});
/** The spread of the difference between two scenarios, made once and kept with the model. */
export type BestEstimate = Shape<typeof bestEstimate>;

/** An estimate as it is kept. `pair`: hash of both scenarios and of all tables: it holds of these alone. */
export interface StoredEstimate extends BestEstimate {
  readonly schema: 'spillway/estimate@1';
  readonly model: { readonly id: string; readonly version: string; readonly hash: string };
  readonly reference: string;
  readonly counterfactual: string;
  readonly pair: string;
}
