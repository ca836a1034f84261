import { z } from 'zod';
import type { Kind } from './units.ts';

/**
 * What a text field of a scenario states: a quantity of some kind, or an instant. Registered where the field's schema
 * is made, read where a field is varied.
 */
export const fieldKinds = z.registry<{ readonly kind: Kind | 'instant' }>();

/**
 * What a text column of a table states where spreadsheets write it in a style of their own: an instant, or a day of
 * every year.
 */
export const cellKinds = z.registry<{ readonly kind: 'instant' | 'month-day' }>();
