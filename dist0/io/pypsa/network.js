import { formatInstant } from "../../system/calendar.js";
import { ComponentTable, csv } from "./component-table.js";
export function emptyNetwork(c, window) {
    const table = (kind) => new ComponentTable(kind);
    return {
        case: c, window, hours: window.hours,
        tables: {
            buses: table('buses'), carriers: table('carriers'), loads: table('loads'), generators: table('generators'), links: table('links'), stores: table('stores'), storage_units: table('storage_units'),
        },
    };
}
/** Local time of each hour, as PyPSA reads it. */
export const snapshotsOf = ({ case: c, hours }) => Array.from({ length: hours }, (_, t) => formatInstant(c.start + c.from + t).slice(0, 16).replace('T', ' '));
export function networkFiles(n) {
    const snapshots = snapshotsOf(n);
    return [
        { name: 'network.csv', text: csv([['name'], [n.case.id]]) },
        { name: 'snapshots.csv', text: csv([['snapshot', 'objective', 'stores', 'generators'], ...snapshots.map((snapshot) => [snapshot, 1, 1, 1])]) },
        ...Object.values(n.tables).flatMap((table) => table.files(snapshots)),
    ];
}
/** The hours of the window of a row of hourly values that runs over the season. */
export const hourly = ({ case: c, hours }, table, entity) => table.slice(entity * c.hours + c.from, entity * c.hours + c.from + hours);
/** A rating and its series, as PyPSA states a limit: the largest value, and shares of it. */
export function rated(values) {
    const nominal = values.reduce((most, value) => Math.max(most, value), 0);
    return { nominal, share: values.map((value) => (nominal > 0 ? value / nominal : 0)) };
}
