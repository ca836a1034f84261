import { HM3_PER_FLOW_HOUR } from "../tables.js";
import { hoursOfStep } from "../timeline.js";
import { sum } from "./ledger.js";
/** Counts the periods that end by the hour index `hour`; null where none does. */
export function stateBefore({ case: c, outcome: o, inputs }, hour) {
    const { timeline } = o;
    const { steps } = timeline;
    const periods = timeline.hoursFrom.subarray(1).filter((end) => c.start + end <= hour).length;
    if (periods === 0)
        return null;
    const end = timeline.stepsFrom[periods];
    const energy = (powers) => sum(powers.map((mw, at) => (at % steps < end ? mw * hoursOfStep(timeline, at % steps) : 0)));
    const reservoir = (i) => (c.stations.storage[i] > 0 ? (o.storage[i * steps + end - 1] / HM3_PER_FLOW_HOUR) * c.stations.production[i] : 0);
    return { load: energy(inputs.load) + energy(inputs.slots), stored: sum(c.stations.ids.map((_, i) => reservoir(i))) };
}
