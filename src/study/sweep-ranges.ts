import { ratio } from './run-result.ts';
import type { SweepRange } from './results.ts';
import type { AxisValue } from './sweep-axis.ts';
import { position, type Inside, type Span } from './sweep-ends.ts';
import { channelChange, mostChanged, type NameOf } from './sweep-changes.ts';
import { effectOf, type SolvedPoint } from './sweep-points.ts';
import { noiseOf } from './sweep-turns.ts';

/** Within a range the effect of one more unit varies by no more than this share of itself. */
const CONSTANT = 0.05;
const MWH_PER_GWH = 1000;

/** One step along the axis: GWh, and its length in the unit of the axis (hours for dates). */
interface Step { readonly length: number; readonly energy: number; readonly statistic: number; readonly all: number }

const stepsOf = (points: readonly SolvedPoint[]): Step[] => points.slice(1).map((point, i) => stepBetween(points[i], point));
/** Whether effects are told by the energy freed, which every step must do, or by the unit of the axis. */
const isByEnergy = (steps: readonly Step[]): boolean => steps.every(({ statistic, energy }) => ratio(statistic, energy) !== null);
const effectOfStep = ({ statistic, energy, length }: Step, byEnergy: boolean): number => statistic / (byEnergy ? energy : length);
/** What solvers may add to or take from an effect told over steps as short as the shortest. */
const slackOf = (points: readonly SolvedPoint[], steps: readonly Step[], byEnergy: boolean): number => noiseOf(points) / Math.min(...steps.map(({ energy, length }) => Math.abs(byEnergy ? energy : length)));

/**
 * The points of one row of a sweep cut where the marginal effect on the statistic changes. What is compared is the marginal curtailment factor where every step
 * frees energy, else the curtailed energy a unit of the axis. Neighbouring ranges share the point at which they meet.
 */
export function spansOf(points: readonly SolvedPoint[]): Span[] {
  const steps = stepsOf(points);
  const byEnergy = isByEnergy(steps);
  const marginal = steps.map((step) => effectOfStep(step, byEnergy));
  const slack = slackOf(points, steps, byEnergy);
  const spans: Span[] = [];
  for (let from = 0, to = 1; from < marginal.length; from = to, to = from + 1) {
    while (to < marginal.length && isConstant(marginal.slice(from, to + 1), slack)) to++;
    spans.push([from, to]);
  }
  return spans;
}

/** The ranges as published; `inside`: by range the points just inside its ends, where they were asked for. */
export function sweepRanges(points: readonly SolvedPoint[], inside: readonly Inside[] | null, shown: (value: AxisValue) => AxisValue, nameOf: NameOf): SweepRange[] {
  const steps = stepsOf(points);
  return spansOf(points).map(([from, to], k) => ({
    ...rangeOf(points, steps, from, to, shown), ends: inside && endsOf(points, [from, to], inside[k]), ...(to === steps.length ? { changes: null, channel: null }
      : { changes: mostChanged(points[to - 1], points[to + 1], nameOf), channel: channelChange([points[to - 1], points[to]], [points[to], points[to + 1]]) }),
  }));
}

function isConstant(values: readonly number[], slack: number): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return high - low <= Math.max(slack, CONSTANT * Math.max(Math.abs(low), Math.abs(high)));
}

function stepBetween(before: SolvedPoint, after: SolvedPoint): Step {
  const [a, b] = [effectOf(before), effectOf(after)];
  return { length: position(after.value) - position(before.value), energy: b.energy - a.energy, statistic: b.statistic - a.statistic, all: b.all - a.all };
}

function rangeOf(points: readonly SolvedPoint[], steps: readonly Step[], from: number, to: number, shown: (value: AxisValue) => AxisValue): Omit<SweepRange, 'changes' | 'channel' | 'ends'> {
  const own = steps.slice(from, to);
  const total = (of: (step: Step) => number): number => own.reduce((sum, step) => sum + of(step), 0);
  const [length, energy, statistic, all] = [total((s) => s.length), total((s) => s.energy), total((s) => s.statistic), total((s) => s.all)];
  const { value2 } = points[from];
  return {
    from: shown(points[from].value), to: shown(points[to].value), ...(value2 !== null && { value2 }), points: to - from + 1,
    marginal_curtailment_factor: { statistic: ratio(statistic, energy), all_spill: ratio(all, energy) },
    slope: { statistic: (statistic * MWH_PER_GWH) / length, all_spill: (all * MWH_PER_GWH) / length },
  };
}

/** The effect over a tenth of a step at both ends, and whether it is that of the range there too. */
function endsOf(points: readonly SolvedPoint[], [from, to]: Span, [first, last]: Inside): SweepRange['ends'] {
  const whole = stepBetween(points[from], points[to]);
  const ends = [stepBetween(points[from], first), stepBetween(last, points[to])];
  const byEnergy = isByEnergy([whole, ...ends]);
  const mean = effectOfStep(whole, byEnergy);
  const slack = slackOf(points, ends, byEnergy);
  const factors = ends.map(({ statistic, energy, all }) => ({ statistic: ratio(statistic, energy), all_spill: ratio(all, energy) }));
  const slopes = ends.map(({ statistic, length, all }) => ({ statistic: (statistic * MWH_PER_GWH) / length, all_spill: (all * MWH_PER_GWH) / length }));
  return {
    marginal_curtailment_factor: { from: factors[0], to: factors[1] }, slope: { from: slopes[0], to: slopes[1] },
    holds: ends.every((end) => Math.abs(effectOfStep(end, byEnergy) - mean) <= Math.max(slack, CONSTANT * Math.abs(mean))),
  };
}
