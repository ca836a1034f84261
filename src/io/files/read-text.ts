import { readFile } from 'node:fs/promises';
import { invalid, type Checked } from '../../system/words/problem.ts';
import { placed, shownPath, unreadable } from './file-problems.ts';
import { decodeText, type DecodedText } from '../tables/decoded-text.ts';

/**
 * The text of a file that people edit, whatever encoding it was saved in; or why there is none, with the name of the
 * file.
 */
export async function readText(path: string, what: string): Promise<Checked<DecodedText>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return invalid([unreadable(path, error, what)]);
  }
  const decoded = decodeText(bytes);
  return decoded.ok
    ? decoded
    : invalid(
        decoded.problems.map((found) => placed(found, { file: shownPath(path), line: found.line ?? 1, column: 1 })),
      );
}
