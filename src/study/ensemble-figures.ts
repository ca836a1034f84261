import { controlledMean } from '../engine/ensemble/control-variate.ts';
import type { PairDraw } from '../engine/ensemble/draw-pair.ts';
import type { Uncertainty } from '../engine/ensemble/drawn-inputs.ts';
import { inputShares } from '../engine/ensemble/input-shares.ts';
import { meanInterval, meanOf, pairingGain, unpairedInterval } from '../engine/ensemble/mean-interval.ts';
import { quantileOf } from '../engine/ensemble/quantile.ts';
import type { Ensemble, EnsembleInput, Quantiles, Spread } from './ensemble-result.ts';
import type { EnsembleOptions } from './ports.ts';
import { gwh, ratio } from './run-result.ts';

export interface MadeDraws {
  readonly made: readonly PairDraw[];
  /** the first of them again, hour by hour */
  readonly hourly: readonly PairDraw[];
  readonly options: EnsembleOptions;
  /** all uncertain inputs of the model, and those that were drawn */
  readonly rows: readonly Uncertainty[];
  readonly drawn: readonly Uncertainty[];
  readonly basis: string;
}

export const deltaGwh = (draw: PairDraw): number => gwh(draw.counterfactual.curtailed - draw.reference.curtailed);
const allDeltaGwh = (draw: PairDraw): number => gwh(draw.counterfactual.all - draw.reference.all);

/** The published figures of an ensemble, from its draws in order. */
export function ensembleFigures({ made, hourly, options: { draws, seed }, rows, drawn, basis }: MadeDraws): Ensemble {
  const delta = made.map(deltaGwh);
  const removed = made.map((draw) => gwh(draw.removed));
  const factor = (of: (draw: PairDraw) => number): Spread | null => {
    const values = made.flatMap((draw) => ratio(of(draw), gwh(draw.removed)) ?? []);
    return values.length === made.length ? spread(values, seed) : null;
  };
  return {
    draws: made.length, draws_asked: draws, seed, level: 'screen', water: waterOf(drawn, basis), delta_gwh: spread(delta, seed), all_spill_delta_gwh: spread(made.map(allDeltaGwh), seed),
    removed_energy_gwh: quantiles(removed), average_curtailment_factor: { statistic: factor(deltaGwh), all_spill: factor(allDeltaGwh) }, ...apartOf(made, seed),
    by_month: made[0].deltaByMonth.map(({ key }, month) => ({ key, ...quantiles(made.map((draw) => gwh(draw.deltaByMonth[month].mwh))) })),
    inputs: ranked(made, delta, rows, drawn), control: controlOf(delta, hourly, seed), by_draw_gwh: delta,
  };
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = Float64Array.from(values).sort();
  return { p10: quantileOf(sorted, 0.1), p50: quantileOf(sorted, 0.5), p90: quantileOf(sorted, 0.9), mean: meanOf(values) };
}

function spread(values: readonly number[], seed: number): Spread {
  const interval = meanInterval(values, seed);
  return { ...quantiles(values), ci95_low: interval?.low ?? null, ci95_high: interval?.high ?? null };
}

/** What the interval would be with draws of each world's own, and how much narrower it is. */
function apartOf(made: readonly PairDraw[], seed: number): Pick<Ensemble, 'unpaired_ci95' | 'narrowing'> {
  const [after, before] = [made.map((draw) => gwh(draw.counterfactual.curtailed)), made.map((draw) => gwh(draw.reference.curtailed))];
  const [apart, together] = [unpairedInterval(after, before, seed), meanInterval(made.map(deltaGwh), seed)];
  const width = apart && apart.high - apart.low;
  const whole = width !== null && together && together.high > together.low ? width / (together.high - together.low) : null;
  return { unpaired_ci95: apart && { ...apart, width: width! }, narrowing: { whole, pairing: pairingGain(after, before) } };
}

function waterOf(drawn: readonly Uncertainty[], basis: string): Ensemble['water'] {
  if (!drawn.some((row) => row.input === 'water' || row.input === 'water_error')) return 'as-stated';
  return basis === 'ex-ante' ? 'around-normal' : 'around-scenario';
}

/** Drawn inputs by the share that they explain, then those that stay fixed. */
function ranked(made: readonly PairDraw[], delta: readonly number[], rows: readonly Uncertainty[], drawn: readonly Uncertainty[]): EnsembleInput[] {
  const keys = Object.keys(made[0].inputs);
  const shares = inputShares(delta.map(asFound), keys.map((key) => ({ key, columns: made[0].inputs[key].map((_, at) => made.map((draw) => draw.inputs[key][at])) })));
  const told = shares.map(({ key, share, correlation }) => entry(key, drawn.filter((row) => row.input === key.split(':')[0]), true, share, correlation));
  told.sort((a, b) => (b.share_of_variance ?? 0) - (a.share_of_variance ?? 0) || Math.abs(b.rank_correlation ?? 0) - Math.abs(a.rank_correlation ?? 0) || (a.input < b.input ? -1 : 1));
  return [...told, ...rows.filter((row) => !drawn.includes(row)).map((row) => entry(row.input, [row], false, null, null))];
}

/** Differences below what the solver tells apart are none: their ranks would rank rounding. */
const SIGNIFICANT_DIGITS = 7;
const asFound = (value: number): number => Number(value.toPrecision(SIGNIFICANT_DIGITS));

/** An input with a row of its own for some months has no one range: its rows are told with the source. */
function entry(input: string, rows: readonly Uncertainty[], drawn: boolean, share: number | null, correlation: number | null): EnsembleInput {
  const [row, ...more] = rows;
  const own = more.map(({ month, low, high, sd, source }) => `month ${month}: ${sd === undefined ? `${low} to ${high}` : `sd ${sd}`}, ${source}`);
  const figures = more.length > 0 ? { low: null, mode: null, high: null, sd: null } : { low: row.low ?? null, mode: row.mode ?? null, high: row.high ?? null, sd: row.sd ?? null };
  return {
    input, drawn, share_of_variance: share, rank_correlation: correlation, distribution: more.length > 0 ? 'by-month' : row.distribution, ...figures, unit: row.unit,
    source: more.length > 0 ? [`${row.distribution}${row.sd === undefined ? '' : ` sd ${row.sd}`}, ${row.source}`, ...own].join('; ') : row.source, confidence: row.confidence,
  };
}

function controlOf(screen: readonly number[], hourly: readonly PairDraw[], seed: number): Ensemble['control'] {
  if (hourly.length === 0) return null;
  const dear = hourly.map(deltaGwh);
  const { mean, slope, correlation, interval } = controlledMean(screen, dear, seed);
  return {
    draws: hourly.length, level: 'standard', screen_mean_gwh: meanOf(screen), standard_mean_gwh: meanOf(dear), adjusted_mean_gwh: mean, slope, correlation,
    ci95_low: interval?.low ?? null, ci95_high: interval?.high ?? null,
  };
}
