import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findFit } from '../../src/io/files/calibration-files.ts';
import { checkedNamesIn, filesBelow, foldersIn, namesIn } from '../../src/io/files/folder-names.ts';
import { readModelFolder } from '../../src/io/files/model-files.ts';
import { readPredictions } from '../../src/io/files/prediction-files.ts';
import { readSamples } from '../../src/io/files/sample-files.ts';
import { InvalidInput } from '../../src/system/words/problem.ts';

let root: string;
/** A link to itself: it is there, and nobody can list or read it, whoever asks. */
let closed: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spillway-names-'));
  closed = join(root, 'closed');
  await symlink(closed, closed);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const problemOf = async (asked: Promise<unknown>): Promise<string> => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InvalidInput);
  return (error as InvalidInput).problems.map(({ code }) => code).join();
};

describe('what is in a folder', () => {
  test('an absent folder, and a path through a file, hold nothing', async () => {
    await writeFile(join(root, 'a.txt'), '');
    expect(await namesIn(join(root, 'absent'))).toEqual([]);
    expect(await namesIn(join(root, 'a.txt', 'below'))).toEqual([]);
    expect(await readPredictions(join(root, 'absent'))).toEqual([]);
    expect(await readSamples(join(root, 'absent'))).toEqual([]);
    expect(await findFit(join(root, 'absent'))).toBeNull();
  });
  test('files below and folders', async () => {
    await mkdir(join(root, 'one', 'two'), { recursive: true });
    for (const file of ['a.yaml', 'one/b.yaml', 'one/two/c.yaml']) await writeFile(join(root, file), '');
    expect((await filesBelow(root)).sort()).toEqual(['a.yaml', 'closed', 'one/b.yaml', 'one/two/c.yaml']);
    expect(await foldersIn(root)).toEqual(['one']);
  });
  test('one that is there and cannot be listed is a problem, never empty', async () => {
    expect(await problemOf(namesIn(closed))).toBe('unreadable-file');
    expect(await problemOf(readPredictions(closed))).toBe('unreadable-file');
    expect(await problemOf(readSamples(closed))).toBe('unreadable-file');
    expect((await checkedNamesIn(closed)).ok).toBe(false);
    const { model } = await readModelFolder(closed);
    expect(model).toMatchObject({ ok: false, problems: [{ code: 'unreadable-file' }] });
  });
  test('a stored fit that cannot be read is no missing fit', async () => {
    await symlink(join(root, 'fit.json'), join(root, 'fit.json'));
    expect(await problemOf(findFit(root))).toBe('unreadable-file');
    await rm(join(root, 'fit.json'));
    await writeFile(join(root, 'fit.json'), '{');
    expect(await problemOf(findFit(root))).toBe('bad-fit');
  });
});
