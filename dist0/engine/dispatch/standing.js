import { believedSlots } from "./water-outlook.js";
/** A copy that no run writes to; what is done with once it is made is shared. */
export function copied(standing) {
    const tables = Object.entries(standing.schedule).map(([name, table]) => [name, table instanceof Float64Array ? table.slice() : table]);
    return { ...standing, schedule: Object.fromEntries(tables), replans: [...standing.replans], solved: [...standing.solved] };
}
/** The days at which a plan is made anew. */
export const plansAnew = (c, day) => c.foresight === 'rolling' && (day === firstDay(c) || c.replanDays.includes(day));
/** Whether no plan is made before the first of those that are made anew. */
export const startsUnplanned = (c) => c.foresight === 'rolling' && c.from === c.opens;
/** The local day with which dispatch begins, and the one after the last that it touches. */
export const firstDay = (c) => Math.floor(c.from / 24);
export const endDay = (c) => Math.ceil(c.to / 24);
/** First day on which two cases differ that are the same but for their named loads, in what these draw or in what a plan made before it believes of them. */
function partingDay(one, other) {
    for (let day = firstDay(one); day < endDay(one); day++) {
        for (let row = 0; row < one.zones.slotLoad.length; row += one.hours) {
            for (let at = row + Math.max(one.from, day * 24); at < row + Math.min(one.to, day * 24 + 24); at++)
                if (one.zones.slotLoad[at] !== other.zones.slotLoad[at])
                    return day;
        }
        if (!plansAnew(one, day))
            continue;
        const [believed, elsewhere] = [one, other].map((c) => believedSlots(c, c.start + day * 24));
        if (believed.some((mw, at) => mw !== elsewhere[at]))
            return day;
    }
    return endDay(one);
}
/**
 * The day before which two worlds are one: the last after the first on which both plan anew with nothing between them yet. Null where they share nothing: where they differ in
 * more than their named loads, where they know all loads from the start, or where they part before the second plan.
 */
export function sharedUntil(one, other) {
    const sameDays = one.replanDays.join() === other.replanDays.join() && one.changeDays.join() === other.changeDays.join() && one.cuts.join() === other.cuts.join();
    if (!startsUnplanned(one) || !startsUnplanned(other) || one.level !== other.level || one.commonHash !== other.commonHash || !sameDays)
        return null;
    const parting = partingDay(one, other);
    return one.replanDays.findLast((day) => day > firstDay(one) && day < endDay(one) && day <= parting) ?? null;
}
