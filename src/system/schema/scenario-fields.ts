import { z } from 'zod';
import { parseInstant } from '../words/calendar.ts';
import { fieldKinds } from './field-kinds.ts';
import { examplesOf, parseQuantity, quantityHint, type Kind } from './units.ts';

/* Kinds of field that a scenario and its measures have in common. */

export const id = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must match [a-z0-9-]{1,64}');
export const quantity = (kind: Kind, sign: 'any' | 'nonnegative' = 'nonnegative') =>
  z
    .string()
    .superRefine((text, ctx) => {
      const value = parseQuantity(text, kind);
      if (value === null)
        ctx.addIssue({
          code: 'custom',
          message: `is not a ${kind} with a known unit`,
          params: { rule: 'unit', hint: quantityHint(text, kind) },
        });
      else if (sign === 'nonnegative' && value < 0)
        ctx.addIssue({
          code: 'custom',
          message: 'must not be negative',
          params: {
            rule: 'range',
            limit: '>= 0',
            hint: 'give a size of 0 or more; use another measure type to change the direction',
          },
        });
    })
    .describe(`A ${kind} with its unit, such as ${examplesOf(kind)}`)
    .register(fieldKinds, { kind });
export const instant = z
  .string()
  .refine((t) => parseInstant(t) !== null, {
    message: 'is not an ISO 8601 instant on a whole hour',
    params: { rule: 'instant', hint: 'write 2021-06-20T00:00+08:00 (no zone means UTC+8)' },
  })
  .describe('ISO 8601 instant on a whole hour; no zone means UTC+8')
  .register(fieldKinds, { kind: 'instant' });
export const share = z.number().min(0).max(1);

/**
 * Most entries of each list, and most characters of each text: far more than a study holds, and little enough to be
 * checked at once.
 */
export const MOST = {
  measures: 300,
  stages: 60,
  loads: 50,
  shares: 200,
  rationing: 100,
  inflow: 500,
  days: 4000,
  sources: 200,
  title: 300,
  sentence: 2000,
  why: 4000,
  name: 64,
  path: 1000,
} as const;
export const sentence = z.string().min(1).max(MOST.sentence);
export const text2 = z.strictObject({ en: z.string().min(1).max(MOST.title), zh: z.string().min(1).max(MOST.title) });
