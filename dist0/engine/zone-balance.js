import { byStep } from "./timeline.js";
export function stepInputs(c, line) {
    return {
        load: byStep(c, line, c.zones.load), slots: byStep(c, line, c.zones.slotLoad), contract: byStep(c, line, c.exports.contract),
        most: byStep(c, line, c.exports.most), renewable: byStep(c, line, c.renewables.available),
        lumpTurbinable: lumpPower(c, line, (ratio) => Math.min(1, ratio)), lumpForced: lumpPower(c, line, (ratio) => Math.max(0, ratio - 1)),
    };
}
const lumpPower = (c, line, share) => byStep(c, line, c.lumps.ratio, share).map((mean, at) => mean * c.lumps.capacity[Math.floor(at / line.steps)]);
/** Supply less use of every zone in a step, mean MW: what arrives over a corridor is what was sent less its loss. */
export function zoneExcess(c, inputs, o, step) {
    const { steps } = o.timeline;
    const sums = new Float64Array(c.zones.ids.length);
    const add = (zones, table, sign) => {
        for (let e = 0; e < zones.length; e++)
            sums[zones[e]] += sign * table[e * steps + step];
    };
    for (let i = 0; i < c.stations.zone.length; i++)
        sums[c.stations.zone[i]] += o.turbined[i * steps + step] * o.productionFactor[i * steps + step];
    add(c.lumps.zone, o.lumpPower, 1);
    add(c.thermal.zone, o.thermal, 1);
    add(c.renewables.zone, o.renewable, 1);
    add(c.imports.zone, o.imported, 1);
    add(c.storages.zone, o.storageDischarge, 1);
    add(c.storages.zone, o.storageCharge, -1);
    add(c.zones.slotZone, o.interrupted, 1);
    add(c.zones.slotZone, inputs.slots, -1);
    add(c.exports.zone, o.exported, -1);
    for (let z = 0; z < sums.length; z++)
        sums[z] += o.unserved[z * steps + step] - inputs.load[z * steps + step];
    for (let l = 0; l < c.corridors.ids.length; l++) {
        const kept = 1 - c.corridors.loss[l];
        const [forward, reverse] = [o.flowForward[l * steps + step], o.flowReverse[l * steps + step]];
        sums[c.corridors.from[l]] += reverse * kept - forward;
        sums[c.corridors.to[l]] += forward * kept - reverse;
    }
    return sums;
}
