import { DEFINITIONS, TABLE_NAMES, type TableName } from '../model/model.ts';
import type { ColumnQuantity } from '../tables/table.ts';

/** The quantity of every column of numbers, by table; a table without such a column is left out. */
export const COLUMN_QUANTITIES: { readonly [T in TableName]?: Readonly<Record<string, ColumnQuantity>> } =
  Object.fromEntries(
    TABLE_NAMES.map((table) => [table, DEFINITIONS[table].quantities] as const).filter(
      ([, quantities]) => Object.keys(quantities).length > 0,
    ),
  );
