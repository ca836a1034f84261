import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { solveCaseFile } from '../../src/app/cli/commands/solve.ts';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { readModelFolder } from '../../src/io/files/model-files.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { workbook, type Cell } from '../support/workbook.ts';

const root = mkdtempSync(join(tmpdir(), 'spillway-encodings-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');
const withBom = (text: string): string => `\uFEFF${text}`;

let folder: string;
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
  cpSync('models/two-plant-cascade', folder, { recursive: true });
});
const original = (name: string): string => readFileSync(join('models/two-plant-cascade', name), 'utf8');
const put = (name: string, change: (text: string) => string | Uint8Array): void =>
  writeFileSync(join(folder, name), change(original(name)));
const semicolons = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/"[^"]*"|,/g, (part) => (part === ',' ? ';' : part)))
    .join('\n');

async function read(): Promise<{
  same: boolean;
  notes: readonly string[];
  problems: readonly (readonly [string, number | undefined])[];
}> {
  const [was, { model, notes }] = [await readModelFolder('models/two-plant-cascade'), await readModelFolder(folder)];
  const same =
    model.ok && was.model.ok && JSON.stringify(model.value.tables) === JSON.stringify(was.model.value.tables);
  return {
    same,
    notes: notes.map(({ code, file }) => `${code} ${file?.split('/').at(-1)}`),
    problems: model.ok ? [] : model.problems.map(({ code, line }) => [code, line] as const),
  };
}
const unchanged = (notes: readonly string[]): object => ({ same: true, notes, problems: [] });

describe('tables of a model as spreadsheets save them', () => {
  test.each<[string, string, (text: string) => string | Uint8Array, string[]]>([
    ['a mark', 'zones.csv', withBom, []],
    ['UTF-16', 'zones.csv', utf16, ['encoding zones.csv']],
    [
      'UTF-16 with tabs',
      'exports.csv',
      (text) => utf16(semicolons(text).replaceAll(';', '\t')),
      ['encoding exports.csv', 'separator exports.csv'],
    ],
    ['semicolons in exports', 'exports.csv', semicolons, ['separator exports.csv']],
    ['semicolons in sections', 'sections.csv', semicolons, ['separator sections.csv']],
    ['empty rows and columns', 'zones.csv', (text) => text.replace(/\n/g, ',,\n').concat(',,,,,,,\n'.repeat(1000)), []],
    ['a title line', 'zones.csv', (text) => `分区表,,,\n${text}`, ['line-skipped zones.csv']],
    ['numbers in full width', 'zones.csv', (text) => text.replace(',10000,', ',１００００,'), []],
    ['thousands in quotes', 'zones.csv', (text) => text.replaceAll(',10000,', ',"10,000",'), []],
    ['a description in UTF-16', 'datapackage.json', utf16, []],
    ['a description with a mark', 'datapackage.json', withBom, []],
  ])('%s', async (_, name, change, notes) => {
    put(name, change);
    expect(await read()).toEqual(unchanged(notes));
  });

  test('dates and days as Excel writes them', async () => {
    put('exports.csv', (text) => text.replace('2000-01-01T00:00+08:00', '2000/1/1 0:00'));
    writeFileSync(
      join(folder, 'flood_limits.csv'),
      `station,from,to,max_storage_share,source,confidence\nupper,6月1日,31-Jul,0.5,assumed: a test,assumed\n`,
    );
    put('datapackage.json', (text) =>
      text.replace('"resources": [', '"resources": [ { "name": "flood_limits", "path": "flood_limits.csv" },'),
    );
    const { model } = await readModelFolder(folder);
    const tables = orThrow(model).tables;
    expect([tables.exports[0].commissioned, tables.flood_limits[0].from, tables.flood_limits[0].to]).toEqual([
      '2000-01-01',
      '06-01',
      '07-31',
    ]);
  });

  test('a workbook under the name of the table', async () => {
    const rows = original('zones.csv')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((cell): Cell => (/^\d+$/.test(cell) ? Number(cell) : cell)));
    put('zones.csv', () => workbook([{ name: 'zones', rows }]));
    expect(await read()).toEqual(unchanged([]));
  });

  test.each<[string, string, (text: string) => string | Uint8Array, string]>([
    [
      'a Western code page',
      'zones.csv',
      (text) => Buffer.concat([Buffer.from(text.split('\n')[0]), Buffer.from('\nz\xe9ro,z\xe9,x\n', 'latin1')]),
      'unknown-encoding',
    ],
    ['signs for lost characters', 'zones.csv', (text) => text.replace(/\p{Script=Han}/u, '\uFFFD'), 'lost-characters'],
    ['columns apart by spaces', 'zones.csv', (text) => text.replaceAll(',', ' '), 'missing-column'],
    [
      'numbers with words in every row',
      'load_shape.csv',
      (text) => text.replace(/,(?=[\d.]+$)/gm, ',about '),
      'not-a-number',
    ],
    [
      'decimal commas in every row',
      'load_shape.csv',
      (text) => semicolons(text).replace(/\.|(?<=;\d+)$/gm, ',0'),
      'not-a-number',
    ],
  ])('%s: one problem', async (_, name, change, code) => {
    put(name, change);
    expect((await read()).problems.map(([found]) => found)).toEqual([code]);
  });
});

describe('JSON and YAML', () => {
  const simple = 'test/reference-cases/cobre_d02_single_hydro.json';
  test.each<[string, (text: string) => string | Uint8Array]>([
    ['a mark', withBom],
    ['UTF-16', utf16],
  ])('a case with %s is solved as ever', async (_, change) => {
    const path = join(folder, 'case.json');
    writeFileSync(path, change(readFileSync(simple, 'utf8')));
    expect((await solveCaseFile(path)).document).toEqual((await solveCaseFile(simple)).document);
  });

  test('a case that is a workbook is named so', async () => {
    const path = join(folder, 'case.json');
    writeFileSync(path, workbook([{ name: 'S', rows: [[1]] }]));
    const { document, exitCode } = await solveCaseFile(path);
    expect([exitCode, (document as { problems: { code: string }[] }).problems.map(({ code }) => code)]).toEqual([
      2,
      ['not-a-text'],
    ]);
  });

  test.each<[string, (text: string) => string | Uint8Array]>([
    ['a mark', withBom],
    ['UTF-16', utf16],
  ])('a scenario with %s', async (_, change) => {
    const path = join(folder, 'own.yaml');
    writeFileSync(path, change(readFileSync('scenarios/two-plant-cascade/base.yaml', 'utf8')));
    const { document, exitCode } = await validatePath(path);
    expect([exitCode, (document as { title: { zh: string } }).title.zh]).toEqual([0, '两级梯级，保留工厂负荷']);
  });
});
