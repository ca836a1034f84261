/*
 * The codes that the source can put into a problem, found in its syntax, beside those that have words in src/app/words.
 * Run: prints the codes without words and fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const CODE = /^[a-z]+(?:-[a-z]+)*$/;

/**
 * Codes whose last words are taken from where a thing is looked up, with the things that are; of the others, the words
 * of the family speak.
 */
/** @type {Record<string, string[]>} */
const FAMILIES = {
  'unknown-': [
    'assumption',
    'export',
    'inferred-water',
    'key',
    'load',
    'member',
    'prefecture',
    'section',
    'series',
    'station',
    'table',
    'target',
    'thermal',
    'water-year',
    'zone',
    'countermeasure',
    'variant',
    'place',
  ],
  'duplicate-': ['load', 'measure'],
  'no-': ['countermeasure', 'variant', 'place'],
  'different-': ['fields'],
};
/** Answers of a solver that are no solution, which become codes. */
const STATUSES = ['infeasible', 'unbounded', 'stalled', 'limit', 'invalid'];

/**
 * @param {string} [root]
 * @returns {{ codes: Map<string, string>, unread: string[], limits: Set<string> }} code and file; template codes of no
 * family; what is said to be allowed
 */
export function codesInSource(root = 'src') {
  const codes = new Map(STATUSES.map((code) => [code, 'solver']));
  /** @type {string[]} */
  const unread = [];
  /** @type {Set<string>} */
  const limits = new Set();
  for (const name of readdirSync(root, { recursive: true })
    .map(String)
    .filter((one) => one.endsWith('.ts') && !/dashboard|app.words/.test(one))) {
    const text = readFileSync(join(root, name), 'utf8');
    for (const usage of text.matchAll(/'commander\.\w+': '([a-z-]+)'/g)) codes.set(usage[1], name);
    if (/problem\(|\bcode: |\brule: /.test(text))
      readFile(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true), {
        add: (code) => codes.set(code, name),
        unread,
        limits,
      });
  }
  // What an issue is called before its rule names it.
  codes.delete('custom');
  return { codes, unread, limits };
}

/**
 * @param {ts.SourceFile} source
 * @param {{ add: (code: string) => void, unread: string[], limits: Set<string> }} found
 */
function readFile(source, { add, unread, limits }) {
  const places = codePlaces(source);
  /** @type {string[]} */
  const inTables = [];
  let open = false;
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText();
      if (callee === 'problem') {
        open = !literals(node.arguments[0], add, unread) || open;
        for (const limit of texts(node.arguments[3])) limits.add(limit);
      } else if ((places.get(callee) ?? -1) >= 0) literals(node.arguments[places.get(callee) ?? -1], add, unread);
    }
    if (ts.isPropertyAssignment(node) && /^(?:code|rule)$/.test(node.name.getText()) && !speaksItself(node))
      literals(node.initializer, add, unread);
    if (ts.isArrayLiteralExpression(node)) inTables.push(...tableCode(node));
    if (ts.isNewExpression(node) && node.expression.getText() === 'Set') inTables.push(...setCodes(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  // A file whose codes come from a table has them first in its rows.
  if (open) inTables.forEach(add);
}

/**
 * Whether the expression holds nothing but codes.
 *
 * @param {ts.Expression | undefined} node
 * @param {(code: string) => void} add
 * @param {string[]} unread
 * @returns {boolean}
 */
function literals(node, add, unread) {
  if (node === undefined) return true;
  if (ts.isStringLiteralLike(node)) {
    if (CODE.test(node.text)) add(node.text);
    return true;
  }
  if (ts.isConditionalExpression(node))
    return [literals(node.whenTrue, add, unread), literals(node.whenFalse, add, unread)].every(Boolean);
  if (ts.isBinaryExpression(node)) literals(node.right, add, unread);
  if (!ts.isTemplateExpression(node)) return false;
  const family = FAMILIES[node.head.text];
  if (family === undefined) unread.push(node.getText());
  else family.forEach((last) => add(`${node.head.text}${last}`));
  return true;
}

/**
 * Messages have a catalogue of their own, notes carry their words in both languages; beside an option stands the last
 * word of a family.
 *
 * @param {ts.Node} node
 */
const speaksItself = (node) => isMessage(node) || /\ben:|\boption:/.test(node.parent.getText());

/**
 * A message is a code beside its values.
 *
 * @param {ts.Node} node
 */
const isMessage = (node) =>
  ts.isObjectLiteralExpression(node.parent) && node.parent.properties.some((one) => one.name?.getText() === 'values');

/** @returns {Map<string, string>} the codes that the source puts into messages, each with its file */
export function messageCodesInSource(root = 'src') {
  const codes = new Map();
  for (const name of readdirSync(root, { recursive: true })
    .map(String)
    .filter((one) => one.endsWith('.ts') && !/^app/.test(one))) {
    const text = readFileSync(join(root, name), 'utf8');
    if (!/\bcode: '/.test(text)) continue;
    const visit = (/** @type {ts.Node} */ node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && isMessage(node))
        literals(node.initializer, (code) => codes.set(code, name), []);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true));
  }
  return codes;
}

