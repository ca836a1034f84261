import { z } from 'zod';
import { formatDate, parseInstant } from '../../system/words/calendar.ts';
import { cellKinds } from '../../system/schema/field-kinds.ts';
import { TABLES, type TableName } from '../../system/model/model.ts';
import { bareSchema } from '../../system/schema/schema-walk.ts';
import { monthDayText } from '../../system/written/written-month-day.ts';
import { marksOf, readNumber } from '../../system/written/written-number.ts';
import { readDay } from '../../system/written/written-day.ts';

/** How the cells of each column of a table are read. */
export interface TableColumns {
  readonly all: readonly string[];
  readonly required: readonly string[];
  readonly kind: (column: string) => CellKind | null;
}
type CellKind = 'number' | 'instant' | 'month-day' | 'text';

/** One row's cells: as values of their columns, as they were written, and the columns whose cells are no numbers. */
export interface RowCells {
  readonly row: Record<string, unknown>;
  readonly raw: Record<string, string>;
  readonly broken: ReadonlySet<string>;
}

export function columnsOf(table: TableName): TableColumns {
  const shape = TABLES[table].shape as Readonly<Record<string, z.ZodType>>;
  const all = Object.keys(shape);
  const kinds = new Map(all.map((column) => [column, kindOf(bareSchema(shape[column]))]));
  return {
    all,
    required: all.filter((column) => !shape[column].safeParse(undefined).success),
    kind: (column) => kinds.get(column) ?? null,
  };
}

function kindOf(schema: z.ZodType): CellKind {
  if (schema instanceof z.ZodNumber) return 'number';
  return cellKinds.get(schema)?.kind ?? 'text';
}

/** The columns of numbers in which a comma, or a point, may be either mark. */
export function unclearColumns(
  columns: TableColumns,
  names: readonly string[],
  rows: readonly (readonly string[])[],
  listSeparator: string | null,
): ReadonlySet<string> {
  return new Set(
    names.filter(
      (name, i) =>
        columns.kind(name) === 'number' &&
        marksOf(
          rows.map((cells) => cells[i] ?? ''),
          listSeparator,
        ) !== 'plain',
    ),
  );
}

/** Empty cells are absent values. In a column whose marks are unclear, a cell with a comma is no number. */
export function readCells(
  columns: TableColumns,
  names: readonly string[],
  cells: readonly string[],
  unclear: ReadonlySet<string>,
): RowCells {
  const [row, raw, broken]: [Record<string, unknown>, Record<string, string>, Set<string>] = [{}, {}, new Set()];
  names.forEach((name, i) => {
    const cell = cells[i] ?? '';
    const kind = columns.kind(name);
    if (cell === '' || kind === null) return;
    raw[name] = cell;
    const value = valueOf(kind, cell, unclear.has(name));
    if (value === null) broken.add(name);
    else row[name] = value;
  });
  return { row, raw, broken };
}

function valueOf(kind: CellKind, cell: string, unclear: boolean): unknown {
  switch (kind) {
    case 'number': {
      const read = readNumber(cell);
      return (unclear && /[,，.]/.test(cell)) || !('value' in read) ? null : read.value;
    }
    case 'instant':
      return instantText(cell);
    case 'month-day':
      return monthDayText(cell);
    default:
      return cell;
  }
}

/**
 * Spreadsheets write `2021/6/28` and `2021/6/28 0:00` where the file had 2021-06-28; other texts stay as they are, to
 * be judged.
 */
function instantText(cell: string): string {
  if (parseInstant(cell) !== null) return cell;
  const read = readDay(cell);
  if ('fault' in read || read.minute % 60 !== 0) return cell;
  return read.minute === 0
    ? formatDate(read.day)
    : `${formatDate(read.day)}T${String(read.minute / 60).padStart(2, '0')}:00+08:00`;
}
