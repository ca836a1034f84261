import { z } from 'zod';
import { parseInstant } from '../words/calendar.ts';
import { parseQuantity, quantityHint } from './units.ts';

/** The quantities and instants that a request states as text, and the numbers behind them. */
export const instant = z.string().refine((text) => parseInstant(text) !== null, {
  message: 'is not an ISO 8601 instant on a whole hour',
  params: { rule: 'instant', hint: 'write 2021-06-20T00:00+08:00 (no zone means UTC+8)' },
});
export const power = z.string().superRefine((text, ctx) => {
  if ((parseQuantity(text, 'power') ?? -1) < 0)
    ctx.addIssue({
      code: 'custom',
      message: 'is not a power of 0 or more with a known unit',
      params: { rule: 'unit', hint: quantityHint(text, 'power') },
    });
});

/** The hour index of a text that a schema has accepted as an instant. */
export const hourOf = (text: string): number => parseInstant(text)!;

/** The MW of a text that a schema has accepted as a power. */
export const megawattsOf = (text: string): number => parseQuantity(text, 'power')!;
