import { overDays } from "./weights.js";
import { byStep, dayOfStep, hoursOfStep } from "../timeline.js";
/** The steps of a timeline; `ratio` is the water of lumped hydro [lump * hours], `slots` what the named loads are taken to draw [slot * hours]. */
export function powerSteps(c, line, ratio, slots) {
    const tables = [c.zones.load, slots, c.exports.contract, c.exports.most, c.renewables.available].map((table) => byStep(c, line, table));
    const water = byStep(c, line, ratio, turbinable);
    return (step) => {
        const hour = line.firstHour[step];
        const [load, named, contract, most, renewables] = tables.map((table) => column(table, line.steps, step));
        return {
            name: line.kind === 'hours' ? `h${hour}` : `d${dayOfStep(line, step)}p${line.period[step]}b${line.hourClass[step]}`, hour, hours: hoursOfStep(line, step), spread: line.kind === 'hours' ? 1 : overDays(c), load, slots: named, contract, most, renewables,
            lumps: column(water, line.steps, step).map((share, l) => c.lumps.capacity[l] * share),
        };
    };
}
/** What the turbines of lumped hydro can take of its water, hour by hour: water above the turbines in one hour does not turn them in another. */
const turbinable = (ratio) => Math.min(1, ratio);
function column(table, steps, step) {
    const own = new Float64Array(table.length / steps);
    for (let entity = 0; entity < own.length; entity++)
        own[entity] = table[entity * steps + step];
    return own;
}
