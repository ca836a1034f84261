import type { Row } from './model.ts';
import { instantOf } from '../schema/stated-number.ts';
import type { Window } from '../words/calendar.ts';

/** Hour indices between which a dated row of a table holds; its end is Infinity where the row states none. */
export const spanOf = ({ from, to }: { readonly from: string; readonly to?: string }): Window => ({
  start: instantOf(from),
  end: to === undefined ? Infinity : instantOf(to),
});

/** Hour indices between which a line is in service; its end is Infinity where it is not retired. */
export const serviceSpan = ({ commissioned, retired }: Pick<Row<'exports'>, 'commissioned' | 'retired'>): Window =>
  spanOf({ from: commissioned, to: retired });
