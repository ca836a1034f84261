import { countOf, type Problem } from './problem.ts';

/** A list of problems holds at most so many; `total` and `by_code` count all of them. */
export const MOST_LISTED = 200;

export interface ProblemList {
  readonly problems: readonly Problem[];
  readonly total: number;
  /** how many problems have each code, those that are not listed included */
  readonly by_code: Readonly<Record<string, number>>;
}

export function problemList(problems: readonly Problem[], most = MOST_LISTED): ProblemList {
  const counts = new Map<string, number>();
  for (const { code, more = 0 } of problems) counts.set(code, (counts.get(code) ?? 0) + 1 + more);
  return {
    problems: problems.slice(0, most).map(({ more: _, ...listed }) => listed),
    total: countOf(problems),
    by_code: Object.fromEntries(counts),
  };
}
