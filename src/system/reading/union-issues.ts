import { valueAt } from '../schema/schema-walk.ts';
import type { Issue } from './issue-words.ts';

/**
 * The issues of the one alternative of a union that a value is meant for by its type, each with its path from the root:
 * of a list among numbers, those of its entries. Null where no alternative is for such a value.
 */
export function issuesWithin(issue: Issue, value: unknown): readonly Issue[] | null {
  if (issue.code !== 'invalid_union') return null;
  const meant = issue.errors.find((inner) => inner.length > 0 && inner.every((one) => !isOfOtherType(one, value)));
  if (meant === undefined) return null;
  return meant.flatMap((inner) => {
    const placed: Issue = { ...inner, path: [...issue.path, ...inner.path] };
    return issuesWithin(placed, valueAt(value, inner.path)) ?? [placed];
  });
}

/** A number that is not finite is of the type, and only its size is wrong. */
const isOfOtherType = (issue: Issue, value: unknown): boolean =>
  issue.path.length === 0 &&
  issue.code === 'invalid_type' &&
  !(issue.expected === 'number' && typeof value === 'number');

/** So many entries of a list may be slips; more of one kind have one cause, and the first speaks for all. */
const MOST_APART = 5;

/** Issues of one kind at one list, of which the first is told where they are many. */
export interface Alike {
  readonly issue: Issue;
  readonly count: number;
}

/** Issues as they are told: one by one, or of many alike in one list the first with their number. */
export function alike(issues: readonly Issue[]): Alike[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const last = issue.path.at(-1);
    const list = typeof last === 'number' ? issue.path.slice(0, -1) : issue.path;
    const key = `${issue.code} ${list.join('.')}`;
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length <= MOST_APART
      ? group.map((issue) => ({ issue, count: 1 }))
      : [{ issue: group[0], count: group.length }],
  );
}
