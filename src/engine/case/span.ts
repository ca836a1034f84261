import type { Case } from './case.ts';

declare const dispatched: unique symbol;

/**
 * The hours that are dispatched and booked. `start`: hour index of the first; `from`, `to`: the same hours counted from
 * the season's first midnight, [from, to), as the hourly tables of a case are; `hours`: how many. A case is no span:
 * its `start` and `hours` are those of the season.
 */
export interface Span {
  readonly [dispatched]: true;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly hours: number;
}

export const spanOf = ({ start, from, to }: Case): Span =>
  ({ start: start + from, from, to, hours: to - from }) as Span;
