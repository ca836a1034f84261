import { guessSpread, residualOf } from "./calibration-step.js";
import { normalMatrix } from "./least-squares.js";
import { symmetricInverse } from "./symmetric-inverse.js";
const PINNING_FACTS = 3;
/** A profile point lies so many standard errors away. */
const PROFILE_REACH = 2;
/** A solved step as it is printed: fitted numbers with what pins them, every fact, and the misfit. */
export async function stepResult(solved) {
    const { fitted, facts, modelled, parameters, misfit } = solved;
    const data = fitted.residuals.length;
    const error = Math.sqrt(misfit / Math.max(1, data - fitted.free.length));
    const covariance = symmetricInverse(normalMatrix(fitted.jacobian, fitted.free), fitted.free.length);
    const profiles = covariance ? await profilesOf(solved, covariance, error) : [];
    return {
        step: solved.step, parameters: parameters.map((_, i) => parameterOf(solved, i, covariance, error, profiles[i] ?? [])), facts: facts.map((_, k) => factOf(solved, k, modelled[k])),
        facts_misfit: solved.factsMisfit, misfit, residual_standard_error: error, free: fitted.free.length, iterations: fitted.iterations, stopped: fitted.stopped,
    };
}
function parameterOf({ parameters, point, fitted, facts, modelled }, i, covariance, error, profile) {
    const { parameter, kind, target, unit, start, lower, upper } = parameters[i];
    const row = fitted.free.indexOf(i);
    const variance = covariance && row >= 0 ? covariance[row * fitted.free.length + row] : null;
    const known = facts.filter((_, k) => modelled[k] !== null);
    const told = known.map((fact, k) => ({ fact: fact.row.id, share: fitted.jacobian[i][k] ** 2 }));
    const all = told.reduce((sum, one) => sum + one.share, 0);
    return {
        parameter, kind, target, unit, start, lower, upper, value: point[i], at_bound: row < 0,
        standard_error: variance === null ? null : error * Math.sqrt(variance), prior_share: variance === null ? null : Math.min(1, variance / guessSpread(parameters[i]) ** 2),
        pinned_by: all === 0 ? [] : told.map(({ fact, share }) => ({ fact, share: share / all })).sort((a, b) => b.share - a.share).slice(0, PINNING_FACTS), profile,
    };
}
function factOf({ facts }, k, modelled) {
    const { row, published, spread, outside: part } = facts[k];
    const outside = row.outside_gwh === undefined ? null : { low: row.outside_low_gwh ?? 0, central: row.outside_gwh, high: row.outside_high_gwh ?? 0 };
    const model = modelled === null ? null : modelled + part;
    return {
        fact: row.id, period: row.period, quantity: row.quantity, series: row.of === undefined ? row.series : `${row.series} / ${row.of}`, unit: row.unit, published, outside, model,
        error: model === null || published === 0 ? null : model / published - 1, spread, residual: modelled === null ? null : residualOf(facts[k], modelled),
    };
}
/** Two points a free number, the others moved to where a straight line puts their optimum; bounds cut the way. */
async function profilesOf(solved, covariance, error) {
    const { fitted: { free }, point, parameters } = solved;
    const n = free.length;
    const asked = free.flatMap((i, row) => [-PROFILE_REACH, PROFILE_REACH].map((reach) => ({ i, point: alongside(row, reach * error * Math.sqrt(covariance[row * n + row])) })));
    const misfits = await solved.misfits(asked.map((one) => one.point));
    return parameters.map((_, i) => asked.flatMap((one, k) => (one.i === i ? [{ value: one.point[i], misfit: misfits[k] }] : [])));
    function alongside(row, move) {
        const moved = [...point];
        free.forEach((k, column) => {
            const by = covariance[column * n + row] / covariance[row * n + row] * move;
            moved[k] = Math.min(parameters[k].upper, Math.max(parameters[k].lower, point[k] + by));
        });
        return moved;
    }
}
