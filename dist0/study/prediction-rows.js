import { quantileOf } from "../engine/ensemble/quantile.js";
import { parsePeriod, partsOfYear } from "../system/period.js";
import { modelledSeries } from "./modelled-series.js";
import { assumedIn } from "./outside-season.js";
const seriesOf = ({ tables }) => tables.reported_series.filter((row) => row.quantity === 'curtailment' && row.covers !== 'none');
export const saidOf = (model, ledger) => new Map(seriesOf(model).flatMap((series) => {
    const found = modelledSeries(ledger, series);
    return found ? [[series.series, found.byMonth]] : [];
}));
/** Year, halves, quarters and modelled months of every series that the model covers, where months outside the season are declared; `assumed` draws the part outside. */
export function predictedRows(model, year, stated, draws, assumed) {
    return [...stated].flatMap(([series, months]) => [...partsOfYear(year), ...months.keys()].flatMap((period) => {
        const { months: asked } = parsePeriod(period);
        const outside = asked.filter((month) => !months.has(month));
        const part = outside.length === 0 ? null : assumedIn(model, series, outside);
        if (outside.length > 0 && part === null)
            return [];
        const inside = (said) => asked.reduce((sum, month) => sum + (said.get(series).get(month) ?? 0), 0);
        const values = draws.map((said, k) => inside(said) + (part ? assumed(k, part) : 0));
        return [{ period, series, quantity: 'curtailment', unit: 'GWh', central: inside(stated) + (part?.central ?? 0), assumed_gwh: part, ...spreadOf(values) }];
    }));
}
function spreadOf(values) {
    const sorted = Float64Array.from(values).sort();
    const at = (share) => quantileOf(sorted, share);
    return { p05: at(0.05), p10: at(0.1), p50: at(0.5), p90: at(0.9), p95: at(0.95), mean: values.reduce((sum, value) => sum + value, 0) / values.length };
}
