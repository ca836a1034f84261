import { arrivals } from "../cascade/arrivals.js";
import { scaleOf } from "../scale.js";
import { HM3_PER_FLOW_HOUR } from "../tables.js";
import { dayOfStep, hoursOfStep } from "../timeline.js";
import { LedgerError } from "./ledger-error.js";
/** Terms of the disposition in one zone and month; the last two are what zones hand to one another and cancel over all of them. */
export const ZONE_TERMS = [
    'curtailedInStatistic', 'spilledOutsideStatistic', 'forcedSpill', 'storage', 'headAndRouting', 'exports', 'thermal', 'renewables', 'imports', 'unserved', 'losses', 'exchange', 'arrivingWater',
];
/** Of a large system (`Scale.power`). */
const TOLERANCE_MWH = 1;
/**
 * Counterfactual less reference, zone by zone. A line's loss counts where it arrives. Water that a station releases into another is worth the factor of that other one: sent by the zone of
 * the one, met in the zone of the other. Every term comes from its own table, so the residual checks energy and water at once. Throws above 1 MWh of a large system.
 */
export function zoneDisposition(reference, counterfactual) {
    const tolerance = TOLERANCE_MWH * scaleOf(reference.case).power;
    const [kept, gone] = [zoneBooks(reference), zoneBooks(counterfactual)];
    const months = counterfactual.case.monthKeys.map((_, m) => m).filter((month) => gone.months.has(month));
    return months.flatMap((month) => counterfactual.case.zones.ids.map((zone, z) => {
        const at = month * counterfactual.case.zones.ids.length + z;
        const more = (table) => gone.tables[table][at] - kept.tables[table][at];
        const terms = Object.fromEntries(ZONE_TERMS.map((term) => [term, more(term)]));
        const removed = kept.tables.load[at] - gone.tables.load[at];
        const residual = removed - ZONE_TERMS.reduce((sum, term) => sum + terms[term], 0);
        const key = counterfactual.case.monthKeys[month];
        if (!(Math.abs(residual) <= tolerance))
            throw new LedgerError(`The disposition of removed energy does not close in zone ${zone}, ${key}: ${residual} MWh are left over (limit ${tolerance}).`);
        return { zone, month: key, removed, ...terms, residual };
    }));
}
function zoneBooks(ledger) {
    const { case: c, outcome: o } = ledger;
    const zones = c.zones.ids.length;
    const tables = Object.fromEntries([...ZONE_TERMS, 'load'].map((term) => [term, new Float64Array(zones * c.monthKeys.length)]));
    const monthOfStep = Int32Array.from({ length: o.timeline.steps }, (_, t) => c.monthOfDay[dayOfStep(o.timeline, t)]);
    const book = (term, zone, t, mw) => { tables[term][monthOfStep[t] * zones + zone] += mw * hoursOfStep(o.timeline, t); };
    for (let t = 0; t < o.timeline.steps; t++) {
        bookPower(ledger, t, book);
        bookLines(ledger, t, book);
        bookSpill(ledger, t, book);
    }
    bookWater(ledger, book);
    return { months: new Set(monthOfStep), tables };
}
function bookPower({ case: c, outcome: o, inputs }, t, book) {
    const { steps } = o.timeline;
    const each = (term, zones, table, sign) => zones.forEach((zone, e) => book(term, zone, t, sign * table[e * steps + t]));
    each('load', c.zones.slotZone, inputs.slots, 1);
    each('unserved', c.zones.slotZone, o.interrupted, -1);
    each('thermal', c.thermal.zone, o.thermal, -1);
    each('renewables', c.renewables.zone, o.renewable, -1);
    each('imports', c.imports.zone, o.imported, -1);
    each('exports', c.exports.zone, o.exported, 1);
    each('losses', c.storages.zone, o.storageCharge, 1);
    each('losses', c.storages.zone, o.storageDischarge, -1);
    c.zones.ids.forEach((_, z) => {
        book('load', z, t, inputs.load[z * steps + t]);
        book('unserved', z, t, -o.unserved[z * steps + t]);
    });
}
function bookLines({ case: c, outcome: o }, t, book) {
    const { steps } = o.timeline;
    const send = (from, to, mw, loss) => {
        book('exchange', from, t, mw);
        book('exchange', to, t, -mw);
        book('losses', to, t, mw * loss);
    };
    c.corridors.loss.forEach((loss, l) => {
        send(c.corridors.from[l], c.corridors.to[l], o.flowForward[l * steps + t], loss);
        send(c.corridors.to[l], c.corridors.from[l], o.flowReverse[l * steps + t], loss);
    });
}
function bookSpill({ outcome: o, plants, byStep }, t, book) {
    const { steps } = o.timeline;
    plants.ids.forEach((_, p) => {
        book(plants.inStatistic[p] === 1 ? 'curtailedInStatistic' : 'spilledOutsideStatistic', plants.zone[p], t, byStep.curtailed[p * steps + t]);
        book('forcedSpill', plants.zone[p], t, byStep.forced[p * steps + t]);
    });
}
/** Reservoirs, water on its way (counted with the station that released it), and what the factor at the actual head differs from that at full storage. */
function bookWater({ case: c, outcome: o }, book) {
    const { steps } = o.timeline;
    const { zone, production, downstream } = c.stations;
    const arriving = arrivals(c, o);
    for (let i = 0; i < zone.length; i++) {
        const next = downstream[i];
        for (let t = 0; t < steps; t++) {
            const release = released(o, i * steps + t);
            book('headAndRouting', zone[i], t, (production[i] - o.productionFactor[i * steps + t]) * release);
            book('storage', zone[i], t, (production[i] * filled(o, i, t)) / HM3_PER_FLOW_HOUR / hoursOfStep(o.timeline, t));
            // Water missing in a loss is inflow of one world that the other may not have.
            book('headAndRouting', zone[i], t, -production[i] * o.missingWater[i * steps + t]);
            if (next < 0)
                continue;
            const arrived = arriving(i, next, t);
            book('headAndRouting', zone[i], t, -production[next] * release);
            book('storage', zone[i], t, production[next] * (release - arrived));
            book('arrivingWater', zone[i], t, production[next] * arrived);
            book('arrivingWater', zone[next], t, -production[next] * arrived);
        }
    }
}
const released = (o, at) => o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];
/** hm3 that the station holds more at the end of a step than at its beginning. */
const filled = (o, i, t) => o.storage[i * o.timeline.steps + t] - (t > 0 ? o.storage[i * o.timeline.steps + t - 1] : o.firstStorage[i]);
