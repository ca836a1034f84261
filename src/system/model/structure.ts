import { z } from 'zod';
import { TABLES, type Model, type Row, type TableName, type Tables } from './model.ts';
import { bareSchema } from '../schema/schema-walk.ts';
import { rowKey } from './table-keys.ts';

type Change = Row<'structures'>;

/** The name under which `structures` changes the dispatch instead of a table, and its one key. */
export const DISPATCH = { table: 'dispatch', key: 'sharing' } as const;

export const isTable = (name: string): name is TableName => Object.hasOwn(TABLES, name);
export const isMeant = (change: Change, row: object): boolean =>
  change.key === '*' || rowKey(change.table as TableName, row) === change.key;

/** The value of a change as the column holds it: a number where the column is numeric. */
export function changedValue({ table, column, value }: Change): string | number | undefined {
  if (value === undefined || column === undefined || !isTable(table)) return value;
  const schema = (TABLES[table].shape as Readonly<Record<string, z.ZodType>>)[column];
  return schema && bareSchema(schema) instanceof z.ZodNumber ? Number(value) : value;
}

/** Ids of the variants in the order of the table, each with its names. */
export const structuralVariants = ({ tables }: Model): readonly Pick<Change, 'variant' | 'name_en' | 'name_zh'>[] =>
  tables.structures.filter((row, i) => tables.structures.findIndex((one) => one.variant === row.variant) === i);

/** The model as a variant has it. */
export function structuralVariant(model: Model, variant: string): Model {
  const changes = model.tables.structures.filter((row) => row.variant === variant && isTable(row.table));
  return { ...model, tables: changes.reduce((tables, change) => changed(tables, change), model.tables) };
}

function changed(tables: Tables, change: Change): Tables {
  const table = change.table as TableName;
  const { column } = change;
  const rows =
    column === undefined
      ? tables[table].filter((row) => !isMeant(change, row))
      : (tables[table] as readonly object[]).map((row) =>
          isMeant(change, row) ? { ...row, [column]: changedValue(change) } : row,
        );
  return { ...tables, [table]: rows };
}

/** Weight of sharing spill pro rata in a variant, of the usual one. */
export const sharingIn = ({ tables }: Model, variant: string): number =>
  Number(tables.structures.find((row) => row.variant === variant && row.table === DISPATCH.table)?.value ?? 1);
