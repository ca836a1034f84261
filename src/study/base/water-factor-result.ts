import { z } from 'zod';
import { flag, num, numOrNull, text, text2, type Shape } from './shape.ts';

const ends = {
  residual: num('spreads', 'miss now'),
  residual_at_end: num('spreads', 'miss at the end of the range'),
};
const heldBy = z.object({
  parameter: text('the inferred number'),
  factor: num('1', 'end of the range that it was put back to'),
  facts: z
    .array(
      z.object({
        fact: text('the fact'),
        pull: z.enum(['holds', 'back']).describe('`holds`: missed by more at the end; `back`: by less'),
        ...ends,
      }),
    )
    .describe('facts missed by more than one spread more or less there, the largest change of the misfit first'),
  nearest: z
    .object({ fact: text('the fact'), ...ends })
    .nullable()
    .describe('where no fact is missed by more than one spread more: the one that is missed most more, if any is'),
  prior: z
    .object(ends)
    .nullable()
    .describe('how far the number lies from the centre of its prior; null where it has none'),
  misfit_change: z
    .object({
      facts: num('1', 'of the facts, squared misses'),
      prior: numOrNull('1', 'of the prior, squared misses; null where it has none'),
    })
    .describe('misfit at the end of the range less that now; below 0, the end would fit better'),
  unexplained: flag('no fact would be missed by more than one spread more'),
});
/**
 * What keeps an inferred factor outside the range of other years: facts of its inference, by runs with the factor put
 * back to the nearest end of that range.
 */
export type HeldBy = Shape<typeof heldBy>;

export const waterFactor = z.object({
  month: text('month'),
  group: text('group of gauges'),
  factor: num('1', 'on natural flow'),
  others: z
    .array(z.object({ water_year: text('name of the water year'), factor: num('1', 'on natural flow') }))
    .describe('the same of the fitted years'),
  low: num('1', 'lowest of the fitted years'),
  high: num('1', 'highest of the fitted years'),
  outside: z.enum(['above', 'below']).nullable().describe('side of their range; null inside it'),
  held_by: heldBy.nullable().describe('what holds it there; null where it lies inside, or is stated and not inferred'),
  why: text2('').nullable().describe('the same in words; null where it lies inside'),
});
/** A factor of a year's water in a month, by group of gauges, beside those of the fitted years. */
export type WaterFactor = Shape<typeof waterFactor>;
