import { withWater } from '../../system/model/calibrated-model.ts';
import { waterTarget } from '../../system/tables/water-target.ts';
import { denseCholesky } from '../../system/model/dense-cholesky.ts';
import { flowModel, type FlowModel } from '../../system/model/flow-model.ts';
import type { Model, Row } from '../../system/model/model.ts';
import type { Point } from './least-squares.ts';

type Parameter = Row<'calibration'>;

/** What is known of inferred water before any fact of its year, as a normal law of the logarithms of its factors. */
export interface WaterPrior {
  /** most likely factors, and standard deviations of their logarithms */
  readonly centre: Point;
  readonly spread: Point;
  /** misses of a point in independent standard deviations: their squares sum to (ln w - mu)' V^-1 (ln w - mu) */
  readonly residuals: (point: Point) => Point;
  /** the point with these misses: independent standard normal numbers give draws of the prior */
  readonly at: (misses: ArrayLike<number>) => Point;
}

/**
 * The prior of factors of water by month and group of gauges: centred on the geometric mean of the fitted factors of
 * other years in the month, as wide as recorded flow varies, with its persistence from month to month and its
 * correlation between rivers (`flow_variability`, `flow_correlation`; gauges of a group weigh by the capacity that goes
 * by them), and with the error of that mean. Null where a number is not of groups of gauges, or the model does not say
 * how its flow varies.
 */
export function waterPrior({ tables }: Model, parameters: readonly Parameter[]): WaterPrior | null {
  const targets = parameters.map((row) => (row.kind === 'water-factor' ? waterTarget(row.target) : null));
  const flow = flowModel(tables);
  if (!flow || targets.length === 0 || targets.some((target) => target === null || target.groups.length === 0))
    return null;
  const places = targets.map((target) => ({ month: target!.month, weights: weightsOf(tables, flow, target!.groups) }));
  const others = fittedFactors(tables);
  const means = places.map(({ month }) => meanOf(others.flatMap((factors) => factors.get(month) ?? [])));
  const n = parameters.length;
  const covariance = Float64Array.from({ length: n * n }, (_, at) => {
    const [a, b] = [Math.floor(at / n), at % n];
    return flowCovariance(flow, places[a], places[b]) + (places[a].month === places[b].month ? means[a].variance : 0);
  });
  const factor = denseCholesky(covariance, n);
  if (!factor) return null;
  const centre = means.map(({ log }) => Math.exp(log));
  return {
    centre,
    spread: parameters.map((_, i) => Math.sqrt(covariance[i * n + i])),
    residuals: (point) =>
      forward(
        factor,
        point.map((value, i) => Math.log(value) - means[i].log),
      ),
    at: (misses) =>
      means.map(({ log }, i) =>
        Math.exp(log + means.slice(0, i + 1).reduce((sum, _, k) => sum + factor[i * n + k] * misses[k], 0)),
      ),
  };
}

/** By month, the factors that were fitted to each of the other years. */
function fittedFactors(tables: Model['tables']): readonly ReadonlyMap<number, number>[] {
  const knots = tables.calibration.filter((row) => row.step === 'fit' && row.kind === 'water-factor');
  const years = [...new Set(knots.flatMap((row) => waterTarget(row.target)?.waterYear ?? []))];
  const rows = withWater(tables, knots);
  return years.map(
    (year) =>
      new Map(
        rows.filter((row) => row.water_year === year && row.gauge === 'all').map((row) => [row.month, row.factor]),
      ),
  );
}

/** Mean of logarithms and the variance of that mean; 0 and no error where there is no year to go by. */
function meanOf(factors: readonly number[]): { readonly log: number; readonly variance: number } {
  const logs = factors.map(Math.log);
  const log = logs.reduce((sum, one) => sum + one, 0) / Math.max(1, logs.length);
  const squares = logs.reduce((sum, one) => sum + (one - log) ** 2, 0);
  return { log, variance: logs.length > 1 ? squares / (logs.length - 1) / logs.length : 0 };
}

/** Share of each gauge in the groups, by the capacity of the plants that go by it; sums to 1. */
function weightsOf(
  { gauges, stations, lumped_hydro: aggregated }: Model['tables'],
  flow: FlowModel,
  groups: readonly string[],
): Float64Array {
  const isIn = new Set(gauges.filter(({ group }) => group !== undefined && groups.includes(group)).map(({ id }) => id));
  const capacity = flow.gauges.map((id) =>
    isIn.has(id)
      ? [...stations, ...aggregated].reduce((sum, row) => sum + (row.gauge === id ? row.capacity_mw : 0), 0)
      : 0,
  );
  const total = capacity.reduce((sum, mw) => sum + mw, 0);
  const count = flow.gauges.filter((id) => isIn.has(id)).length;
  return Float64Array.from(flow.gauges, (id, g) => (total > 0 ? capacity[g] / total : isIn.has(id) ? 1 / count : 0));
}

interface Place {
  readonly month: number;
  readonly weights: Float64Array;
}

/**
 * Covariance of the weighted logarithms of flow in two months of one year: the chain carries what the earlier one is to
 * the later.
 */
function flowCovariance({ gauges, spread, lag, correlation }: FlowModel, one: Place, other: Place): number {
  const [early, late] = one.month <= other.month ? [one, other] : [other, one];
  let sum = 0;
  gauges.forEach((_, g) => {
    if (late.weights[g] === 0) return;
    let carried = 1;
    for (let month = early.month + 1; month <= late.month; month++) carried *= lag[g * 12 + month - 1];
    gauges.forEach((_other, h) => {
      if (early.weights[h] > 0)
        sum +=
          late.weights[g] *
          early.weights[h] *
          spread[g * 12 + late.month - 1] *
          spread[h * 12 + early.month - 1] *
          carried *
          correlation[early.month - 1][g * gauges.length + h];
    });
  });
  return sum;
}

/** Solves L x = b. */
function forward(factor: Float64Array, b: Point): Point {
  const n = b.length;
  const x: number[] = [];
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= factor[i * n + k] * x[k];
    x.push(sum / factor[i * n + i]);
  }
  return x;
}
