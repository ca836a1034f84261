import { breakDown } from "../engine/accounting/breakdown.js";
import { dispositionBetween, worldEnergy } from "../engine/accounting/disposition.js";
import { hoursAtLimit } from "../engine/accounting/hours-at-limit.js";
import { hydroTotal } from "../engine/accounting/ledger.js";
import { stateBefore } from "../engine/accounting/state-before.js";
import { isRemoval, quantityOf } from "../system/measure.js";
import { dispositionGwh } from "./disposition-result.js";
import { gwh, ratio, settingsOf, windowText } from "./run-result.js";
/** `eve`: hour index of the first change of loads anywhere in the sweep; null where there is none. */
export function worldSummary(ledger, eve = null) {
    const energy = worldEnergy(ledger);
    return {
        curtailed: gwh(energy.curtailed), allCurtailed: gwh(hydroTotal(ledger).curtailed), load: gwh(energy.system.load + energy.system.namedLoad),
        byMonth: breakDown(ledger).byMonth.map(({ key, mwh }) => ({ key, value_gwh: gwh(mwh) })), energy,
        limits: hoursAtLimit(ledger), before: eve === null ? null : stateBefore(ledger, eve), window: windowText(ledger), settings: settingsOf(ledger),
    };
}
export const effectOf = ({ kept, removed }) => ({ energy: kept.load - removed.load, statistic: removed.curtailed - kept.curtailed, all: removed.allCurtailed - kept.allCurtailed });
/** Where the freed energy of a point goes, MWh. */
export const goneTo = ({ kept, removed }) => dispositionBetween(kept.energy, removed.energy);
/** The point as published; marginal factors are taken from the point before it along the first axis, if there is one. */
export function sweepPoint(point, before, ofSize) {
    const { energy, statistic, all } = effectOf(point);
    const past = before && effectOf(before);
    return {
        size_gw: removedGw(point.scenario), ...(!ofSize && { value: point.value }), ...(point.value2 !== null && { value2: point.value2 }),
        removed_energy_gwh: energy, curtailed_delta_gwh: statistic, all_spill_delta_gwh: all,
        average_curtailment_factor: { statistic: ratio(statistic, energy), all_spill: ratio(all, energy) },
        marginal_curtailment_factor: {
            statistic: past && ratio(statistic - past.statistic, energy - past.energy), all_spill: past && ratio(all - past.all, energy - past.energy),
        },
        curtailed_gwh: { reference: point.kept.curtailed, counterfactual: point.removed.curtailed }, disposition: dispositionGwh(goneTo(point)),
    };
}
const removedGw = ({ measures }) => measures.filter(isRemoval).reduce((sum, { size }) => sum + quantityOf(size, 'power'), 0) / 1000;
