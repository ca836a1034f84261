import { naturalFlow } from "./cascade/topology.js";
import { powerOfTen } from "./power-of-ten.js";
import { HM3_PER_FLOW_HOUR } from "./tables.js";
const POWER_MW = 1e5;
const FLOW_M3S = 1e4;
/** At least three times the largest flow. */
const BEYOND_REACH = 10;
const known = new WeakMap();
export function scaleOf(c) {
    const found = known.get(c) ?? measured(c);
    known.set(c, found);
    return found;
}
function measured(c) {
    const power = powerOfTen(sum(c.stations.ratedCapacity) + sum(c.lumps.capacity) + sum(c.thermal.most), POWER_MW);
    const flow = powerOfTen(largest(naturalFlow(c, withFallingLimits(c))), FLOW_M3S);
    return { power, flow, mostFlow: BEYOND_REACH * FLOW_M3S * flow };
}
/** Inflow and what has to leave reservoirs in the hours in which their limits fall, m3/s [station * hours]. */
function withFallingLimits({ hours, stations: { inflow, storageLimit } }) {
    return inflow.map((flow, at) => flow + (at % hours === 0 ? 0 : Math.max(0, storageLimit[at - 1] - storageLimit[at]) / HM3_PER_FLOW_HOUR));
}
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const largest = (numbers) => numbers.reduce((most, number) => Math.max(most, number), 0);
