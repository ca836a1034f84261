import { ratio } from '../run/run-result.ts';
import type { SweepRange } from './sweep-result.ts';
import { checksOf, uncheckedMiddles, type Span } from './sweep-ends.ts';
import { channelChange, mostChanged, type NameOf } from './sweep-changes.ts';
import { effectOf, type SolvedPoint } from './sweep-points.ts';
import { largestEffect, noiseOf, type Shown } from './sweep-turns.ts';

/** Within a range the effect lies on a straight line to within this share of the largest effect of the row. */
const STRAIGHT = 0.02;
const MWH_PER_GWH = 1000;

/** One step along the axis: GWh, and its length in the unit of the axis (hours for dates). */
interface Step {
  readonly length: number;
  readonly energy: number;
  readonly statistic: number;
  readonly all: number;
}

/** GWh by which the effect may lie off the line of its range. */
export const toleranceOf = (row: readonly SolvedPoint[]): number =>
  Math.max(noiseOf(row), STRAIGHT * largestEffect(row));

/**
 * The points of one row of a sweep cut into straight lines, from the first value on: a range goes on for as long as
 * every point in it lies within the tolerance of the line between its ends. Neighbouring ranges share the point at
 * which they meet.
 */
export function spansOf(row: readonly SolvedPoint[]): Span[] {
  const tolerance = toleranceOf(row);
  const spans: Span[] = [];
  for (let from = 0, to = 1; from + 1 < row.length; from = to, to = from + 1) {
    while (to + 1 < row.length && isStraight(row, [from, to + 1], tolerance)) to++;
    spans.push([from, to]);
  }
  return spans;
}

const isStraight = (row: readonly SolvedPoint[], span: Span, tolerance: number): boolean =>
  row.slice(span[0] + 1, span[1]).every((point) => Math.abs(offLine(row, span, point)) <= tolerance);

/** GWh by which a point lies above the line between the ends of a range. */
function offLine(row: readonly SolvedPoint[], [from, to]: Span, point: SolvedPoint): number {
  const [start, end] = [row[from], row[to]];
  const share = (point.value - start.value) / (end.value - start.value);
  const at = (one: SolvedPoint): number => effectOf(one).statistic;
  return at(point) - at(start) - share * (at(end) - at(start));
}

/** How the values of a row are shown and lie: `onHours` where they are instants. */
export interface RowWords {
  readonly shown: Shown;
  readonly onHours: boolean;
  readonly nameOf: NameOf;
}

/** The ranges as published; `checked`: points inside both ends of every range were solved for where they could be. */
export function sweepRanges(row: readonly SolvedPoint[], checked: boolean, words: RowWords): SweepRange[] {
  const { shown, nameOf } = words;
  return spansOf(row).map(([from, to]) => ({
    ...rangeOf(row, [from, to], shown),
    ends: checked ? endsOf(row, [from, to], words) : null,
    ...(to === row.length - 1
      ? { changes: null, channel: null }
      : {
          changes: mostChanged(row[to - 1], row[to + 1], nameOf),
          channel: channelChange([row[to - 1], row[to]], [row[to], row[to + 1]]),
        }),
  }));
}

function stepBetween(before: SolvedPoint, after: SolvedPoint): Step {
  const [a, b] = [effectOf(before), effectOf(after)];
  return {
    length: after.value - before.value,
    energy: b.energy - a.energy,
    statistic: b.statistic - a.statistic,
    all: b.all - a.all,
  };
}

function rangeOf(
  row: readonly SolvedPoint[],
  [from, to]: Span,
  shown: Shown,
): Omit<SweepRange, 'changes' | 'channel' | 'ends'> {
  const { length, energy, statistic, all } = stepBetween(row[from], row[to]);
  const { value2 } = row[from];
  return {
    from: shown(row[from].value),
    to: shown(row[to].value),
    ...(value2 !== null && { value2 }),
    points: to - from + 1,
    marginal_curtailment_factor: { statistic: ratio(statistic, energy), all_spill: ratio(all, energy) },
    slope: { statistic: (statistic * MWH_PER_GWH) / length, all_spill: (all * MWH_PER_GWH) / length },
    off_gwh: Math.max(0, ...row.slice(from + 1, to).map((point) => Math.abs(offLine(row, [from, to], point)))),
    tolerance_gwh: toleranceOf(row),
  };
}

/**
 * Points solved in the first and the last step of the range lie on its line; not so where checking went on and on, or
 * the range is a single step too short to look into.
 */
function endsOf(row: readonly SolvedPoint[], span: Span, { shown, onHours }: RowWords): SweepRange['ends'] {
  const points = checksOf(row, span).map((point) => ({
    value: shown(point.value),
    off_gwh: offLine(row, span, point),
  }));
  return { points, holds: span[1] - span[0] > 1 && uncheckedMiddles(row, span, onHours).length === 0 };
}
