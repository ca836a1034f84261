import type { PairDraw } from '../../engine/ensemble/draw-setup.ts';
import { meanOf } from '../../engine/ensemble/mean-interval.ts';
import { quantileOf } from '../../engine/ensemble/quantile.ts';
import { assimilatedFigure, LEAST_EFFECTIVE } from '../out-turns/assimilated-facts.ts';
import type { AssimilatedSpread, Ensemble } from './ensemble-result.ts';
import { gwh } from '../run/run-result.ts';
import type { SampleResult } from '../base/sample-result.ts';

type Control = Ensemble['control'];

/** With a weaker correlation both ways tell too little of one another for a ratio of their spreads. */
const LEAST_CORRELATION = 0.3;

/**
 * As wide as the dear way spreads: a slope alone would leave out what it does not share with the cheap one. 1 where too
 * few draws tell that ratio: the slope is then 1 itself, or the correlation weak.
 */
export const stretchOf = ({ slope, correlation }: Pick<NonNullable<Control>, 'slope' | 'correlation'>): number =>
  slope === 1 || correlation === null || correlation < LEAST_CORRELATION ? 1 : slope / correlation;

/**
 * The difference over draws that know the published curtailment, all of the model's own structure and of equal weight.
 * `blind`: the difference of the draws that do not know it, by which `control` is told.
 */
export function assimilatedSpread(
  sample: SampleResult,
  made: readonly PairDraw[],
  blind: readonly number[],
  control: Control,
): AssimilatedSpread {
  const months = made.map((draw) => new Map(draw.counterfactualByMonth.map(({ key, mwh }) => [key, gwh(mwh)])));
  const quantilesOf = (values: readonly number[]): ((share: number) => number) => {
    const sorted = Float64Array.from(values).sort();
    return (share) => quantileOf(sorted, share);
  };
  const delta = made.map((draw) => gwh(draw.counterfactual.curtailed - draw.reference.curtailed));
  const at = quantilesOf(delta);
  // The middle moves by the slope, as any draw would; the width about it by the ratio of spreads.
  const middle = (): number => control!.adjusted_mean_gwh + control!.slope * (at(0.5) - meanOf(blind));
  const moved = (share: number): number => middle() + stretchOf(control!) * (at(share) - at(0.5));
  const worth = Math.min(made.length, sample.effective_draws);
  return {
    draws: made.length,
    effective_draws: worth,
    usable: worth >= LEAST_EFFECTIVE,
    published: sample.assimilated!.facts.map((fact) => ({
      period: fact.period,
      published_gwh: fact.published_gwh,
      p50_gwh: quantilesOf(months.map((byMonth) => assimilatedFigure(fact, byMonth)))(0.5),
    })),
    delta_gwh: { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), mean: meanOf(delta) },
    adjusted_gwh: control && { p05: moved(0.05), p50: moved(0.5), p95: moved(0.95) },
  };
}
