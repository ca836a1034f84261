import { join } from 'node:path';
import type { z } from 'zod';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { jsonOrNull } from './calibration-files.ts';
import { shownPath } from './file-problems.ts';
import { namesIn } from './folder-names.ts';
import { readText } from './read-text.ts';

/** A kind of file that a command keeps beside the tables of a model. */
interface Kind<T> {
  readonly is: (name: string) => boolean;
  readonly what: string;
  /** of the problem where one cannot be read */
  readonly code: string;
  /** the command that writes it, and what is allowed: a file that it has written */
  readonly by: string;
  readonly limit: string;
  readonly read: z.ZodType<T>;
}

/** All files of a kind in a model folder, by name. Throws `InvalidInput` that names one that cannot be read. */
export async function storedFiles<T>(folder: string, kind: Kind<T>): Promise<readonly T[]> {
  const names = (await namesIn(folder)).filter((name) => kind.is(name)).sort();
  return Promise.all(names.map((name) => storedFile(join(folder, name), kind)));
}

async function storedFile<T>(path: string, { what, code, by, limit, read }: Kind<T>): Promise<T> {
  const found = await readText(path, `stored ${what}`);
  const parsed = read.safeParse(found.ok ? jsonOrNull(found.value.text) : null);
  if (parsed.success) return parsed.data;
  throw new InvalidInput([
    problem(
      code,
      'models',
      shownPath(path),
      limit,
      `${shownPath(path)} is not a stored ${what}`,
      `make it again with ${by}, or remove the file`,
    ),
  ]);
}
