import { parseInstant } from '../words/calendar.ts';
import { parseQuantity, type Kind } from './units.ts';

/** The number behind a text that a schema has already accepted, in the unit of its kind; throws for any other text. */
export function quantityOf(text: string, kind: Kind): number {
  const value = parseQuantity(text, kind);
  if (value === null) throw new Error(`"${text}" is not a ${kind}`);
  return value;
}

/** The hour index behind a text that a schema has already accepted; throws for any other text. */
export function instantOf(text: string): number {
  const hour = parseInstant(text);
  if (hour === null) throw new Error(`"${text}" is not an instant`);
  return hour;
}

/** The same where a text that is absent means that there is no end: Infinity. */
export const untilOf = (text: string | undefined): number => (text === undefined ? Infinity : instantOf(text));
