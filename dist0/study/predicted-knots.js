import { profileQuantile } from "../engine/ensemble/profile-sample.js";
import { withFittedValues } from "../system/calibrated-model.js";
import { factsOf } from "./calibration-facts.js";
import { guessSpread, residualOf } from "./calibration-step.js";
/** Points of a profile, and how many standard errors it reaches to either side within the bounds. */
const POINTS = 11;
const REACH = 3;
/** Inferred numbers of a year, each with its profile: the misfit of the facts that it was inferred from, its first guess weakly held, the others as stored. */
export async function inferredKnots(runs, structured, year, fit) {
    const { model } = structured;
    const rows = model.tables.calibration.filter((row) => row.step === 'infer' && row.kind === 'water-factor' && row.target.startsWith(`${year}:`) && row.lower < row.upper);
    const facts = factsOf(model, 'infer').filter((fact) => fact.year === year);
    const grids = rows.map((row) => gridOf(row, fit.inferred?.parameters.find((one) => one.parameter === row.parameter)?.standard_error ?? null));
    const asked = rows.flatMap((row, i) => grids[i].map((value) => ({ ...structured, model: withFittedValues(model, new Map([[row.parameter, value]])) })));
    const said = facts.length === 0 ? asked.map(() => []) : await runs.facts(asked, facts, 'profile');
    return rows.map((row, i) => {
        const misfit = (value, k) => {
            const modelled = said[i * POINTS + k];
            const guess = ((value - row.start) / guessSpread(row)) ** 2;
            return facts.reduce((sum, fact, at) => sum + (modelled[at] === null ? 0 : residualOf(fact, modelled[at]) ** 2), guess);
        };
        return { parameter: row.parameter, target: row.target, value: row.value, profile: grids[i].map((value, k) => ({ value, misfit: misfit(value, k) })) };
    });
}
function gridOf({ value, lower, upper }, error) {
    const reach = error === null ? Infinity : REACH * error;
    const [from, to] = [Math.max(lower, value - reach), Math.min(upper, value + reach)];
    return Array.from({ length: POINTS }, (_, k) => from + (to - from) * k / (POINTS - 1));
}
/** The model with its knots drawn, `shares` giving where in each profile. A structure with other values keeps the same distances from its own. */
export function withDrawnKnots(model, knots, shares) {
    const values = knots.map((knot, i) => {
        const { value, lower, upper } = model.tables.calibration.find((row) => row.parameter === knot.parameter);
        return [knot.parameter, Math.min(upper, Math.max(lower, value + profileQuantile(knot.profile, shares[i]) - knot.value))];
    });
    return withFittedValues(model, new Map(values));
}
