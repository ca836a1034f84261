import { controlledMean } from '../../engine/ensemble/control-variate.ts';
import type { PairDraw } from '../../engine/ensemble/draw-setup.ts';
import {
  meanInterval,
  meanOf,
  pairingGain,
  timesWider,
  unpairedInterval,
} from '../../engine/ensemble/mean-interval.ts';
import { quantileOf } from '../../engine/ensemble/quantile.ts';
import { assimilatedSpread, stretchOf } from './assimilated-spread.ts';
import { explained, type Explained } from './explained-spread.ts';
import type { Ensemble, Quantiles, Spread, YearEffect } from './ensemble-result.ts';
import type { EnsembleOptions } from '../base/ports.ts';
import type { SampleResult } from '../base/sample-result.ts';
import { gwh, ratio } from '../run/run-result.ts';

export interface MadeDraws extends Omit<Explained, 'delta'> {
  /** the first of them again, hour by hour */
  readonly hourly: readonly PairDraw[];
  readonly options: EnsembleOptions;
  /** in the order of `made`, where they stand in the place of draws */
  readonly waterYears?: readonly string[];
  /** of which the draws are, where they are of one */
  readonly sample?: SampleResult;
  /** draws that know the published curtailment of the year, and the sample that they are of */
  readonly assimilated?: { readonly sample: SampleResult; readonly made: readonly PairDraw[] };
}

export const deltaGwh = (draw: PairDraw): number => gwh(draw.counterfactual.curtailed - draw.reference.curtailed);
const allDeltaGwh = (draw: PairDraw): number => gwh(draw.counterfactual.all - draw.reference.all);

/** The published figures of an ensemble, from its draws in order. */
export function ensembleFigures(given: MadeDraws): Ensemble {
  const {
    made,
    hourly,
    options: { draws, seed },
    drawn,
    counterfactual,
    waterYears,
    sample,
    assimilated,
  } = given;
  // Named years do not mirror one another.
  const spread = (values: readonly number[]): Spread => ({
    ...quantiles(values),
    ...(waterYears ? NO_INTERVAL : meanSpread(values, seed, sample)),
  });
  const delta = made.map(deltaGwh);
  const removed = made.map((draw) => gwh(draw.removed));
  const control = controlOf(delta, hourly, seed);
  const factor = (of: (draw: PairDraw) => number): Spread | null => {
    const values = made.flatMap((draw) => ratio(of(draw), gwh(draw.removed)) ?? []);
    return values.length === made.length ? spread(values) : null;
  };
  return {
    draws: made.length,
    draws_asked: draws,
    seed,
    level: 'screen',
    water: waterYears ? 'named-years' : sample ? 'inferred-anew' : waterOf(drawn, counterfactual.basis),
    sample: sample
      ? {
          year: sample.year,
          draws: sample.draws,
          effective_draws: sample.effective_draws,
          engine_version: sample.settings.engine_version,
        }
      : null,
    delta_gwh: spread(delta),
    all_spill_delta_gwh: spread(made.map(allDeltaGwh)),
    removed_energy_gwh: quantiles(removed),
    average_curtailment_factor: { statistic: factor(deltaGwh), all_spill: factor(allDeltaGwh) },
    ...(waterYears ? { unpaired_ci95: null, narrowing: { whole: null, pairing: null } } : apartOf(made, seed)),
    by_month: made[0].deltaByMonth.map(({ key }, month) => ({
      key,
      ...quantiles(made.map((draw) => gwh(draw.deltaByMonth[month].mwh))),
    })),
    ...explained({ ...given, delta }),
    by_year: (waterYears ?? []).map((year, i) => yearEffect(year, made[i])),
    control,
    assimilated: assimilated ? assimilatedSpread(assimilated.sample, assimilated.made, delta, control) : null,
    by_draw_gwh: delta,
  };
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => quantileOf(sorted, share);
  return {
    p025: at(0.025),
    p05: at(0.05),
    p10: at(0.1),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p95: at(0.95),
    p975: at(0.975),
    mean: meanOf(values),
  };
}

type MeanSpread = Pick<Spread, 'ci95_low' | 'ci95_high'>;
const NO_INTERVAL: MeanSpread = { ci95_low: null, ci95_high: null };

/**
 * Sampled draws are no more than what their sample is worth, however many are made: the interval is as wide as if both
 * had been drawn.
 */
function meanSpread(values: readonly number[], seed: number, sample?: SampleResult): MeanSpread {
  const interval = meanInterval(values, seed);
  if (interval === null) return NO_INTERVAL;
  const [mean, wider] = [meanOf(values), sample ? Math.sqrt(1 + values.length / sample.effective_draws) : 1];
  return { ci95_low: mean - wider * (mean - interval.low), ci95_high: mean + wider * (interval.high - mean) };
}

function yearEffect(waterYear: string, draw: PairDraw): YearEffect {
  const [delta, removed] = [deltaGwh(draw), gwh(draw.removed)];
  return {
    water_year: waterYear,
    curtailed_gwh: { reference: gwh(draw.reference.curtailed), counterfactual: gwh(draw.counterfactual.curtailed) },
    delta_gwh: delta,
    all_spill_delta_gwh: allDeltaGwh(draw),
    removed_energy_gwh: removed,
    average_curtailment_factor: ratio(delta, removed),
  };
}

/** What the interval would be with draws of each world's own, and how much narrower it is. */
function apartOf(made: readonly PairDraw[], seed: number): Pick<Ensemble, 'unpaired_ci95' | 'narrowing'> {
  const [after, before] = [
    made.map((draw) => gwh(draw.counterfactual.curtailed)),
    made.map((draw) => gwh(draw.reference.curtailed)),
  ];
  const [apart, together] = [unpairedInterval(after, before, seed), meanInterval(made.map(deltaGwh), seed)];
  const width = apart && apart.high - apart.low;
  const whole = width !== null && together ? timesWider(width, together.high - together.low) : null;
  return {
    unpaired_ci95: apart && { ...apart, width: width! },
    narrowing: { whole, pairing: pairingGain(after, before) },
  };
}

function waterOf(drawn: Explained['drawn'], basis: string): Ensemble['water'] {
  if (!drawn.some((row) => row.input === 'water' || row.input === 'water_error')) return 'as-stated';
  return basis === 'ex-ante' ? 'around-normal' : 'around-scenario';
}

function controlOf(screen: readonly number[], hourly: readonly PairDraw[], seed: number): Ensemble['control'] {
  if (hourly.length === 0) return null;
  const dear = hourly.map(deltaGwh);
  const { mean, slope, correlation, interval } = controlledMean(screen, dear, seed);
  const sorted = Float64Array.from(screen).sort();
  const moved = (share: number): number =>
    mean + stretchOf({ slope, correlation }) * (quantileOf(sorted, share) - meanOf(screen));
  return {
    draws: hourly.length,
    level: 'standard',
    screen_mean_gwh: meanOf(screen),
    standard_mean_gwh: meanOf(dear),
    adjusted_mean_gwh: mean,
    adjusted_p05_gwh: moved(0.05),
    adjusted_p50_gwh: moved(0.5),
    adjusted_p95_gwh: moved(0.95),
    slope,
    correlation,
    ci95_low: interval?.low ?? null,
    ci95_high: interval?.high ?? null,
  };
}