/**
 * Where a function of the file is given its code.
 *
 * @param {ts.SourceFile} source
 */
const codePlaces = (source) =>
  new Map(
    source.statements
      .filter(ts.isFunctionDeclaration)
      .map((one) => [one.name?.text ?? '', one.parameters.findIndex(({ name }) => name.getText() === 'code')]),
  );

/**
 * @param {ts.ArrayLiteralExpression} row
 * @returns {string[]}
 */
function tableCode({ elements }) {
  const [first, second] = elements;
  return elements.length >= 3 &&
    ts.isStringLiteralLike(first) &&
    CODE.test(first.text) &&
    texts(second).some((text) => /\s/.test(text))
    ? [first.text]
    : [];
}

/**
 * @param {ts.NewExpression} node
 * @returns {string[]}
 */
function setCodes(node) {
  const list = node.arguments?.[0];
  const all =
    list && ts.isArrayLiteralExpression(list)
      ? list.elements.map((one) => (ts.isStringLiteralLike(one) ? one.text : ''))
      : [];
  return all.every((text) => CODE.test(text) && text.includes('-')) ? all : [];
}

/**
 * The texts that an expression may be, with a number where a value stands.
 *
 * @param {ts.Expression | undefined} node
 * @returns {string[]}
 */
function texts(node) {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join('')];
  return ts.isConditionalExpression(node) ? [...texts(node.whenTrue), ...texts(node.whenFalse)] : [];
}

/** The codes that have words: the keys of the catalogues; other lists of the same files hold no codes. */
export function codesWithWords(folder = 'src/app/words') {
  const catalogues = readdirSync(folder)
    .filter((name) => name.startsWith('words-'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/: Catalogue = \{.*?^\};/gms) ?? []);
  return new Set(
    catalogues.flatMap((text) =>
      [...text.matchAll(/^ {2}(?:'([a-z-]+)'|([a-z]+)): |(?<=, )'([a-z-]+)': (?=unknown\()/gm)].map(
        (m) => m[1] ?? m[2] ?? m[3],
      ),
    ),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const known = codesWithWords();
  const { codes, unread } = codesInSource();
  const missing = [...codes]
    .filter(([code]) => !known.has(code))
    .map(([code, file]) => `no words for the problem "${code}" (src/${file}): add a line in src/app/words`);
  const open = unread.map(
    (text) => `a code is made of parts in a way that tools/problem-codes.js does not know: ${text}`,
  );
  if (missing.length + open.length > 0) {
    process.stderr.write(`${[...missing, ...open].join('\n')}\n`);
    process.exitCode = 1;
  }
}
