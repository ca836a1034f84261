import { controlledMean } from "../engine/ensemble/control-variate.js";
import { meanInterval, meanOf, pairingGain, timesWider, unpairedInterval } from "../engine/ensemble/mean-interval.js";
import { quantileOf } from "../engine/ensemble/quantile.js";
import { explained } from "./explained-spread.js";
import { gwh, ratio } from "./run-result.js";
export const deltaGwh = (draw) => gwh(draw.counterfactual.curtailed - draw.reference.curtailed);
const allDeltaGwh = (draw) => gwh(draw.counterfactual.all - draw.reference.all);
/** The published figures of an ensemble, from its draws in order. */
export function ensembleFigures(given) {
    const { made, hourly, options: { draws, seed }, drawn, counterfactual } = given;
    const delta = made.map(deltaGwh);
    const removed = made.map((draw) => gwh(draw.removed));
    const factor = (of) => {
        const values = made.flatMap((draw) => ratio(of(draw), gwh(draw.removed)) ?? []);
        return values.length === made.length ? spread(values, seed) : null;
    };
    return {
        draws: made.length, draws_asked: draws, seed, level: 'screen', water: waterOf(drawn, counterfactual.basis), delta_gwh: spread(delta, seed), all_spill_delta_gwh: spread(made.map(allDeltaGwh), seed),
        removed_energy_gwh: quantiles(removed), average_curtailment_factor: { statistic: factor(deltaGwh), all_spill: factor(allDeltaGwh) }, ...apartOf(made, seed),
        by_month: made[0].deltaByMonth.map(({ key }, month) => ({ key, ...quantiles(made.map((draw) => gwh(draw.deltaByMonth[month].mwh))) })),
        ...explained({ ...given, delta }), control: controlOf(delta, hourly, seed), by_draw_gwh: delta,
    };
}
function quantiles(values) {
    const sorted = Float64Array.from(values).sort();
    return { p025: quantileOf(sorted, 0.025), p10: quantileOf(sorted, 0.1), p50: quantileOf(sorted, 0.5), p90: quantileOf(sorted, 0.9), p975: quantileOf(sorted, 0.975), mean: meanOf(values) };
}
function spread(values, seed) {
    const interval = meanInterval(values, seed);
    return { ...quantiles(values), ci95_low: interval?.low ?? null, ci95_high: interval?.high ?? null };
}
/** What the interval would be with draws of each world's own, and how much narrower it is. */
function apartOf(made, seed) {
    const [after, before] = [made.map((draw) => gwh(draw.counterfactual.curtailed)), made.map((draw) => gwh(draw.reference.curtailed))];
    const [apart, together] = [unpairedInterval(after, before, seed), meanInterval(made.map(deltaGwh), seed)];
    const width = apart && apart.high - apart.low;
    const whole = width !== null && together ? timesWider(width, together.high - together.low) : null;
    return { unpaired_ci95: apart && { ...apart, width: width }, narrowing: { whole, pairing: pairingGain(after, before) } };
}
function waterOf(drawn, basis) {
    if (!drawn.some((row) => row.input === 'water' || row.input === 'water_error'))
        return 'as-stated';
    return basis === 'ex-ante' ? 'around-normal' : 'around-scenario';
}
function controlOf(screen, hourly, seed) {
    if (hourly.length === 0)
        return null;
    const dear = hourly.map(deltaGwh);
    const { mean, slope, correlation, interval } = controlledMean(screen, dear, seed);
    return {
        draws: hourly.length, level: 'standard', screen_mean_gwh: meanOf(screen), standard_mean_gwh: meanOf(dear), adjusted_mean_gwh: mean, slope, correlation,
        ci95_low: interval?.low ?? null, ci95_high: interval?.high ?? null,
    };
}
