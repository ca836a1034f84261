import { energyOf } from "../timeline.js";
import { hydroTotal } from "./ledger.js";
export function systemEnergy(ledger) {
    const { outcome: o, inputs } = ledger;
    const energy = (powers) => energyOf(o.timeline, powers);
    const renewables = energy(o.renewable);
    return {
        hydro: hydroTotal(ledger).generated, thermal: energy(o.thermal), renewables, imports: energy(o.imported), unserved: energy(o.unserved), interrupted: energy(o.interrupted),
        load: energy(inputs.load), namedLoad: energy(inputs.slots), exports: energy(o.exported),
        losses: corridorLosses(ledger) + energy(o.storageCharge) - energy(o.storageDischarge),
        renewablesCurtailed: energy(inputs.renewable) - renewables,
    };
}
function corridorLosses({ case: c, outcome: o }) {
    const { steps } = o.timeline;
    return energyOf(o.timeline, o.flowForward.map((forward, at) => c.corridors.loss[Math.floor(at / steps)] * (forward + o.flowReverse[at])));
}
