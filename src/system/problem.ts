/**
 * One thing wrong with an input, said so that the reader can mend it: which field, what it holds, what is allowed, what to do.
 * `path` is a dotted field path (`stations.csv/ertan.capacity_mw`, `measures[0].size`); `file`, `line` and `column` are 1-based and added by the reader.
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
}

export const problem = (
  code: string, path: string, value: unknown, limit: string | null, message: string, hint: string,
): Problem => ({ code, path, value: value === undefined ? null : value, limit, message, hint });

/** Thrown where invalid input must stop the work; it always carries every problem found, never the first alone. */
export class InvalidInput extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((p) => `${p.path}: ${p.message}`).join('\n'));
    this.name = 'InvalidInput';
  }
}

/** A value or all the reasons why there is none. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

export const valid = <T>(value: T): Checked<T> => ({ ok: true, value });
export const invalid = <T>(problems: readonly Problem[]): Checked<T> => ({ ok: false, problems });

export function orThrow<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new InvalidInput(checked.problems);
}
