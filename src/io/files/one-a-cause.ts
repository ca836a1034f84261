import type { Problem } from '../../system/words/problem.ts';
import { splitRowPath } from '../../system/model/table-keys.ts';

/** So many cells of one column with one fault may be slips; more are one habit of the file. */
const MOST_APART = 3;
const LINES_NAMED = 12;

/**
 * The problems of the rows of one table: where many cells of a column have the same fault, its first one speaks for all
 * and names the lines.
 */
export function oneACause(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, Problem[]>();
  for (const one of problems) {
    const key = `${one.code} ${splitRowPath(one.path)?.column ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => (group.length <= MOST_APART ? group : [spokenFor(group)]));
}

function spokenFor([first, ...others]: readonly Problem[]): Problem {
  const lines = others
    .slice(0, LINES_NAMED)
    .map(({ line }) => line)
    .join(', ');
  return {
    ...first,
    message:
      `${first.message} (the first of ${others.length + 1}; also on lines ` +
      `${lines}${others.length > LINES_NAMED ? ', …' : ''})`,
  };
}
