import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cut } from '../../../src/system/words/echo.ts';
import { named, StoreFailed } from '../../../src/io/store/store-failed.ts';
import { openStore } from '../../../src/io/store/store.ts';
import type { Scenario } from '../../../src/system/scenario/scenario.ts';

const PAGE = 4096;
let root: string;
const at = (name: string): string => join(root, name);
const codeOf = (folder: string): string => {
  try {
    void openStore(folder).close();
    return 'opened';
  } catch (error) {
    if (!(error instanceof StoreFailed)) throw error;
    const [{ code, path, value }] = error.problems;
    expect([path, value]).toEqual(['SPILLWAY_DATA', cut(folder)]);
    return code;
  }
};
function database(folder: string, ...statements: string[]): void {
  mkdirSync(folder);
  const connection = new Libsql(join(folder, 'spillway.db'));
  for (const statement of statements) connection.exec(statement);
  connection.close();
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'spillway-failed-'));
  writeFileSync(at('file'), 'text');
  symlinkSync(at('nowhere'), at('dangling'));
  symlinkSync(at('loop'), at('loop'));
  mkdirSync(join(at('folder'), 'spillway.db'), { recursive: true });
  mkdirSync(at('text'));
  writeFileSync(join(at('text'), 'spillway.db'), 'no database, only text '.repeat(100));
  database(at('notes'), 'create table notes (text)');
  database(at('others'), 'create table migrations (id, name, run_on)');
  database(
    at('later'),
    'create table migrations (version integer primary key, applied integer not null)',
    'insert into migrations values (99, 0)',
  );
  database(
    at('lacking'),
    'create table migrations (version integer primary key, applied integer not null)',
    'insert into migrations values (2, 0)',
  );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a data folder that cannot be used is named at once', () => {
  it.each([
    ['/proc/spillway/data', 'store-folder'],
    ['/proc', 'store-denied'],
    ['/sys/spillway', 'store-denied'],
    ['/dev/null', 'store-folder'],
    [`/tmp/${'a'.repeat(300)}`, 'store-folder'],
  ])('%s', (folder, code) => {
    expect(codeOf(folder)).toBe(code);
  });
  it.each([
    ['file', 'store-folder'],
    ['file/below', 'store-folder'],
    ['dangling', 'store-folder'],
    ['loop', 'store-folder'],
    ['folder', 'store-folder'],
    ['text', 'store-foreign'],
    ['notes', 'store-foreign'],
    ['others', 'store-foreign'],
    ['later', 'store-later'],
    ['lacking', 'store-damaged'],
  ])('%s', (name, code) => {
    expect(codeOf(at(name))).toBe(code);
  });
});

it('a database of another program keeps every bit', () => {
  const file = join(at('notes'), 'spillway.db');
  const before = readFileSync(file);
  codeOf(at('notes'));
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('makes the folders above it, and uses those that are there', () => {
  expect(codeOf(at('a/b/c'))).toBe('opened');
  expect(codeOf(at('a/b/c'))).toBe('opened');
});

it('what fails later is named too: pages that are no longer what they were', async () => {
  const whole = openStore(at('torn'));
  await whole.scenarios.create({ schema: 'spillway/scenario@1', id: 'mine' } as Scenario);
  await whole.close();
  const file = join(at('torn'), 'spillway.db');
  const bytes = readFileSync(file);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, PAGE), Buffer.alloc(bytes.length - PAGE, 0xff)]));
  const read = async (): Promise<unknown> => {
    const store = openStore(at('torn'));
    return store.scenarios.list().finally(() => store.close());
  };
  await expect(read()).rejects.toMatchObject({ name: 'StoreFailed', problems: [{ code: 'store-damaged' }] });
});

it('knows the codes of the system and the long ones of the database', () => {
  const codeFor = (code: string): unknown =>
    (named('/data', Object.assign(new Error('x'), { code })) as StoreFailed).problems?.[0].code;
  expect(
    [
      'SQLITE_FULL',
      'ENOSPC',
      'SQLITE_IOERR_WRITE',
      'SQLITE_CORRUPT_INDEX',
      'SQLITE_BUSY_SNAPSHOT',
      'SQLITE_READONLY_DBMOVED',
      'SQLITE_CONSTRAINT_UNIQUE',
      'SQLITE_ERROR',
    ].map(codeFor),
  ).toEqual([
    'store-full',
    'store-full',
    'store-disk',
    'store-damaged',
    'store-busy',
    'store-denied',
    undefined,
    undefined,
  ]);
});
