import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { invalid, orThrow, valid, type Checked } from '../../system/words/problem.ts';
import { unreadable } from './file-problems.ts';

/** What an absent folder and a path through a file are to a reader: nothing there. */
const ABSENT: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

/**
 * What is in a folder, in no order; nothing where it does not exist. A problem where it exists and cannot be listed, so
 * that nothing is taken for missing that is only closed.
 */
async function entriesIn(folder: string): Promise<Checked<Dirent[]>> {
  try {
    return valid(await readdir(folder, { withFileTypes: true }));
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code)) return valid([]);
    return invalid([unreadable(folder, error, 'folder')]);
  }
}

/** Names in a folder, or why they cannot be listed; none where it does not exist. */
export async function checkedNamesIn(folder: string): Promise<Checked<string[]>> {
  const entries = await entriesIn(folder);
  return entries.ok ? valid(entries.value.map(({ name }) => name)) : entries;
}

/** Names in a folder; none where it does not exist. Throws `InvalidInput` where it cannot be listed. */
export const namesIn = async (folder: string): Promise<string[]> => orThrow(await checkedNamesIn(folder));

/** Names of the folders in a folder; as `namesIn`. */
export const foldersIn = async (folder: string): Promise<string[]> =>
  orThrow(await entriesIn(folder)).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Paths of the files in a folder and in those below it, from that folder; as `namesIn`. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = orThrow(await entriesIn(folder));
  const below = await Promise.all(
    entries.map(async (entry) =>
      entry.isDirectory()
        ? (await filesBelow(`${folder}/${entry.name}`)).map((name) => `${entry.name}/${name}`)
        : [entry.name],
    ),
  );
  return below.flat();
}
