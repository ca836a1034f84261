import { hoursOfStep, limitAt } from "../timeline.js";
import { isAtLimit, sectionLoad } from "./section-load.js";
/** Sections, export lines in service (against what the receiver accepts) and corridors (either direction), in the order of the case. */
export function hoursAtLimit(ledger) {
    const { case: c, outcome: o, inputs } = ledger;
    const { timeline } = o;
    const { steps } = timeline;
    const load = sectionLoad(c, o);
    /** `limitMet`: the limit, MW, where it is met in a step. */
    const count = (limitMet) => {
        let [hours, mwh] = [0, 0];
        for (let t = 0; t < steps; t++) {
            const limit = limitMet(t);
            if (limit === null)
                continue;
            hours += hoursOfStep(timeline, t);
            mwh += limit * hoursOfStep(timeline, t);
        }
        return { hours, mwh };
    };
    const met = (value, limit) => (isAtLimit(c, value, limit) ? limit : null);
    const inUse = (value, limit) => (limit > 0 ? met(value, limit) : null);
    return [
        ...c.sections.ids.map((id, s) => ({ kind: 'section', id, pocket: null, ...count((t) => met(load[s * steps + t], limitAt(c, timeline, c.sections.limit, s, t))) })),
        ...c.exports.ids.map((id, e) => ({ kind: 'export', id, pocket: null, ...count((t) => inUse(o.exported[e * steps + t], inputs.most[e * steps + t])) })),
        ...c.corridors.ids.map((id, l) => ({
            kind: 'corridor', id, pocket: pocketOf(c, l), ...count((t) => inUse(o.flowForward[l * steps + t], c.corridors.forward[l]) ?? inUse(o.flowReverse[l * steps + t], c.corridors.reverse[l])),
        })),
    ];
}
function pocketOf({ zones, corridors }, line) {
    const end = [corridors.from[line], corridors.to[line]].find((zone) => zones.pocket[zone] === 1);
    return end === undefined ? null : zones.ids[end];
}
