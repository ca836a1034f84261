import { energyOf, hoursOfStep, limitAt } from "../timeline.js";
import { hoursAtLimit } from "./hours-at-limit.js";
import { sectionLoad } from "./section-load.js";
/** Points of a load-duration curve: shares of the dispatched hours, from the highest loading to the lowest. */
export const CURVE_SHARES = Array.from({ length: 41 }, (_, i) => i / 40);
export function loadCurves(ledger) {
    const { case: c, outcome: o, inputs } = ledger;
    const { timeline } = o;
    const limits = new Float64Array(c.sections.ids.length * timeline.steps).map((_, at) => limitAt(c, timeline, c.sections.limit, Math.floor(at / timeline.steps), at % timeline.steps));
    const hours = new Map(hoursAtLimit(ledger).map((line) => [`${line.kind} ${line.id}`, line.hours]));
    const curvesOf = (kind, ids, load, limit) => ids.map((id, e) => {
        const [own, most] = [load, limit].map((table) => table.subarray(e * timeline.steps, (e + 1) * timeline.steps));
        const allowed = energyOf(timeline, most);
        return { kind, id, limit: Math.max(...most), hoursAtLimit: hours.get(`${kind} ${id}`) ?? 0, loadRate: allowed > 0 ? energyOf(timeline, own) / allowed : null, curve: durationCurve(timeline, own) };
    });
    return [...curvesOf('section', c.sections.ids, sectionLoad(c, o), limits), ...curvesOf('export', c.exports.ids, o.exported, inputs.most)];
}
/** Loadings from the highest on, each step as wide as its hours, read at `CURVE_SHARES`. */
function durationCurve(timeline, loading) {
    const falling = Array.from(loading, (mw, t) => ({ mw, hours: hoursOfStep(timeline, t) })).sort((a, b) => b.mw - a.mw);
    const whole = falling.reduce((sum, { hours }) => sum + hours, 0);
    let at = 0;
    let passed = falling[0].hours;
    return CURVE_SHARES.map((share) => {
        while (at < falling.length - 1 && passed < share * whole - 1e-9)
            passed += falling[++at].hours;
        return falling[at].mw;
    });
}
