import { instantOf } from '../system/measure.ts';
import { ratio } from './run-result.ts';
import type { SweepRange } from './results.ts';
import type { AxisValue } from './sweep-axis.ts';
import { effectOf, type SolvedPoint } from './sweep-points.ts';

/** Within a range the effect of one more unit varies by no more than this share of itself. */
const CONSTANT = 0.05;
/** Effects below this share of the energy of the load are nothing: solvers end within such distances of an optimum. */
const NOTHING = 1e-5;
const MWH_PER_GWH = 1000;

/** One step along the axis: GWh, and its length in the unit of the axis (hours for dates). */
interface Step { readonly length: number; readonly energy: number; readonly statistic: number; readonly all: number }

const noise = (points: readonly SolvedPoint[]): number => NOTHING * Math.max(...points.map(({ kept }) => kept.load));

/** Whether the effect on the statistic never falls or never rises along the points. */
export function isMonotone(points: readonly SolvedPoint[]): boolean {
  const effects = points.map((point) => effectOf(point).statistic);
  const slack = noise(points);
  const steps = effects.slice(1).map((effect, i) => effect - effects[i]);
  return steps.every((step) => step >= -slack) || steps.every((step) => step <= slack);
}

/**
 * The points of one row of a sweep cut where the marginal effect on the statistic changes. What is compared is the marginal curtailment factor where every step
 * frees energy, else the curtailed energy a unit of the axis. Neighbouring ranges share the point at which they meet.
 */
export function sweepRanges(points: readonly SolvedPoint[], shown: (value: AxisValue) => AxisValue): SweepRange[] {
  const steps = points.slice(1).map((point, i) => stepBetween(points[i], point));
  const factors = steps.map(({ statistic, energy }) => ratio(statistic, energy));
  const byEnergy = factors.every((factor) => factor !== null);
  const marginal = steps.map(({ statistic, energy, length }) => statistic / (byEnergy ? energy : length));
  const slack = noise(points) / Math.min(...steps.map(({ energy, length }) => Math.abs(byEnergy ? energy : length)));
  const spans: [number, number][] = [];
  for (let from = 0, to = 1; from < marginal.length; from = to, to = from + 1) {
    while (to < marginal.length && isConstant(marginal.slice(from, to + 1), slack)) to++;
    spans.push([from, to]);
  }
  return spans.map(([from, to]) => ({ ...rangeOf(points, steps, from, to, shown), changes: to < steps.length ? mostChanged(points[to - 1], points[to + 1]) : null }));
}

function isConstant(values: readonly number[], slack: number): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return high - low <= Math.max(slack, CONSTANT * Math.max(Math.abs(low), Math.abs(high)));
}

function stepBetween(before: SolvedPoint, after: SolvedPoint): Step {
  const [a, b] = [effectOf(before), effectOf(after)];
  return { length: position(after.value) - position(before.value), energy: b.energy - a.energy, statistic: b.statistic - a.statistic, all: b.all - a.all };
}

const position = (value: AxisValue): number => (typeof value === 'string' ? instantOf(value) : value);

function rangeOf(points: readonly SolvedPoint[], steps: readonly Step[], from: number, to: number, shown: (value: AxisValue) => AxisValue): Omit<SweepRange, 'changes'> {
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

/** The section, export line or corridor whose hours at limit differ most between two points, in either world; null where none differ. */
function mostChanged(before: SolvedPoint, after: SolvedPoint): SweepRange['changes'] {
  const candidates = ([['reference', before.kept, after.kept], ['counterfactual', before.removed, after.removed]] as const).flatMap(([world, a, b]) =>
    a.limits.map(({ kind, id, hours }, i) => ({ kind, id, world, hours_at_limit: [hours, b.limits[i].hours] })));
  const change = ({ hours_at_limit: [a, b] }: { readonly hours_at_limit: readonly number[] }): number => Math.abs(b - a);
  const most = candidates.reduce((best, candidate) => (change(candidate) > change(best) ? candidate : best));
  return change(most) > 0 ? most : null;
}
