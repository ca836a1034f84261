import { problem, type Problem } from './problem.ts';

/** Blocks and lists of a document may stand in one another so deep; what is read needs ten levels at most. */
export const MOST_LEVELS = 32;

export const tooDeep = (path: string): Problem =>
  problem(
    'too-deep',
    path,
    null,
    `<= ${MOST_LEVELS} levels`,
    'blocks and lists stand in one another too deep',
    'look for brackets that are not closed; no document that is read here is that deep',
  );

/** The character (0-based) of a JSON text at which it goes deeper than that; null where it does not. */
export const tooDeepAt = (json: string): number | null => shapeOf(json).deepAt;

/** Where a JSON text goes too deep, and how many blocks and lists are opened up to there. */
export function shapeOf(json: string): { readonly deepAt: number | null; readonly opened: number } {
  let [level, opened] = [0, 0];
  for (let i = 0; i < json.length; i++) {
    const char = json.charCodeAt(i);
    if (char === QUOTE) i = endOfText(json, i);
    else if (char === 0x5b || char === 0x7b) {
      opened++;
      if (++level > MOST_LEVELS) return { deepAt: i, opened };
    } else if (char === 0x5d || char === 0x7d) level--;
  }
  return { deepAt: null, opened };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where the quotation mark stands that closes the text opened at `start`, or the end of all. */
export function endOfText(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const char = json.charCodeAt(i);
    if (char === BACKSLASH) i++;
    else if (char === QUOTE) return i;
  }
  return json.length;
}
