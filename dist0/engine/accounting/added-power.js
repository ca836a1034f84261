/**
 * How much a case adds to another of the same model and season, MW: the mean over the dispatched hours in which they differ of load added, section limits raised, more
 * accepted by receivers, electric storage, and floors of thermal plants lowered; less where the opposite is done. Null where none of these differ.
 */
export function addedPower(base, other) {
    let sum = 0;
    let hours = 0;
    for (let t = base.from; t < base.to; t++) {
        const added = inForce(other, t) - inForce(base, t);
        if (Math.abs(added) < 1e-9)
            continue;
        sum += added;
        hours++;
    }
    return hours > 0 ? sum / hours : null;
}
/** All of it in one hour of the season, MW; only differences mean anything. */
function inForce(c, t) {
    const hourly = (table) => columnSum(table, c.hours, t);
    const hour = c.start + t;
    const storage = c.storages.power.reduce((sum, mw, s) => sum + (hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? mw : 0), 0);
    return hourly(c.zones.load) + hourly(c.zones.slotLoad) + hourly(c.exports.most) + hourly(c.sections.limit) + storage - hourly(c.thermal.mustRun);
}
function columnSum(table, columns, column) {
    let sum = 0;
    for (let at = column; at < table.length; at += columns)
        sum += table[at];
    return sum;
}
