import { relative } from 'node:path';
import { problem, type Problem } from '../../system/words/problem.ts';

/** How a file is named to the reader: from the working folder. */
export const shownPath = (path: string): string => relative(process.cwd(), path) || '.';

export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export const placed = (found: Problem, place: Place): Problem => ({ ...found, ...place });

/** Why a file could not be read, in words for its reader. */
export function unreadable(path: string, error: unknown, what: string): Problem {
  const code = (error as NodeJS.ErrnoException).code;
  const file = shownPath(path);
  const reasons: Record<string, [string, string, string]> = {
    ENOENT: ['missing-file', 'does not exist', 'check the path, or create the file'],
    ENOTDIR: ['missing-file', 'does not exist: a part of the path is a file', 'check the path'],
    EISDIR: ['not-a-file', 'is a folder', 'give the path of a file'],
    EACCES: ['unreadable-file', 'may not be read', 'ask for read permission'],
  };
  const [name, reason, hint] = reasons[code ?? ''] ?? ['unreadable-file', 'cannot be read', 'check the file'];
  return placed(problem(name, '', file, `a readable ${what}`, `${what} ${file} ${reason}`, hint), { file });
}
