import { TABLES } from "../model.js";
import { problem } from "../problem.js";
import { KEY_COLUMNS, rowKey, rowPath } from "../table-keys.js";
/** Rows that share a key, and members of different tables that share a name space (corridors with exports, stations with lumped hydro). */
export function checkUniqueness(tables) {
    const names = Object.keys(TABLES);
    return [
        ...names.flatMap((table) => duplicateKeys(tables, table)),
        ...sharedIds(tables, 'corridors', 'exports'),
        ...sharedIds(tables, 'stations', 'lumped_hydro'),
    ];
}
function duplicateKeys(tables, table) {
    const columns = KEY_COLUMNS[table];
    if (columns === null)
        return [];
    const seen = new Map();
    const twice = new Map();
    for (const row of tables[table]) {
        if (columns.some((column) => row[column] === undefined))
            continue;
        const key = rowKey(table, row);
        if (seen.has(key))
            twice.set(key, row);
        seen.set(key, row);
    }
    const last = columns[columns.length - 1];
    return [...twice].map(([key, row]) => problem('duplicate-key', rowPath(table, row, last), key, `one row per ${columns.join(' + ')}`, `"${key}" stands in more than one row of ${table}.csv`, 'keep one of the rows, or give the other its own key'));
}
function sharedIds(tables, first, second) {
    const taken = new Set(tables[first].map((row) => row.id));
    return tables[second].filter((row) => taken.has(row.id)).map((row) => problem('duplicate-id', rowPath(second, row, 'id'), row.id, `not an id of ${first}.csv`, `"${row.id}" is also an id in ${first}.csv`, 'rename one of the two, so that an id names one thing'));
}
