import { CLASS_COLUMNS } from "./model.js";
const assumed = (regulation, [usable_storage_h, dead_level_factor, storage_start_share, storage_end_share], source) => ({ regulation, usable_storage_h, dead_level_factor, storage_start_share, storage_end_share, min_release_share: 0.1, source: `assumed: ${source}; least release 10 % of mean flow, as in nearly all rows of that model`, confidence: 'assumed' });
const medians = (stations) => `rounded medians of the ${stations} stations of this class in the model of Sichuan`;
/** Classes as they stand in Sichuan, for a season that starts on 1 June and ends with October. */
const USUAL = [
    assumed('multi-year', [1080, 0.88, 0.1, 0.97], medians(2)),
    assumed('annual', [430, 0.86, 0.2, 0.95], medians(18)),
    assumed('seasonal', [90, 0.88, 0.15, 0.95], medians(6)),
    assumed('weekly', [24, 0.95, 0.5, 0.5], 'a day of rated flow, between the daily and the seasonal class; half full'),
    assumed('daily', [3, 0.97, 0.5, 0.5], medians(18)),
    assumed('run-of-river', [0, 1, 0, 0], 'no storage'),
];
const HM3_PER_FLOW_HOUR = 0.0036;
/** A row that states a number keeps it; one that takes a number from its class says which in its source, and is graded assumed. Rows with an unreadable cell are filled as far as they go. */
export function withClassDefaults(stations, own) {
    const used = new Set();
    const filled = stations.map((row) => {
        const regulation = own.find((one) => one.regulation === row.regulation) ?? USUAL.find((one) => one.regulation === row.regulation);
        const absent = CLASS_COLUMNS.filter((column) => row[column] === undefined);
        if (!regulation || absent.length === 0)
            return row;
        used.add(regulation);
        return Object.freeze(filledRow(row, regulation, absent));
    });
    return { stations: filled, regulation_classes: [...own, ...USUAL.filter((one) => used.has(one))] };
}
function filledRow(row, regulation, absent) {
    const { dead_level_factor, storage_start_share, storage_end_share } = regulation;
    const usable_storage_hm3 = rounded(HM3_PER_FLOW_HOUR * regulation.usable_storage_h * row.rated_flow_m3s);
    const numbers = { usable_storage_hm3, dead_level_factor, storage_start_share, storage_end_share, min_release_m3s: rounded(regulation.min_release_share * row.mean_flow_m3s) };
    const told = absent.map((column) => `${column} ${numbers[column]}`).join(', ');
    return { ...row, ...Object.fromEntries(absent.map((column) => [column, numbers[column]])), source: `${row.source}; assumed by class of regulation (${row.regulation}): ${told}`, confidence: 'assumed' };
}
/** Four digits: the figure is no more than an order of size. */
const rounded = (value) => Number(value.toPrecision(4));
