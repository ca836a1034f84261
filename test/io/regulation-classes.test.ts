import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { CLASS_COLUMNS, type Model, type Row } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';

const TOY = 'models/two-plant-cascade';
const UPPER = 'daily,8.64,1,0.5,0.5,10,';
const root = mkdtempSync(join(tmpdir(), 'spillway-classes-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy of the toy whose upper station is written otherwise; `classes` becomes its table of classes. */
function folder(name: string, upper: string, classes?: string): string {
  const at = join(root, name);
  cpSync(TOY, at, { recursive: true });
  const edit = (file: string, find: string, replace: string): void => {
    writeFileSync(join(at, file), readFileSync(join(at, file), 'utf8').replace(find, replace));
  };
  edit('stations.csv', UPPER, upper);
  if (classes === undefined) return at;
  writeFileSync(
    join(at, 'regulation_classes.csv'),
    `regulation,usable_storage_h,dead_level_factor,storage_start_share,storage_end_share,min_release_share,source,confidence\n${classes}\n`,
  );
  edit(
    'datapackage.json',
    '"resources": [',
    '"resources": [ { "name": "regulation_classes", "path": "regulation_classes.csv" },',
  );
  return at;
}

const upperOf = (model: Model): Row<'stations'> => model.tables.stations.find((row) => row.id === 'upper')!;
const numbersOf = (row: Row<'stations'>): number[] => CLASS_COLUMNS.map((column) => row[column]);
const load = async (at: string): Promise<Model> => orThrow(await loadModelFolder(at));

describe("classes of regulation fill in what a station's row leaves out", () => {
  test('the usual ones: 3 hours of 100 m3/s, ten per cent of the mean flow', async () => {
    // 3 h * 100 m3/s * 0.0036 hm3 = 1.08 hm3; 0.1 * 100 m3/s = 10 m3/s.
    const model = await load(folder('usual', 'daily,,,,,,'));
    expect(numbersOf(upperOf(model))).toEqual([1.08, 0.97, 0.5, 0.5, 10]);
    expect(upperOf(model)).toMatchObject({
      confidence: 'assumed',
      source: expect.stringContaining(
        'assumed by class of regulation (daily): usable_storage_hm3 1.08, dead_level_factor 0.97',
      ) as string,
    });
    expect(model.tables.regulation_classes.map((row) => [row.regulation, row.confidence])).toEqual([
      ['daily', 'assumed'],
    ]);
  });

  test('a number that the row states stays, and the class says nothing of it', async () => {
    const row = upperOf(await load(folder('part', 'annual,8.64,,0,,0,')));
    expect(numbersOf(row)).toEqual([8.64, 0.86, 0, 0.95, 0]);
    expect(row.source).toMatch(/\(annual\): dead_level_factor 0\.86, storage_end_share 0\.95$/);
  });

  test('the classes of the model go before the usual ones, and classes it does not list keep theirs', async () => {
    // 24 h * 100 m3/s * 0.0036 = 8.64 hm3.
    const own = await load(folder('own', 'daily,,,,,,', 'daily,24,0.9,0.4,0.6,0.2,toy,derived'));
    expect(numbersOf(upperOf(own))).toEqual([8.64, 0.9, 0.4, 0.6, 20]);
    const other = await load(folder('other', 'weekly,,,,,,', 'daily,24,0.9,0.4,0.6,0.2,toy,derived'));
    expect(numbersOf(upperOf(other))).toEqual([8.64, 0.95, 0.5, 0.5, 10]);
    expect(other.tables.regulation_classes.map((row) => row.regulation)).toEqual(['daily', 'weekly']);
  });

  test('a model whose rows state everything has no classes and keeps its rows', async () => {
    const model = await load(TOY);
    expect(model.tables.regulation_classes).toEqual([]);
    expect(numbersOf(upperOf(model))).toEqual([8.64, 1, 0.5, 0.5, 10]);
    expect(upperOf(model).source).not.toMatch(/class/);
  });

  test('validate tells what was taken from the class as assumed', async () => {
    const { exitCode, text } = await validatePath(folder('told', 'seasonal,,1,0.5,0.5,10,'));
    expect(exitCode).toBe(0);
    // 90 h * 100 m3/s * 0.0036 hm3 = 32.4 hm3.
    expect(text).toMatch(/stations: .*assumed by class of regulation \(seasonal\): usable_storage_hm3 32\.4 \(upper\)/);
    expect(text).toMatch(/regulation_classes: assumed: rounded medians of the 6 stations .* \(seasonal\)/);
  });
});
