import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { invalid, problem, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import { repeatedKey } from '../../system/reading/repeated-keys.ts';
import { yamlShapeProblem } from './yaml-shape.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}
/** A YAML text as plain data, with the position of every value in it. */
export interface YamlText {
  readonly data: unknown;
  readonly position: (keys: readonly PropertyKey[]) => Position;
  /** fields that stand twice: they do not keep the rest from being read */
  readonly problems: readonly Problem[];
}

const START: Position = { line: 1, column: 1 };

/** Reads YAML 1.2 (JSON included); every syntax error is one problem with its line and column. */
export function readYaml(text: string): Checked<YamlText> {
  const shape = yamlShapeProblem(text);
  if (shape) return invalid([shape]);
  const lines = new LineCounter();
  // The parser compares each key of a block with all others; `repeatedKeys` looks them up.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0)
    return invalid(
      document.errors.map((error) => ({
        ...syntaxProblem(error.code, error.message, firstWords(text, error.pos[0])),
        ...at(error.pos[0]),
      })),
    );
  const problems = repeatedKeys(document.contents).map(({ name, offset }) => ({
    ...repeatedKey('', name),
    ...at(offset),
  }));
  const pairs = pairsByKey();
  try {
    return valid({
      data: document.toJS() as unknown,
      position: (keys) => positionOf(document, keys, at, pairs),
      problems,
    });
  } catch (error) {
    return invalid([
      {
        ...problem(
          'yaml-alias',
          '',
          null,
          'no excessive or unresolved aliases',
          error instanceof Error ? error.message : 'aliases cannot be resolved',
          'write the values out instead of using *aliases',
        ),
        ...START,
      },
    ]);
  }
}

const WORDS = 40;
const firstWords = (text: string, offset: number): string =>
  text
    .slice(offset, offset + WORDS)
    .split('\n')[0]
    .trim();

function syntaxProblem(code: string, message: string, words: string): Problem {
  if (code === 'MULTIPLE_DOCS')
    return problem(
      'yaml-syntax',
      '',
      null,
      'one document',
      'the file holds more than one document',
      'remove the line with ---',
    );
  return problem(
    'yaml-syntax',
    '',
    words || null,
    'valid YAML',
    `is not valid YAML: ${message}`,
    'check indentation, quotes and brackets near this line',
  );
}

interface Repeated {
  readonly name: string;
  readonly offset: number;
}

/** The fields that stand a second time in their block, in the order of the text. */
function repeatedKeys(node: unknown): Repeated[] {
  if (isPair(node)) return [...repeatedKeys(node.key), ...repeatedKeys(node.value)];
  if (!isCollection(node)) return [];
  const inside = node.items.flatMap(repeatedKeys);
  if (!isMap(node)) return inside;
  const seen = new Set<unknown>();
  const own = node.items.flatMap(({ key }): Repeated[] => {
    if (!isScalar(key)) return [];
    if (!seen.has(key.value)) {
      seen.add(key.value);
      return [];
    }
    return [{ name: String(key.value), offset: key.range?.[0] ?? 0 }];
  });
  return [...own, ...inside];
}

type PairsByKey = (map: YAMLMap) => ReadonlyMap<string, Pair>;

/** The pairs of each map by the text of their key, the first of equals; looked up once a map. */
function pairsByKey(): PairsByKey {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  return (map) => {
    const made =
      known.get(map) ??
      new Map(
        map.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item] as const] : [])).reverse(),
      );
    known.set(map, made);
    return made;
  };
}

/** A scalar stands where it is written, a block where its name is; what is absent is looked for where it should be. */
function positionOf(
  document: Document,
  keys: readonly PropertyKey[],
  at: (offset: number) => Position,
  pairs: PairsByKey,
): Position {
  let node: unknown = document.contents;
  let place = START;
  for (const key of keys) {
    if (!isCollection(node)) return place;
    const pair = isMap(node) ? pairs(node).get(String(key)) : undefined;
    const next: unknown = pair ? pair.value : isMap(node) ? undefined : node.items[Number(key)];
    const shown = pair && !isScalar(next) ? pair.key : isPair(next) ? next.key : next;
    const range = (shown as Node | null | undefined)?.range;
    if (!range) return place;
    place = at(range[0]);
    node = next;
  }
  return place;
}
