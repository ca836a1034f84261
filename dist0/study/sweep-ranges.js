import { ratio } from "./run-result.js";
import { checksOf, position, uncheckedMiddles } from "./sweep-ends.js";
import { channelChange, mostChanged } from "./sweep-changes.js";
import { effectOf } from "./sweep-points.js";
import { largestEffect, noiseOf } from "./sweep-turns.js";
/** Within a range the effect lies on a straight line to within this share of the largest effect of the row. */
const STRAIGHT = 0.02;
const MWH_PER_GWH = 1000;
/** GWh by which the effect may lie off the line of its range. */
export const toleranceOf = (row) => Math.max(noiseOf(row), STRAIGHT * largestEffect(row));
/**
 * The points of one row of a sweep cut into straight lines, from the first value on: a range goes on for as long as every point in it lies within the tolerance of the line
 * between its ends. Neighbouring ranges share the point at which they meet.
 */
export function spansOf(row) {
    const tolerance = toleranceOf(row);
    const spans = [];
    for (let from = 0, to = 1; from + 1 < row.length; from = to, to = from + 1) {
        while (to + 1 < row.length && isStraight(row, [from, to + 1], tolerance))
            to++;
        spans.push([from, to]);
    }
    return spans;
}
const isStraight = (row, span, tolerance) => row.slice(span[0] + 1, span[1]).every((point) => Math.abs(offLine(row, span, point)) <= tolerance);
/** GWh by which a point lies above the line between the ends of a range. */
function offLine(row, [from, to], point) {
    const [start, end] = [row[from], row[to]];
    const share = (position(point.value) - position(start.value)) / (position(end.value) - position(start.value));
    const at = (one) => effectOf(one).statistic;
    return at(point) - at(start) - share * (at(end) - at(start));
}
/** The ranges as published; `checked`: points inside both ends of every range were solved for where they could be. */
export function sweepRanges(row, checked, shown, nameOf) {
    return spansOf(row).map(([from, to]) => ({
        ...rangeOf(row, [from, to], shown), ends: checked ? endsOf(row, [from, to], shown) : null, ...(to === row.length - 1 ? { changes: null, channel: null }
            : { changes: mostChanged(row[to - 1], row[to + 1], nameOf), channel: channelChange([row[to - 1], row[to]], [row[to], row[to + 1]]) }),
    }));
}
function stepBetween(before, after) {
    const [a, b] = [effectOf(before), effectOf(after)];
    return { length: position(after.value) - position(before.value), energy: b.energy - a.energy, statistic: b.statistic - a.statistic, all: b.all - a.all };
}
function rangeOf(row, [from, to], shown) {
    const { length, energy, statistic, all } = stepBetween(row[from], row[to]);
    const { value2 } = row[from];
    return {
        from: shown(row[from].value), to: shown(row[to].value), ...(value2 !== null && { value2 }), points: to - from + 1,
        marginal_curtailment_factor: { statistic: ratio(statistic, energy), all_spill: ratio(all, energy) },
        slope: { statistic: (statistic * MWH_PER_GWH) / length, all_spill: (all * MWH_PER_GWH) / length },
        off_gwh: Math.max(0, ...row.slice(from + 1, to).map((point) => Math.abs(offLine(row, [from, to], point)))), tolerance_gwh: toleranceOf(row),
    };
}
/** Points solved in the first and the last step of the range lie on its line; not so where checking went on and on, or the range is a single step too short to look into. */
function endsOf(row, span, shown) {
    const points = checksOf(row, span).map((point) => ({ value: shown(point.value), off_gwh: offLine(row, span, point) }));
    return { points, holds: span[1] - span[0] > 1 && uncheckedMiddles(row, span).length === 0 };
}
