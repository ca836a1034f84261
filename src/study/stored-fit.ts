import { z } from 'zod';

/** Of a stored calibration, what a prediction draws from: errors of inferred numbers, and the values of each structure. Other fields are left aside. */
export const storedFit = z.object({
  inferred: z.object({ parameters: z.array(z.object({ parameter: z.string(), standard_error: z.number().nullable() })) }).nullable(),
  structures: z.object({ variants: z.array(z.object({ variant: z.string(), values: z.record(z.string(), z.number()) })) }).nullable(),
});
export type StoredFit = z.infer<typeof storedFit>;
