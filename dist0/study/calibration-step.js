import { withFittedValues } from "../system/calibrated-model.js";
import { factsOf } from "./calibration-facts.js";
import { leastSquares, misfitOf } from "./least-squares.js";
/** How far a first guess may be missed at the price of one spread: as its row says, else half of the range between the bounds. */
export const guessSpread = ({ lower, upper, guess_spread = (upper - lower) / 2 }) => Math.max(guess_spread, 1e-9);
/** Fits the numbers of one step, first guesses weakly held, from the first guess, or from the solution of the same step under another structure, with its slopes; null where the model has none. */
export async function solveStep(runs, structured, step, like = null) {
    const { model, sharing } = structured;
    const parameters = model.tables.calibration.filter((row) => row.step === step);
    const facts = factsOf(model, step);
    if (parameters.length === 0 || facts.length === 0)
        return null;
    const at = (point) => ({ model: withFittedValues(model, new Map(parameters.map((row, i) => [row.parameter, point[i]]))), sharing });
    const said = async (points) => runs.facts(points.map(at), facts, step);
    const residuals = (modelled, point) => [...factResiduals(facts, modelled), ...parameters.map((row, i) => (point[i] - row.start) / guessSpread(row))];
    const evaluate = async (points) => (await said(points)).map((modelled, i) => residuals(modelled, points[i]));
    const fitted = await leastSquares({
        from: like ? like.point : parameters.map((row) => row.start), slopes: like?.fitted.jacobian, lower: parameters.map((row) => row.lower), upper: parameters.map((row) => row.upper), scan: like === null, evaluate,
    });
    const point = fitted.point.map(rounded);
    const [modelled] = await said([point]);
    return {
        step, parameters, facts, modelled, fitted, point, misfit: misfitOf(residuals(modelled, point)), factsMisfit: misfitOf(factResiduals(facts, modelled)), structured: at(point),
        misfits: async (points) => (await evaluate(points)).map(misfitOf),
    };
}
/** Four digits: more than any published figure tells. */
const rounded = (value) => Number(value.toPrecision(4));
export const residualOf = ({ published, outside, spread }, modelled) => (modelled + outside - published) / spread;
/** Facts of which the model says nothing are left out: whether it does depends on the season alone, so every point has the same. */
const factResiduals = (facts, modelled) => facts.flatMap((fact, k) => (modelled[k] === null ? [] : [residualOf(fact, modelled[k])]));
export const valuesOf = ({ parameters, point }) => new Map(parameters.map((row, i) => [row.parameter, point[i]]));
