import { beforeAll, expect, it } from 'vitest';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, TableName } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';

const models: Model[] = [];
beforeAll(async () => {
  for (const name of ['two-plant-cascade', 'sichuan']) models.push(orThrow(await loadModelFolder(`models/${name}`)));
});

type AnyRow = Readonly<Record<string, unknown>>;
const without = (row: AnyRow, column: string): AnyRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== column));
const WHICH = { first: (i: number) => i === 0, last: (i: number, rows: number) => i === rows - 1, all: () => true };

/**
 * The model with one column of one table left out, in one row or in all: what the reader hands on where cells are
 * empty.
 */
function* incomplete(model: Model): Generator<readonly [string, Model]> {
  for (const table of Object.keys(model.tables) as TableName[]) {
    const rows = model.tables[table] as readonly AnyRow[];
    for (const column of new Set(rows.flatMap((row) => Object.keys(row)))) {
      for (const [name, lacks] of Object.entries(WHICH)) {
        const changed = rows.map((row, i) => (lacks(i, rows.length) ? without(row, column) : row));
        yield [`${model.id} ${table}.${column} ${name}`, { ...model, tables: { ...model.tables, [table]: changed } }];
      }
    }
  }
}

it('rows that lack a cell, whichever it is, end in problems that name things, never in a fault', () => {
  let tried = 0;
  for (const model of models) {
    for (const [what, changed] of incomplete(model)) {
      const said = checkModel(changed)
        .map((found) => JSON.stringify(found))
        .filter((text) => /undefined|NaN|\[object/.test(text));
      expect(said, what).toEqual([]);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(1000);
}, 300_000);
