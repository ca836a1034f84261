import { echoed, quoting } from './echo.ts';

/**
 * One thing wrong with an input, said so that the reader can mend it: which field, what it holds, what is allowed, what
 * to do. `path` is a dotted field path (`stations.csv/ertan.capacity_mw`, `measures[0].size`); `file`, `line` and
 * `column` are 1-based and added by the reader.
 */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly value: unknown;
  readonly limit: string | null;
  readonly message: string;
  readonly hint: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** how many further problems of its code it stands for; counted, and never listed */
  readonly more?: number;
}

/** How many problems there are, those that one stands for included. */
export const countOf = (problems: readonly Problem[]): number =>
  problems.reduce((sum, { more = 0 }) => sum + 1 + more, 0);

/** Longest path, and longest limit, message and hint, in characters. */
const MOST_PATH = 200;
const MOST_WORDS = 1000;

/**
 * What the reader wrote is shown cut (`echoed`), wherever it stands: no problem is longer than a page, however long the
 * input.
 */
export const problem = (
  code: string,
  path: string,
  value: unknown,
  limit: string | null,
  message: string,
  hint: string,
): Problem => ({
  code,
  path: quoting(path, value, MOST_PATH),
  value: echoed(value),
  limit: limit === null ? null : quoting(limit, value, MOST_WORDS),
  message: quoting(message, value, MOST_WORDS),
  hint: quoting(hint, value, MOST_WORDS),
});

/** Problems told in the message of an error, which is for logs; the list has them all. */
const MOST_TOLD = 20;

/** Thrown where invalid input must stop the work; it always carries every problem found, never the first alone. */
export class InvalidInput extends Error {
  constructor(readonly problems: readonly Problem[]) {
    const told = problems.slice(0, MOST_TOLD);
    const more = countOf(problems) - told.length;
    super([...told.map((p) => `${p.path}: ${p.message}`), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
    this.name = 'InvalidInput';
  }
}

/** A value or all the reasons why there is none. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

export const valid = <T>(value: T): Checked<T> => ({ ok: true, value });
export const invalid = <T>(problems: readonly Problem[]): Checked<T> => ({ ok: false, problems });

export function orThrow<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new InvalidInput(checked.problems);
}
