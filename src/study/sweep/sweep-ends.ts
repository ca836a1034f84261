import type { SolvedPoint } from './sweep-points.ts';

/** First and last point of a range, by their places in the row. */
export type Span = readonly [number, number];

/** A step this much shorter than the shortest that was asked for is not looked into any further. */
const SHORTEST = 1 / 8;

/** Points solved inside the first and the last step of a range; a range of a single step has none. */
export const checksOf = (row: readonly SolvedPoint[], [from, to]: Span): readonly SolvedPoint[] =>
  to - from === 1 ? [] : [...new Set([row[from + 1], row[to - 1]])].filter((point) => point.between);

/**
 * Middles of the first and last step of a range where no point of its inside was solved between those asked for;
 * `onHours`: values are instants, which lie on whole hours.
 */
export function uncheckedMiddles(row: readonly SolvedPoint[], [from, to]: Span, onHours: boolean): number[] {
  const shortest = SHORTEST * askedStep(row);
  const ends = [
    [from, from + 1, row[from + 1]],
    [to - 1, to, row[to - 1]],
  ] as const;
  const middles = ends.flatMap(([a, b, inner]) => {
    const length = Math.abs(row[b].value - row[a].value);
    return (inner.between && to - from > 1) || length <= shortest
      ? []
      : (middle(row[a].value, row[b].value, onHours) ?? []);
  });
  return [...new Set(middles)];
}

function askedStep(row: readonly SolvedPoint[]): number {
  const asked = row.filter((point) => !point.between).map(({ value }) => value);
  return Math.min(...asked.slice(1).map((at, i) => Math.abs(at - asked[i])));
}

function middle(a: number, b: number, onHours: boolean): number | null {
  const half = (a + b) / 2;
  if (!onHours) return half;
  const hour = Math.round(half);
  return hour === a || hour === b ? null : hour;
}

/** The row with further points, in their order along the axis. */
export function withPoints(row: readonly SolvedPoint[], more: readonly SolvedPoint[]): SolvedPoint[] {
  const falls = row.length > 1 && row[1].value < row[0].value;
  return [...row, ...more].sort((a, b) => (falls ? -1 : 1) * (a.value - b.value));
}
