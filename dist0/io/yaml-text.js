import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { invalid, problem, valid } from "../system/problem.js";
import { yamlShapeProblem } from "./yaml-shape.js";
const START = { line: 1, column: 1 };
/** Reads YAML 1.2 (JSON included); every syntax error is one problem with its line and column. */
export function readYaml(text) {
    const shape = yamlShapeProblem(text);
    if (shape)
        return invalid([shape]);
    const lines = new LineCounter();
    // The parser compares each key of a block with all others; `repeatedKeys` looks them up.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: false, logLevel: 'error' });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    if (document.errors.length > 0)
        return invalid(document.errors.map((error) => ({ ...syntaxProblem(error.code, error.message, firstWords(text, error.pos[0])), ...at(error.pos[0]) })));
    const problems = repeatedKeys(document.contents).map(({ name, offset }) => ({ ...problem('duplicate-key', '', name, 'each field once', 'a field stands twice in one block', 'keep one of them'), ...at(offset) }));
    const pairs = pairsByKey();
    try {
        return valid({ data: document.toJS(), position: (keys) => positionOf(document, keys, at, pairs), problems });
    }
    catch (error) {
        return invalid([{ ...problem('yaml-alias', '', null, 'no excessive or unresolved aliases', error instanceof Error ? error.message : 'aliases cannot be resolved', 'write the values out instead of using *aliases'), ...START }]);
    }
}
const WORDS = 40;
const firstWords = (text, offset) => text.slice(offset, offset + WORDS).split('\n')[0].trim();
function syntaxProblem(code, message, words) {
    if (code === 'MULTIPLE_DOCS')
        return problem('yaml-syntax', '', null, 'one document', 'the file holds more than one document', 'remove the line with ---');
    return problem('yaml-syntax', '', words || null, 'valid YAML', `is not valid YAML: ${message}`, 'check indentation, quotes and brackets near this line');
}
/** The fields that stand a second time in their block, in the order of the text. */
function repeatedKeys(node) {
    if (isPair(node))
        return [...repeatedKeys(node.key), ...repeatedKeys(node.value)];
    if (!isCollection(node))
        return [];
    const inside = node.items.flatMap(repeatedKeys);
    if (!isMap(node))
        return inside;
    const seen = new Set();
    const own = node.items.flatMap(({ key }) => {
        if (!isScalar(key))
            return [];
        if (!seen.has(key.value)) {
            seen.add(key.value);
            return [];
        }
        return [{ name: String(key.value), offset: key.range?.[0] ?? 0 }];
    });
    return [...own, ...inside];
}
/** The pairs of each map by the text of their key, the first of equals; looked up once a map. */
function pairsByKey() {
    const known = new WeakMap();
    return (map) => {
        const made = known.get(map) ?? new Map(map.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item]] : [])).reverse());
        known.set(map, made);
        return made;
    };
}
/** A scalar stands where it is written, a block where its name is; what is absent is looked for where it should be. */
function positionOf(document, keys, at, pairs) {
    let node = document.contents;
    let place = START;
    for (const key of keys) {
        if (!isCollection(node))
            return place;
        const pair = isMap(node) ? pairs(node).get(String(key)) : undefined;
        const next = pair ? pair.value : isMap(node) ? undefined : node.items[Number(key)];
        const shown = pair && !isScalar(next) ? pair.key : isPair(next) ? next.key : next;
        const range = shown?.range;
        if (!range)
            return place;
        place = at(range[0]);
        node = next;
    }
    return place;
}
