import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import { invalid, problem, valid, type Checked, type Problem } from '../system/problem.ts';

export interface Position { readonly line: number; readonly column: number }
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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = document.errors.map((error) => ({ ...syntaxProblem(error.code, error.message, text.slice(error.pos[0])), ...at(error.pos[0]) }));
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return invalid(problems);
  try {
    return valid({ data: document.toJS() as unknown, position: (keys) => positionOf(document, keys, at), problems });
  } catch (error) {
    return invalid([{ ...problem('yaml-alias', '', null, 'no excessive or unresolved aliases', error instanceof Error ? error.message : 'aliases cannot be resolved', 'write the values out instead of using *aliases'), ...START }]);
  }
}

function syntaxProblem(code: string, message: string, text: string): Problem {
  if (code === 'DUPLICATE_KEY') return problem('duplicate-key', '', /^[^:\s]+/.exec(text)?.[0] ?? null, 'each field once', 'a field stands twice in one block', 'keep one of them');
  if (code === 'MULTIPLE_DOCS') return problem('yaml-syntax', '', null, 'one document', 'the file holds more than one document', 'remove the line with ---');
  return problem('yaml-syntax', '', text.split('\n')[0].trim().slice(0, 40) || null, 'valid YAML', `is not valid YAML: ${message}`, 'check indentation, quotes and brackets near this line');
}

/** A scalar stands where it is written, a block where its name is; what is absent is looked for where it should be. */
function positionOf(document: Document, keys: readonly PropertyKey[], at: (offset: number) => Position): Position {
  let node: unknown = document.contents;
  let place = START;
  for (const key of keys) {
    if (!isCollection(node)) return place;
    const pair = isMap(node) ? (node.items as Pair[]).find((item) => isScalar(item.key) && String(item.key.value) === String(key)) : undefined;
    const next: unknown = pair ? pair.value : isMap(node) ? undefined : node.items[Number(key)];
    const shown = pair && !isScalar(next) ? pair.key : isPair(next) ? next.key : next;
    const range = (shown as Node | null | undefined)?.range;
    if (!range) return place;
    place = at(range[0]);
    node = next;
  }
  return place;
}
