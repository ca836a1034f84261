import { instantOf } from '../schema/stated-number.ts';
import { midnight, parseInstant, type Window } from '../words/calendar.ts';

interface Line {
  readonly commissioned: string;
  readonly retired?: string;
}

/** Hour indices between which a dated row of a table holds; its end is Infinity where the row states none. */
export const spanOf = ({ from, to }: { readonly from: string; readonly to?: string }): Window => ({
  start: instantOf(from),
  end: to === undefined ? Infinity : instantOf(to),
});

/** Hour indices between which a line is in service; its end is Infinity where it is not retired. */
export const serviceSpan = ({ commissioned, retired }: Line): Window => spanOf({ from: commissioned, to: retired });

/** Whether a line is in service at some hour of a month; false where a cell of it could not be read. */
export function inService(line: Line, year: number, month: number): boolean {
  const from = parseInstant(line.commissioned ?? '');
  const until = line.retired === undefined ? Infinity : (parseInstant(line.retired) ?? Infinity);
  const [start, end] = [midnight(year, month, 1), midnight(year, month + 1, 1)];
  return from !== null && from < end && until > start;
}
