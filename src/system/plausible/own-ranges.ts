import { parseInstant, yearOf } from '../words/calendar.ts';
import { cellKinds } from '../schema/field-kinds.ts';
import { DEFINITIONS, TABLE_NAMES as NAMES, TABLES, type TableName, type Tables } from '../model/model.ts';
import { bareSchema } from '../schema/schema-walk.ts';
import { rowKey, rowPath } from '../model/table-keys.ts';
import { COLUMN_QUANTITIES } from './columns.ts';
import { found, isUsual, ownFinding, type Finding } from './finding.ts';
import { QUANTITIES } from '../quantities/quantities.ts';

type Row = Readonly<Record<string, unknown>>;

/** Every figure and date of a model by itself. */
export const ownFindings = (tables: Tables): Finding[] => [
  ...NAMES.flatMap((table) => [
    ...numbers(table, tables[table] as readonly object[] as readonly Row[]),
    ...dates(table, tables[table] as readonly object[] as readonly Row[]),
  ]),
  ...structures(tables),
];

/** The quantity that a cell holds; null where the table does not say. */
export function quantityOfCell(table: TableName, column: string, row: Row) {
  const stated = COLUMN_QUANTITIES[table]?.[column];
  const name = typeof stated === 'function' ? stated(row) : stated;
  return name ? QUANTITIES[name] : null;
}

const numbers = (table: TableName, rows: readonly Row[]): Finding[] =>
  Object.keys(COLUMN_QUANTITIES[table] ?? {}).flatMap((column) =>
    found(
      ...rows.map((row) => {
        const range = typeof row[column] === 'number' ? quantityOfCell(table, column, row) : null;
        return range && !isUsual(row[column] as number, range)
          ? ownFinding(rowPath(table, row, column), row[column] as number, range)
          : null;
      }),
    ),
  );

/** Years of these tables lie in the past and the near future. */
const columnsOfDates = new Map<TableName, readonly string[]>(
  NAMES.map((table) => [
    table,
    [
      ...Object.entries(TABLES[table].shape)
        .filter(([, schema]) => cellKinds.get(bareSchema(schema))?.kind === 'instant')
        .map(([column]) => column),
      ...DEFINITIONS[table].dates,
    ],
  ]),
);

const dates = (table: TableName, rows: readonly Row[]): Finding[] =>
  (columnsOfDates.get(table) ?? []).flatMap((column) =>
    found(
      ...rows.map((row) => {
        const cell = row[column];
        if (typeof cell !== 'string') return null;
        const hour = parseInstant(cell);
        const year = hour !== null ? yearOf(hour) : Number(/^\d{4}/.exec(cell)?.[0] ?? NaN);
        const finding = Number.isFinite(year) ? ownFinding(rowPath(table, row, column), year, QUANTITIES.year) : null;
        return (
          finding && {
            ...finding,
            value: cell,
            slip: 'digits of the year mistyped or exchanged',
            slip_zh: '年份数字写错或颠倒',
          }
        );
      }),
    ),
  );

/** A structure puts a value in place of a cell: it is judged as that cell is. */
const structures = (tables: Tables): Finding[] =>
  found(
    ...tables.structures.map((row) => {
      const table = NAMES.find((name) => name === row.table);
      const value = Number(row.value);
      const replaced =
        table && (tables[table] as readonly object[]).find((one) => row.key === '*' || rowKey(table, one) === row.key);
      const range =
        replaced && row.column !== undefined && row.value !== undefined && Number.isFinite(value)
          ? quantityOfCell(table, row.column, replaced as Row)
          : null;
      return range ? ownFinding(rowPath('structures', row, 'value'), value, range) : null;
    }),
  );
