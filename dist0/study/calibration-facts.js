import { energyByMonth } from "../engine/accounting/breakdown.js";
import { parsePeriod } from "../system/period.js";
import { holdsPeak, modelledSeries, wholeMonths } from "./modelled-series.js";
import { gwh } from "./run-result.js";
/** Facts of one step of the calibration; the model has been checked, so each has its figure. */
export const factsOf = (model, step) => model.tables.calibration_facts.filter((row) => row.step === step).map((row) => {
    const period = parsePeriod(row.period);
    const figure = (series) => model.tables.reported.find((one) => one.quantity === row.quantity && one.series === series && one.period === row.period).value;
    const published = row.of === undefined ? figure(row.series) : figure(row.series) / figure(row.of);
    const reach = ((row.outside_high_gwh ?? 0) - (row.outside_low_gwh ?? 0)) / 4;
    return { row, year: period.year, months: period.months, published, outside: row.outside_gwh ?? 0, spread: Math.hypot(row.sigma, reach) };
});
/** What a year's run says of a fact, the part outside the season not counted; null where the run cannot say it. */
export function modelledFact(model, ledger, { row, year, months }) {
    if (row.quantity === 'peak_load') {
        const series = seriesOf(model, row, row.series);
        return series && holdsPeak(model, year, ledger) ? modelledSeries(ledger, series)?.peakMw ?? null : null;
    }
    const part = energyIn(model, ledger, row, row.series, months);
    if (part === null || row.of === undefined)
        return part;
    const whole = energyIn(model, ledger, row, row.of, months);
    return whole === null || whole <= 0 ? null : part / whole;
}
const seriesOf = ({ tables }, { quantity }, name) => tables.reported_series.find((one) => one.quantity === quantity && one.series === name);
/** GWh over the months that lie inside the season. */
function energyIn(model, ledger, row, name, months) {
    const byMonth = row.quantity === 'thermal_generation' ? thermalByMonth(ledger) : seriesByMonth(model, ledger, row, name);
    const inside = months.filter((month) => byMonth?.has(month));
    // A period that reaches outside the season says nothing unless the part outside is declared; a share is taken to hold inside as for the whole.
    if (inside.length === 0 || (inside.length < months.length && row.outside_gwh === undefined && row.of === undefined))
        return null;
    return inside.reduce((sum, month) => sum + byMonth.get(month), 0);
}
function seriesByMonth(model, ledger, row, name) {
    const series = seriesOf(model, row, name);
    return series ? modelledSeries(ledger, series)?.byMonth ?? null : null;
}
function thermalByMonth(ledger) {
    const whole = wholeMonths(ledger);
    return new Map(energyByMonth(ledger, ledger.outcome.thermal).filter(({ key }) => whole.has(key)).map(({ key, mwh }) => [key, gwh(mwh)]));
}
