import { Lexer } from 'yaml';
import { MOST_LEVELS, tooDeep } from '../../system/words/nesting.ts';
import { problem, type Problem } from '../../system/words/problem.ts';

/** Most blanks before a line: each level of a block needs one. */
const MOST_INDENT = 200;
/** Most aliases of a file: each may stand for a whole block, and is looked for in all of the file. */
const MOST_ALIASES = 50;
/**
 * Longest text of a file, in characters; no field takes a hundredth of it. The parser puts a quoted one together
 * character by character, and half a million characters cost twenty times the memory and more upkeep of it than
 * reading.
 */
const MOST_TEXT = 100_000;

/**
 * Marks that the lexer puts between the parts of a text and that are no part of it: start of a document, error in a
 * flow, start of a scalar.
 */
const MARKS = new Set(['\x02', '\x18', '\x1f']);
/** Parts that may open a block of their own, several on one line, or between two commas. */
const OPENERS = new Set(['-', '?', ':']);
const QUOTES = new Set(['"', "'"]);
const SCALAR = '\x1f';
const DEEPER: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/**
 * Why a text must not be handed to the parser, which goes down as deep as the text does and looks for every alias; null
 * where it may. One pass over its parts.
 */
export function yamlShapeProblem(text: string): Problem | null {
  let offset = 0,
    flow = 0,
    openers = 0,
    aliases = 0;
  let [scalar, lineStart] = [false, true];
  for (const part of new Lexer().lex(text)) {
    if (MARKS.has(part)) {
      scalar = part === SCALAR;
      continue;
    }
    if (part.length > MOST_TEXT && (scalar || QUOTES.has(part[0])))
      return at(
        text,
        offset,
        problem(
          'wrong-length',
          '',
          part,
          `length <= ${MOST_TEXT}`,
          'has the wrong length',
          'give a text of the allowed length; look for quotes that are not closed',
        ),
      );
    if (!scalar) {
      const indent = lineStart && flow === 0 && part.startsWith(' ') ? part.length : 0;
      flow = Math.max(0, flow + (DEEPER[part] ?? 0));
      if (flow > 0 ? part === ',' || Object.hasOwn(DEEPER, part) : part.endsWith('\n')) openers = 0;
      else if (OPENERS.has(part)) openers++;
      aliases += part.startsWith('*') ? 1 : 0;
      if (flow > MOST_LEVELS || openers > MOST_LEVELS || indent > MOST_INDENT) return at(text, offset, tooDeep(''));
      if (aliases > MOST_ALIASES)
        return at(
          text,
          offset,
          problem(
            'yaml-alias',
            '',
            part,
            `<= ${MOST_ALIASES} aliases`,
            'the file has too many aliases',
            'write the values out instead of using *aliases',
          ),
        );
    }
    lineStart = !scalar && part.endsWith('\n');
    scalar = false;
    offset += part.length;
  }
  return null;
}

function at(text: string, offset: number, found: Problem): Problem {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return { ...found, line, column: offset - start + 1 };
}
