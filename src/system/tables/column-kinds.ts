import { z } from 'zod';
import { isDayOfYear, parseInstant } from '../words/calendar.ts';
import { cellKinds } from '../schema/field-kinds.ts';

/* Kinds of column that rows of several tables have in common. */

export const CONFIDENCES = ['official', 'published', 'derived', 'assumed'] as const;

export const id = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must match [a-z0-9-]{1,64}');
export const name = z.string().min(1);
export const atLeast0 = z.number().nonnegative();
export const above0 = z.number().positive();
export const share = z.number().min(0).max(1);
export const deadLevel = z.number().min(0.3).max(1);
export const factor = z.number().min(0).max(10);
export const correlation = z.number().min(-1).max(1);
export const instant = z
  .string()
  .refine((t) => parseInstant(t) !== null, {
    message: 'must be an ISO 8601 date or time on a whole hour',
    params: {
      rule: 'instant',
      limit: 'YYYY-MM-DD or YYYY-MM-DDThh:00+08:00',
      hint: 'write 2021-06-20 or 2021-06-20T00:00+08:00',
    },
  })
  .register(cellKinds, { kind: 'instant' });
export const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a month and day as MM-DD')
  .register(cellKinds, { kind: 'month-day' });
export const dayOfYear = monthDay
  .refine(isDayOfYear, {
    message: 'is not a day of the year',
    params: {
      rule: 'day-of-year',
      limit: 'a day of the year as MM-DD',
      hint: 'February has 29 days at most; April, June, September and November have 30',
    },
  })
  .register(cellKinds, { kind: 'month-day' });
export const month = z.number().int().min(1).max(12);
export const year = z.number().int().min(1950).max(2100);
export const provenance = { source: z.string().min(1), confidence: z.enum(CONFIDENCES) };
