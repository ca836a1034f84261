import { denseCholesky } from './dense-cholesky.ts';
import type { Tables } from './model.ts';

/**
 * Monthly natural flow as a periodic autoregression of order 1 of its logarithm: ln X = ln mean - s²/2 + s z, z of
 * month m = lag * z of month m-1 + innovation. The tables state Cv and correlations of the flow itself; here stand
 * those of the logarithm that give them exactly for log-normal flow. Months are 0-11; `[gauge * 12 + month]` or, by
 * month, gauge x gauge.
 */
export interface FlowModel {
  readonly gauges: readonly string[];
  /** m3/s */
  readonly mean: Float64Array;
  /** standard deviation of the logarithm */
  readonly spread: Float64Array;
  /** correlation of the logarithm with that of the month before */
  readonly lag: Float64Array;
  /** correlation between gauges in one month */
  readonly correlation: readonly Float64Array[];
  /** covariance of the innovations of each month */
  readonly innovation: readonly Float64Array[];
}

/** Standard deviation of the logarithm of a log-normal quantity with this Cv. */
export const logSpread = (cv: number): number => Math.sqrt(Math.log1p(cv * cv));

/**
 * Correlation of the logarithms of two log-normal quantities that are themselves correlated by `correlation`; outside
 * -1..1 (or NaN) where no such pair exists.
 */
export function logCorrelation(correlation: number, cvA: number, cvB: number): number {
  const scale = logSpread(cvA) * logSpread(cvB);
  return scale > 0 ? Math.log1p(correlation * cvA * cvB) / scale : correlation;
}

/** The correlations that two log-normal quantities with these Cv can have. */
export function attainableCorrelation(cvA: number, cvB: number): { readonly least: number; readonly most: number } {
  const [scale, product] = [logSpread(cvA) * logSpread(cvB), cvA * cvB];
  return product > 0
    ? { least: Math.expm1(-scale) / product, most: Math.expm1(scale) / product }
    : { least: -1, most: 1 };
}

/** Null when the tables do not describe every month of every gauge. */
export function flowModel(
  tables: Pick<Tables, 'gauges' | 'natural_flow' | 'flow_variability' | 'flow_correlation'>,
): FlowModel | null {
  const gauges = tables.gauges.map((g) => g.id);
  const at = new Map(gauges.map((id, g) => [id, g]));
  const [mean, cv, lag1] = [table(gauges.length), table(gauges.length), table(gauges.length)];
  for (const row of tables.natural_flow) mean[slot(at, row)] = row.natural_flow_m3s;
  for (const row of tables.flow_variability) [cv[slot(at, row)], lag1[slot(at, row)]] = [row.cv, row.lag1];
  if ([mean, cv, lag1].some((values) => values.some(Number.isNaN))) return null;
  const between = pairs(tables.flow_correlation, at);
  if (between.some(Number.isNaN)) return null;
  const lag = lag1.map((value, i) => logCorrelation(value, cv[i], cv[before(i)]));
  const correlation = MONTHS.map((m) =>
    each(gauges.length, (g, h) =>
      g === h ? 1 : logCorrelation(between[g * gauges.length + h], cv[g * 12 + m], cv[h * 12 + m]),
    ),
  );
  const innovation = MONTHS.map((m) =>
    each(gauges.length, (g, h) => {
      const [now, then] = [correlation[m], correlation[(m + 11) % 12]];
      return now[g * gauges.length + h] - lag[g * 12 + m] * lag[h * 12 + m] * then[g * gauges.length + h];
    }),
  );
  return { gauges, mean, spread: cv.map(logSpread), lag, correlation, innovation };
}

/** The first month (0-11) whose correlations cannot belong together, or null. */
export function impossibleMonth(
  flow: FlowModel,
): { readonly month: number; readonly part: 'gauges' | 'months' } | null {
  const n = flow.gauges.length;
  for (const month of MONTHS) {
    if (!denseCholesky(flow.correlation[month], n)) return { month, part: 'gauges' };
    if (!denseCholesky(flow.innovation[month], n)) return { month, part: 'months' };
  }
  return null;
}

const MONTHS = Array.from({ length: 12 }, (_, m) => m);
const table = (gauges: number): Float64Array => new Float64Array(gauges * 12).fill(NaN);
const slot = (at: ReadonlyMap<string, number>, row: { readonly gauge: string; readonly month: number }): number =>
  (at.get(row.gauge) ?? NaN) * 12 + row.month - 1;
const before = (i: number): number => (i % 12 === 0 ? i + 11 : i - 1);
const each = (n: number, value: (g: number, h: number) => number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, i) => value(Math.floor(i / n), i % n));

function pairs(rows: Tables['flow_correlation'], at: ReadonlyMap<string, number>): Float64Array {
  const n = at.size;
  const between = each(n, (g, h) => (g === h ? 1 : NaN));
  for (const row of rows) {
    const [g, h] = [at.get(row.gauge_a) ?? NaN, at.get(row.gauge_b) ?? NaN];
    between[g * n + h] = row.correlation;
    between[h * n + g] = row.correlation;
  }
  return between;
}
