import { formatInstant } from '../system/calendar.ts';
import { instantOf } from '../system/measure.ts';
import type { AxisValue } from './sweep-axis.ts';
import type { SolvedPoint } from './sweep-points.ts';

/** First and last point of a range, by their places in the row. */
export type Span = readonly [number, number];
/** The points just inside a range: after its beginning, before its end. */
export type Inside = readonly [SolvedPoint, SolvedPoint];

const SHARE_OF_STEP = 0.1;

export const position = (value: AxisValue): number => (typeof value === 'string' ? instantOf(value) : value);

/** A tenth of a step inside both ends; dates lie on whole hours. */
export function insideValues(values: readonly AxisValue[], [from, to]: Span): readonly [AxisValue, AxisValue] {
  const inside = (end: number, neighbour: number): AxisValue => {
    const [at, next] = [position(values[end]), position(values[neighbour])];
    const move = (next - at) * SHARE_OF_STEP;
    return typeof values[end] === 'string' ? formatInstant(at + Math.sign(move) * Math.max(1, Math.round(Math.abs(move)))) : at + move;
  };
  return [inside(from, from + 1), inside(to, to - 1)];
}
