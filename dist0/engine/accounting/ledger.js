import { energyOf } from "../timeline.js";
import { stepInputs } from "../zone-balance.js";
import { checkEnergy } from "./energy-check.js";
import { LedgerError } from "./ledger-error.js";
import { checkWater } from "./water-check.js";
/** Throws `LedgerError` where a station's water, a zone's energy or a bound does not hold. */
export function createLedger(c, o) {
    const { hoursFrom, stepOfHour: { length: hours } } = o.timeline;
    if (hoursFrom[0] !== c.from || hours !== c.to - c.from)
        throw new LedgerError(`The outcome holds ${hours} hours, but the case dispatches ${c.to - c.from}.`);
    const inputs = stepInputs(c, o.timeline);
    const waterResidualHm3 = checkWater(c, o);
    const energyResidualMwh = checkEnergy(c, inputs, o);
    const plants = plantsOf(c);
    const byStep = plantSteps(o);
    return {
        case: c, outcome: o, inputs, hours, start: c.start + c.from, plants, byStep,
        byPlant: plants.ids.map((_, p) => plantTotal(o.timeline, byStep, p)), waterResidualHm3, energyResidualMwh,
    };
}
function plantsOf({ stations, lumps, zones }) {
    return {
        ids: [...stations.ids, ...lumps.ids],
        zone: Int32Array.of(...stations.zone, ...lumps.zone),
        basin: Int32Array.of(...stations.basin, ...lumps.basin),
        inStatistic: Uint8Array.of(...stations.inStatistic, ...lumps.inStatistic),
        pocket: Uint8Array.of(...stations.zone.map((z) => zones.pocket[z]), ...lumps.pocket),
    };
}
function plantSteps(o) {
    const energy = (flow, lump) => {
        const all = new Float64Array(flow.length + lump.length);
        for (let at = 0; at < flow.length; at++)
            all[at] = flow[at] * o.productionFactor[at];
        all.set(lump, flow.length);
        return all;
    };
    return { generated: energy(o.turbined, o.lumpPower), curtailed: energy(o.turbinableSpill, o.lumpCurtailed), forced: energy(o.forcedSpill, o.lumpForced) };
}
function plantTotal(line, table, plant) {
    const total = (powers) => energyOf(line, powers.subarray(plant * line.steps, (plant + 1) * line.steps));
    const [generated, curtailed, forced] = [total(table.generated), total(table.curtailed), total(table.forced)];
    return { available: generated + curtailed, generated, curtailed, forced };
}
export function sum(values) {
    let total = 0;
    for (const value of values)
        total += value;
    return total;
}
/** Total over the plants that `keep` accepts. */
export function hydroTotal(ledger, keep = () => true) {
    const kept = ledger.byPlant.filter((_, plant) => keep(ledger.plants, plant));
    const total = (field) => sum(kept.map((row) => row[field]));
    return { available: total('available'), generated: total('generated'), curtailed: total('curtailed'), forced: total('forced') };
}
export const inStatistic = (plants, plant) => plants.inStatistic[plant] === 1;
export const inGridSmallHydro = (plants, plant) => plants.inStatistic[plant] === 0 && plants.pocket[plant] === 0;
export const inDirectPocket = (plants, plant) => plants.inStatistic[plant] === 0 && plants.pocket[plant] === 1;
