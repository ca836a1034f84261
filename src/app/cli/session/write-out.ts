import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder } from '../../../io/files/make-folder.ts';
import { InvalidInput, problem } from '../../../system/words/problem.ts';

/** Writes the file of `--out`. */
export async function writeOut(out: string, text: string): Promise<void> {
  await writeFile(out, text).catch(({ code }: NodeJS.ErrnoException) => {
    throw new InvalidInput([
      problem(
        'unwritable-file',
        '--out',
        out,
        'a file that can be written',
        `the file cannot be written (${code ?? 'unknown cause'})`,
        'give a path in a folder that exists and may be written to',
      ),
    ]);
  });
}

/**
 * Writes the files into the folder of `--out`, which must be empty or new: a file left from before would be read with
 * them.
 */
export async function writeFolder(
  out: string,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  const refused = (cause: string): InvalidInput =>
    new InvalidInput([
      problem(
        'unwritable-folder',
        '--out',
        out,
        'an empty or new folder',
        `the folder cannot be written (${cause})`,
        'name a folder that is empty or does not exist yet',
      ),
    ]);
  const present = await readdir(out).catch(({ code }: NodeJS.ErrnoException) => {
    if (code === 'ENOENT') return [];
    throw refused(code ?? 'unknown cause');
  });
  if (present.length > 0) throw refused('it is not empty');
  try {
    makeFolder(resolve(out));
    for (const { name, text } of files) await writeFile(join(out, name), text);
  } catch (error) {
    throw refused((error as NodeJS.ErrnoException).code ?? 'unknown cause');
  }
}
