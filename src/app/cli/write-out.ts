import { writeFile } from 'node:fs/promises';
import { InvalidInput, problem } from '../../system/problem.ts';

/** Writes the file of `--out`. */
export async function writeOut(out: string, text: string): Promise<void> {
  await writeFile(out, text).catch(({ code }: NodeJS.ErrnoException) => {
    throw new InvalidInput([problem('unwritable-file', '--out', out, 'a file that can be written', `the file cannot be written (${code ?? 'unknown cause'})`,
      'give a path in a folder that exists and may be written to')]);
  });
}
