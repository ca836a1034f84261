import { yearOf } from "../system/calendar.js";
import { inService } from "../system/checks/completeness.js";
import { waterTarget } from "../system/calibrated-model.js";
import { instantOf } from "../system/measure.js";
import { TABLES } from "../system/model.js";
/** Tables that no case is compiled from: what is published, and what studies are asked with. */
const BESIDE = new Set([
    'reported', 'reported_series', 'backcast_years', 'outside_season', 'calibration_facts', 'structures', 'evidence', 'valuations', 'uncertainty', 'events', 'flow_variability', 'flow_correlation', 'daily_variability',
]);
/** What draws are made from, where a figure is of an ensemble. */
const DRAWN = new Set(['uncertainty', 'structures', 'flow_variability', 'flow_correlation', 'daily_variability']);
/** The rows of the model that a case was compiled from: those of its window, its water year and its year of demand. */
export function rowsOfCase({ tables }, scenarios, c, drawn) {
    const [first, end] = [c.start, c.start + c.hours];
    const keep = { ...dated(first, end, c), ...yearly(scenarios, first, end) };
    return new Map(Object.keys(TABLES).filter((table) => !BESIDE.has(table) || (drawn && DRAWN.has(table))).map((table) => {
        const test = keep[table];
        return [table, test ? tables[table].filter(test) : tables[table]];
    }).filter(([, rows]) => rows.length > 0));
}
function dated(first, end, { monthKeys }) {
    const inWindow = (year, month) => monthKeys.includes(`${year}-${String(month).padStart(2, '0')}`);
    const months = new Set(monthKeys.map((key) => Number(key.slice(5))));
    return {
        availability: (row) => instantOf(row.from) < end, section_limits: (row) => instantOf(row.from) < end && (row.to === undefined || instantOf(row.to) > first),
        withdrawals: (row) => months.has(row.month), minimum_release: (row) => months.has(row.month), export_schedule: (row) => inWindow(row.year, row.month), imports: (row) => inWindow(row.year, row.month),
        renewable_months: (row) => inWindow(row.year, row.month), exports: (row) => monthKeys.some((key) => inService(row, Number(key.slice(0, 4)), Number(key.slice(5)))),
    };
}
/** `first` and `end` are hour indices. */
function yearly(scenarios, first, end) {
    const waters = new Set(scenarios.flatMap(({ water, measures }) => [water.water_year, ...measures.flatMap((one) => (one.type === 'inflow-year' ? [one.water_year] : []))]));
    const years = new Set([...scenarios.map(({ demand }) => demand.year), yearOf(first), yearOf(end - 1)]);
    return {
        water_years: (row) => waters.has(row.water_year), load_months: (row) => years.has(row.year), load_years: (row) => years.has(row.year),
        calibration: (row) => { const at = waterTarget(row.target); return row.kind !== 'water-factor' || (at !== null && waters.has(at.waterYear)); },
    };
}
