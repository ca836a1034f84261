const MEMORY_HOURS = 7 * 24;
const FADE_HOURS = 30 * 24;
export function perfectOutlook(c) {
    return { inflow: c.stations.inflow, ratio: c.lumps.ratio };
}
/** Forecast made at hour `now` when water is known before `knownUntil` (both hours of the season); a forecast is the same all day. */
export function forecastOutlook(c, now, knownUntil) {
    return { inflow: forecast(c, c.stations.inflow, c.stations.normalInflow, now, knownUntil), ratio: forecast(c, c.lumps.ratio, c.lumps.normalRatio, now, knownUntil) };
}
function forecast({ hours, opens }, actual, normal, now, knownUntil) {
    const outlook = actual.slice();
    const fading = Float64Array.from({ length: hours }, (_, t) => Math.exp(-24 * Math.floor((t - now) / 24) / FADE_HOURS));
    for (let row = 0; row < actual.length; row += hours) {
        let seen = 0;
        let usual = 0;
        for (let t = Math.max(opens, knownUntil - MEMORY_HOURS); t < knownUntil; t++) {
            seen += actual[row + t];
            usual += normal[row + t];
        }
        const anomaly = usual > 0 ? seen / usual - 1 : 0;
        for (let t = knownUntil; t < hours; t++)
            outlook[row + t] = normal[row + t] * (1 + anomaly * fading[t]);
    }
    return outlook;
}
/** What the interruptible slots are believed to draw, seen from hour index `now`; MW [slot * hours]. */
export function believedSlots(c, now) {
    let revision = 0;
    c.zones.revisionHour.forEach((known, r) => { if (known <= now)
        revision = r; });
    const size = c.zones.slotZone.length * c.hours;
    return c.zones.revisionLoad.subarray(revision * size, (revision + 1) * size);
}
