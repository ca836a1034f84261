import { TABLES, type Row, type Tables } from '../model/model.ts';
import { didYouMean } from '../words/nearest.ts';
import { problem, type Problem } from '../words/problem.ts';
import { changedValue, DISPATCH, isMeant, isTable } from '../model/structure.ts';
import { rowPath } from '../model/table-keys.ts';
import { mustBeKnown } from '../words/known.ts';

type Change = Row<'structures'>;

/** Structural variants change rows and columns that exist, to values that the column can hold. */
export const checkStructures = (tables: Tables, unread: ReadonlySet<string>): Problem[] =>
  tables.structures.flatMap((row) => {
    if (row.table === undefined || row.key === undefined) return [];
    if (row.table === DISPATCH.table) return dispatchChange(row);
    if (!isTable(row.table))
      return mustBeKnown(
        'table',
        rowPath('structures', row, 'table'),
        row.table,
        [...Object.keys(TABLES), DISPATCH.table],
        'the model',
      );
    return unread.has(row.table) ? [] : [...rowsMeant(row, tables), ...columnMeant(row)];
  });

function dispatchChange(row: Change): Problem[] {
  const weight = Number(row.value);
  const problems =
    row.key === DISPATCH.key
      ? []
      : mustBeKnown('key', rowPath('structures', row, 'key'), row.key, [DISPATCH.key], 'the dispatch');
  if (weight >= 0.01 && weight <= 4) return problems;
  return [
    ...problems,
    problem(
      'range',
      rowPath('structures', row, 'value'),
      row.value,
      '0.01 to 4',
      'the weight of sharing lies outside what the dispatch can tell apart',
      'write 1 for the usual weight',
    ),
  ];
}

function rowsMeant(row: Change, tables: Tables): Problem[] {
  if (!isTable(row.table) || tables[row.table].some((one) => isMeant(row, one))) return [];
  return [
    problem(
      'unknown-row',
      rowPath('structures', row, 'key'),
      row.key,
      `a row of ${row.table}.csv, or *`,
      `${row.table}.csv has no row "${row.key}"`,
      'write the key columns of the row joined by colons',
    ),
  ];
}

function columnMeant(row: Change): Problem[] {
  const path = rowPath('structures', row, 'column');
  if (!isTable(row.table)) return [];
  if (row.column === undefined) {
    return row.value === undefined
      ? []
      : [
          problem(
            'missing',
            path,
            null,
            `a column of ${row.table}.csv`,
            'a value without a column',
            'name the column, or empty the value to leave the rows out',
          ),
        ];
  }
  const shape = TABLES[row.table].shape as Readonly<
    Record<string, { safeParse: (value: unknown) => { readonly success: boolean } }>
  >;
  if (!Object.hasOwn(shape, row.column)) {
    return [
      problem(
        'unknown-column',
        path,
        row.column,
        `one of ${Object.keys(shape).join(', ')}`,
        `${row.table}.csv has no column "${row.column}"`,
        didYouMean(row.column, Object.keys(shape), 'name an existing column'),
      ),
    ];
  }
  if (shape[row.column].safeParse(changedValue(row)).success) return [];
  return [
    problem(
      'bad-value',
      rowPath('structures', row, 'value'),
      row.value ?? null,
      `a value of ${row.table}.${row.column}`,
      `${row.table}.csv cannot hold this value in "${row.column}"`,
      'write a value that the column allows',
    ),
  ];
}
