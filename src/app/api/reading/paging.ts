import { InvalidInput, problem } from '../../../system/words/problem.ts';

/** One page of a list and the cursor of the next, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A page of a list that is at hand whole. */
export function pageOf<T>(all: readonly T[], limit: number, cursor: string | undefined): Page<T> {
  const start = cursor === undefined ? 0 : offsetOf(cursor);
  const end = start + limit;
  return { items: all.slice(start, end), next: end < all.length ? String(end) : null };
}

function offsetOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw badCursor(cursor);
}

export const badCursor = (cursor: string): InvalidInput =>
  new InvalidInput([
    problem(
      'cursor',
      'cursor',
      cursor,
      'the `next` of a page',
      'this is not a cursor of this list',
      'start without a cursor and follow `next`',
    ),
  ]);
