import { chainEnergy, upstreamLists, downstreamOrder } from "../cascade/topology.js";
import { OFF_CURVE_YUAN_PER_MWH_DAY } from "./weights.js";
/** Soft targets, priced alike on both sides. In the cost stage alone (`scale` 0) they have no price: a curve is practice, not cost. */
export function ruleCurves(c, scale) {
    const target = c.stations.ruleStorage;
    if (target === undefined)
        return { follow: () => undefined, worth: () => 0 };
    const own = chainEnergy(c).map((energy, i) => (target[i * c.hours] < 0 ? 0 : scale * OFF_CURVE_YUAN_PER_MWH_DAY * energy));
    const held = own.slice();
    const upstream = upstreamLists(c);
    for (const i of downstreamOrder(c))
        for (const u of upstream[i])
            held[i] = Math.max(held[i], held[u]);
    return {
        worth: (station, hour) => (held[station] * (c.closes - hour)) / 24,
        follow: (b, station, { lastHour, hours }, column, name) => {
            const storage = target[station * c.hours + lastHour];
            if (storage < 0)
                return;
            const days = hours / 24;
            const row = b.row(storage, storage, () => `rule_${name()}`);
            b.entry(row, column, 1);
            b.entry(row, b.column(own[station] * days, 0, storage, () => `below_${name()}`), 1);
            b.entry(row, b.column(own[station] * days, 0, c.stations.storage[station], () => `above_${name()}`), -1);
        },
    };
}
