import { breakDown } from "../engine/accounting/breakdown.js";
import { hydroTotal, inStatistic } from "../engine/accounting/ledger.js";
import { systemEnergy } from "../engine/accounting/system-energy.js";
import { gwh, ratio, settingsOf, windowText } from "./run-result.js";
export function packageWorld(ledger) {
    const { exports, thermal } = systemEnergy(ledger);
    const { byMonth } = breakDown(ledger);
    const [statistic, all] = [hydroTotal(ledger, inStatistic), hydroTotal(ledger)];
    return {
        statistic: gwh(statistic.curtailed), allSpill: gwh(all.curtailed), sold: gwh(statistic.generated), allSold: gwh(all.generated), exported: gwh(exports), thermal: gwh(thermal),
        months: byMonth.map(({ key }) => key), byMonth: byMonth.map(({ mwh }) => gwh(mwh)), window: windowText(ledger), settings: settingsOf(ledger),
    };
}
/** What a world gains on another: less curtailed, more generated and exported, less thermal. */
export const gainOf = (without, withIt) => ({
    statistic: without.statistic - withIt.statistic, allSpill: without.allSpill - withIt.allSpill, sold: withIt.sold - without.sold, allSold: withIt.allSold - without.allSold,
    exported: withIt.exported - without.exported, thermal: without.thermal - withIt.thermal,
    byMonth: without.byMonth.map((energy, m) => energy - withIt.byMonth[m]),
});
const MWH_PER_GWH = 1000;
/** A gain with what it is worth at the model's prices and factors: 1 GWh at 1 yuan/kWh is 1 million yuan, at 1 t/MWh 1 kt. */
export function effectOfGain(gain, months, mw, valuations) {
    const hours = (energy) => (mw === null ? null : ratio(energy * MWH_PER_GWH, mw));
    const credited = gain.exported + gain.thermal;
    const of = (kind) => valuations.filter((row) => row.kind === kind);
    const tonnes = (kind) => of(kind).map(({ id, value }) => ({ valuation: id, value: credited * value }));
    return {
        recovered_gwh: { statistic: gain.statistic, all_spill: gain.allSpill }, generated_gwh: { statistic: gain.sold, all_hydro: gain.allSold },
        by_month: months.map((key, m) => ({ key, recovered_gwh: gain.byMonth[m] })),
        utilisation_hours: { statistic: hours(gain.statistic), all_spill: hours(gain.allSpill) },
        revenue_million_yuan: of('price').map(({ id, value }) => ({ valuation: id, statistic: gain.sold * value, all_hydro: gain.allSold * value })),
        credited_gwh: { export: gain.exported, thermal: gain.thermal, total: credited }, co2_kt: tonnes('co2'), coal_kt: tonnes('coal'),
    };
}
