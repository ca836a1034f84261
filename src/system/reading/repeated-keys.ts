import { endOfText } from '../words/nesting.ts';
import { problem, type Problem } from '../words/problem.ts';
import { MOST_LISTED } from '../words/problem-list.ts';
import { pathText } from './zod-problems.ts';

/** A key that stands a second time in its block, and where it does, 1-based. */
interface RepeatedKey {
  readonly problem: Problem;
  readonly place: { readonly line: number; readonly column: number };
}

export const repeatedKey = (path: string, name: string): Problem =>
  problem('duplicate-key', path, name, 'each field once', 'a field stands twice in one block', 'keep one of them');

/** A block or list that is open: its keys so far (null: a list), the place within it, whether a key comes next. */
interface Open {
  readonly keys: Set<string> | null;
  at: string | number;
  awaitsKey: boolean;
}

/**
 * The keys of a JSON text that stand twice in their block, as many as are listed: the parser takes the last of them
 * and says nothing. One pass over the text; of one that is no JSON nothing is promised.
 */
export function repeatedKeys(json: string): RepeatedKey[] {
  const open: Open[] = [];
  const found: RepeatedKey[] = [];
  let [line, lineStart] = [1, 0];
  for (let i = 0; i < json.length && found.length < MOST_LISTED; i++) {
    const char = json.charCodeAt(i);
    const inside = open.length > 0 ? open[open.length - 1] : undefined;
    if (char === 0x22) {
      const end = endOfText(json, i);
      if (inside?.awaitsKey && enter(inside, json.slice(i + 1, end)))
        found.push({
          problem: repeatedKey(pathText(open.map(({ at }) => at)), String(inside.at)),
          place: { line, column: i - lineStart + 1 },
        });
      i = end;
    } else if (char === 0x2c && inside !== undefined) next(inside);
    else if (char === 0x7b) open.push({ keys: new Set(), at: '', awaitsKey: true });
    else if (char === 0x5b) open.push({ keys: null, at: 0, awaitsKey: false });
    else if (char === 0x0a) [line, lineStart] = [line + 1, i + 1];
    else if (char === 0x7d || char === 0x5d) open.pop();
  }
  return found;
}

/** Takes the next key of a block; true where it has stood before. */
function enter(block: Open, written: string): boolean {
  const name = written.includes('\\') ? unescaped(written) : written;
  const known = block.keys!.has(name);
  block.keys!.add(name);
  block.at = name;
  block.awaitsKey = false;
  return known;
}

function next(inside: Open): void {
  if (inside.keys === null) inside.at = Number(inside.at) + 1;
  else inside.awaitsKey = true;
}

function unescaped(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string;
  } catch {
    return written;
  }
}
