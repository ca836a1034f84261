import { formatInstant } from '../../system/words/calendar.ts';
import { instantOf } from '../../system/scenario/measure.ts';
import type { AxisValue } from './sweep-axis.ts';
import type { SolvedPoint } from './sweep-points.ts';

/** First and last point of a range, by their places in the row. */
export type Span = readonly [number, number];

/** A step this much shorter than the shortest that was asked for is not looked into any further. */
const SHORTEST = 1 / 8;

export const position = (value: AxisValue): number => (typeof value === 'string' ? instantOf(value) : value);

/** Points solved inside the first and the last step of a range; a range of a single step has none. */
export const checksOf = (row: readonly SolvedPoint[], [from, to]: Span): readonly SolvedPoint[] =>
  to - from === 1 ? [] : [...new Set([row[from + 1], row[to - 1]])].filter((point) => point.between);

/**
 * Middles of the first and last step of a range where no point of its inside was solved between those asked for; dates
 * lie on whole hours.
 */
export function uncheckedMiddles(row: readonly SolvedPoint[], [from, to]: Span): AxisValue[] {
  const shortest = SHORTEST * askedStep(row);
  const ends = [
    [from, from + 1, row[from + 1]],
    [to - 1, to, row[to - 1]],
  ] as const;
  const middles = ends.flatMap(([a, b, inner]) => {
    const length = Math.abs(position(row[b].value) - position(row[a].value));
    return (inner.between && to - from > 1) || length <= shortest ? [] : (middle(row[a].value, row[b].value) ?? []);
  });
  return [...new Set(middles)];
}

function askedStep(row: readonly SolvedPoint[]): number {
  const asked = row.filter((point) => !point.between).map(({ value }) => position(value));
  return Math.min(...asked.slice(1).map((at, i) => Math.abs(at - asked[i])));
}

function middle(a: AxisValue, b: AxisValue): AxisValue | null {
  const half = (position(a) + position(b)) / 2;
  if (typeof a !== 'string') return half;
  const hour = Math.round(half);
  return hour === position(a) || hour === position(b) ? null : formatInstant(hour);
}

/** The row with further points, in their order along the axis. */
export function withPoints(row: readonly SolvedPoint[], more: readonly SolvedPoint[]): SolvedPoint[] {
  const falls = row.length > 1 && position(row[1].value) < position(row[0].value);
  return [...row, ...more].sort((a, b) => (falls ? -1 : 1) * (position(a.value) - position(b.value)));
}
