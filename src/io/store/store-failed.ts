import { relative } from 'node:path';
import { InvalidInput, problem, type Problem } from '../../system/words/problem.ts';

/** The store cannot be used, for a reason outside the program that its user can mend. */
export class StoreFailed extends InvalidInput {
  override readonly name = 'StoreFailed';
}

type Cause = readonly [code: string, limit: string, message: string, hint: string];
const ANOTHER = 'set SPILLWAY_DATA to a folder that you may write to';
const DENIED: Cause = [
  'store-denied',
  'a folder and a file that may be read and written',
  'may not be written to',
  `ask for permission to write, or ${ANOTHER}`,
];
const NO_FOLDER: Cause = ['store-folder', 'a folder that exists or can be made', 'cannot be made as a folder', ANOTHER];
const IN_THE_WAY: Cause = [
  'store-folder',
  'a folder',
  'is no folder, or lies in something that is none',
  `move the file that is in the way, or ${ANOTHER}`,
];
const FULL: Cause = [
  'store-full',
  'free space for the store',
  'is full: there is no room for the store',
  'free space on that disk, or set SPILLWAY_DATA to a folder on another',
];
const FOREIGN: Cause = [
  'store-foreign',
  'a store of Spillway',
  'holds a spillway.db that is no store of Spillway',
  'move that file away, or set SPILLWAY_DATA to another folder',
];
const DAMAGED: Cause = [
  'store-damaged',
  'a sound store',
  'holds a store that is damaged',
  'bring back a copy of spillway.db, or move it away: results are computed again, scenarios of your own are lost',
];
const BUSY: Cause = [
  'store-busy',
  'a store that no other program locks',
  'holds a store that another program keeps locked',
  'end the program that locks spillway.db, then try again',
];
const DISK: Cause = [
  'store-disk',
  'a disk that can be read and written',
  'cannot be read or written: the disk reports an error',
  `check the disk, or ${ANOTHER}`,
];

/** By the code of SQLite, without what follows its second part, or that of the operating system. */
const CAUSES: Readonly<Record<string, Cause>> = {
  SQLITE_FULL: FULL,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: FULL,
  SQLITE_NOTADB: FOREIGN,
  SQLITE_CORRUPT: DAMAGED,
  SQLITE_BUSY: BUSY,
  SQLITE_LOCKED: BUSY,
  SQLITE_IOERR: DISK,
  EIO: DISK,
  SQLITE_READONLY: DENIED,
  SQLITE_PERM: DENIED,
  SQLITE_AUTH: DENIED,
  SQLITE_CANTOPEN: DENIED,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: DENIED,
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  ENOENT: NO_FOLDER,
  ENAMETOOLONG: NO_FOLDER,
  ELOOP: NO_FOLDER,
  EINVAL: NO_FOLDER,
};

/** Runs it, and names a failure of the store in the words of its user; a fault of the program stays what it is. */
export function naming<T>(folder: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw named(folder, error);
  }
}

export function named(folder: string, error: unknown): unknown {
  const cause = CAUSES[codeOf(error)];
  return cause ? failed(folder, cause) : error;
}

export const noFile = (folder: string): StoreFailed =>
  failed(folder, [
    'store-folder',
    'a file spillway.db, or none',
    'holds a spillway.db that is no file',
    'move it away, or set SPILLWAY_DATA to another folder',
  ]);
export const foreignStore = (folder: string): StoreFailed => failed(folder, FOREIGN);
export const damagedStore = (folder: string): StoreFailed => failed(folder, DAMAGED);
export const laterStore = (folder: string, version: number, known: number): StoreFailed =>
  failed(folder, [
    'store-later',
    `a store of version ${known} or earlier`,
    `holds a store of version ${version}, written by a later Spillway; this one knows version ${known}`,
    'upgrade Spillway, or set SPILLWAY_DATA to another folder',
  ]);

function failed(folder: string, [code, limit, message, hint]: Cause): StoreFailed {
  const found: Problem = problem(
    code,
    'SPILLWAY_DATA',
    folder,
    limit,
    `the data folder ${shown(folder)} ${message}`,
    hint,
  );
  return new StoreFailed([found]);
}

/** From the working folder where it lies in it. */
function shown(folder: string): string {
  const near = relative(process.cwd(), folder);
  return near === '' || near.startsWith('..') ? folder : near;
}

/** A connection that cannot be opened has the code of SQLite in its text alone. */
function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code !== '') return /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
  return typeof message === 'string' && message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : '';
}
