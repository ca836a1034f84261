import { z } from 'zod';

const headline = z.object({ counterfactual: z.string(), curtailed_gwh: z.object({ delta: z.number() }) }).nullable();

const errors = z
  .object({
    parameters: z.array(
      z.object({ parameter: z.string(), value: z.number().optional(), standard_error: z.number().nullable() }),
    ),
  })
  .nullable();

/** Of an inference: how far a published figure lies beyond what plentiful water reaches, in its unit. */
const facts = z
  .array(
    z.object({ quantity: z.string(), series: z.string(), period: z.string(), beyond_reach: z.number().nullable() }),
  )
  .optional();

/**
 * Of a stored calibration, what predictions and ensembles draw from: fitted and inferred numbers with their errors, the
 * values of each structure, and what each says with and without. Other fields are left aside.
 */
export const storedFit = z.object({
  fit: errors.optional(),
  inferred: errors.unwrap().extend({ facts }).nullable(),
  headline: z.object({ fitted: headline }).nullable().optional(),
  structures: z
    .object({
      variants: z.array(
        z.object({ variant: z.string(), values: z.record(z.string(), z.number()), headline: headline.optional() }),
      ),
    })
    .nullable(),
});
export type StoredFit = z.infer<typeof storedFit>;
