import { z } from 'zod';
import { TABLES } from "./model.js";
import { bareSchema } from "./schema-walk.js";
import { rowKey } from "./table-keys.js";
/** The name under which `structures` changes the dispatch instead of a table, and its one key. */
export const DISPATCH = { table: 'dispatch', key: 'sharing' };
export const isTable = (name) => Object.hasOwn(TABLES, name);
export const isMeant = (change, row) => change.key === '*' || rowKey(change.table, row) === change.key;
/** The value of a change as the column holds it: a number where the column is numeric. */
export function changedValue({ table, column, value }) {
    if (value === undefined || column === undefined || !isTable(table))
        return value;
    const schema = TABLES[table].shape[column];
    return schema && bareSchema(schema) instanceof z.ZodNumber ? Number(value) : value;
}
/** Ids of the variants in the order of the table, each with its names. */
export const structuralVariants = ({ tables }) => tables.structures.filter((row, i) => tables.structures.findIndex((one) => one.variant === row.variant) === i);
/** The model as a variant has it. */
export function structuralVariant(model, variant) {
    const changes = model.tables.structures.filter((row) => row.variant === variant && isTable(row.table));
    return { ...model, tables: changes.reduce((tables, change) => changed(tables, change), model.tables) };
}
function changed(tables, change) {
    const table = change.table;
    const { column } = change;
    const rows = column === undefined
        ? tables[table].filter((row) => !isMeant(change, row))
        : tables[table].map((row) => (isMeant(change, row) ? { ...row, [column]: changedValue(change) } : row));
    return { ...tables, [table]: rows };
}
/** Weight of sharing spill pro rata in a variant, of the usual one. */
export const sharingIn = ({ tables }, variant) => Number(tables.structures.find((row) => row.variant === variant && row.table === DISPATCH.table)?.value ?? 1);
