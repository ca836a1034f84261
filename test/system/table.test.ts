import { z } from 'zod';
import { expect, test } from 'vitest';
import { DEFINITIONS, TABLE_NAMES, TABLES, type TableName } from '../../src/system/model/model.ts';
import { rowKey } from '../../src/system/model/table-keys.ts';
import { table, type Definition } from '../../src/system/tables/table.ts';

const columns = { id: z.string(), month: z.number().optional(), mean_mw: z.number().default(0) };
const quantities = { month: 'counted', mean_mw: 'line_mw' } as const;

test('what a table leaves unsaid: it is required, its rows are told apart, and the columns say which are used', () => {
  const { row, ...definition } = table({ key: ['id', 'month'], columns, quantities, used: 'case' });
  expect(definition).toEqual({
    optional: false,
    key: ['id', 'month'],
    unique: true,
    references: [],
    quantities,
    dates: [],
    used: 'case',
    usedRows: 'columns',
    ofPlants: true,
  });
  expect(Object.keys(row.shape)).toEqual(['id', 'month', 'mean_mw']);
  expect(row.safeParse({ id: 'a', other: 1 }).success).toBe(false);
});

test('rows that may say the same have no key of their own, but columns by which they are named', () => {
  expect(table({ key: null, named: ['id'], columns, quantities, used: 'beside' })).toMatchObject({
    key: ['id'],
    unique: false,
  });
  expect(DEFINITIONS.reported).toMatchObject({ key: ['period', 'series', 'quantity'], unique: false });
  expect(rowKey('events', { date: '2021-06-20', event_en: 'x' })).toBe('2021-06-20');
});

test('a cell may name rows of several tables, a word beside them, and have a code of its own', () => {
  const { references } = table({
    key: ['id'],
    columns,
    references: { id: { to: ['zones', 'exports'], also: 'all', code: 'unknown-member' } },
    quantities,
    used: 'case',
  });
  expect(references).toEqual([{ column: 'id', to: ['zones', 'exports'], also: 'all', code: 'unknown-member' }]);
});

test('columns that a table speaks of are its own', () => {
  for (const name of TABLE_NAMES) {
    const { key, references, quantities: stated, dates } = DEFINITIONS[name];
    const spoken = [...key, ...references.map(({ column }) => column), ...Object.keys(stated), ...dates];
    expect(Object.keys(TABLES[name].shape), name).toEqual(expect.arrayContaining(spoken));
  }
});

// The types refuse each of these; a line that is accepted fails the type check of the tests.
export const REFUSED = () => [
  // @ts-expect-error a key that is no column
  table({ key: ['zone'], columns, quantities, used: 'case' }),
  // @ts-expect-error a number without a quantity
  table({ key: ['id'], columns, quantities: { month: 'counted' }, used: 'case' }),
  // @ts-expect-error no quantities at all
  table({ key: ['id'], columns, used: 'case' }),
  // @ts-expect-error a quantity of a text
  table({ key: ['id'], columns, quantities: { ...quantities, id: 'flow' }, used: 'case' }),
  // @ts-expect-error an unknown quantity
  table({ key: ['id'], columns, quantities: { ...quantities, month: 'days' }, used: 'case' }),
  // @ts-expect-error a reference in a column of numbers
  table({ key: ['id'], columns, references: { month: ['zones'] }, quantities, used: 'case' }),
  // @ts-expect-error a reference in no column
  table({ key: ['id'], columns, references: { zone: ['zones'] }, quantities, used: 'case' }),
  // @ts-expect-error nothing said of what it is used for
  table({ key: ['id'], columns, quantities }),
  // @ts-expect-error no key, and nothing by which rows are named
  table({ key: null, columns, quantities, used: 'case' }),
  // @ts-expect-error a rule of a column that is not there
  table({ key: ['id'], columns, quantities, used: 'case', usedRows: ({ year }) => year === 1 }),
];
const unknownTarget = table({ key: ['id'], columns, references: { id: ['zone'] }, quantities, used: 'case' });
// @ts-expect-error a reference to a table that does not exist
export const STRANGE: Definition<TableName> = unknownTarget;
