/*
 * The engine and the words of the system know no province, no year and no price: these are data of a model or a
 * scenario. In the rooms where a case becomes numbers, a number is 0, 1, 2 or a constant that says its unit.
 * Run: prints what breaks the rule, and what the list of exceptions no longer needs, and fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { EXCEPTIONS } from './no-province-exceptions.js';

const ROOMS = ['src/engine', 'src/system'];
/** Here literal numbers are looked at, too. */
const NUMBERED = /^src\/engine\/(?:dispatch|accounting|attribution|hydrology|cascade)\//;

const PLACES = [
  'sichuan',
  'chongqing',
  'tibet',
  'yunnan',
  'dadu',
  'yalong',
  'jinsha',
  'minjiang',
  'jialing',
  'ertan',
  'xiluodu',
  'xiangjiaba',
  'lianghekou',
  'ganzi',
  'liangshan',
  'panzhihua',
  'yaan',
  'nea',
  'chuanzang',
  'chuanyu',
  'consumption zone',
];
const PLACES_ZH =
  /四川|重庆|西藏|云南|大渡|雅砻|金沙|岷江|嘉陵|二滩|溪洛渡|向家坝|甘孜|阿坝|凉山|攀枝花|雅安|国家能源局|消纳/;
const YEAR = /(?<![\d.])20(?:1[5-9]|2\d|30)(?!\d|,\d{3})/;
const YUAN = /yuan|元/i;
/** Words of a docstring that say what a number is counted in. */
const UNIT =
  /\b(?:MWh?|GWh|yuan|m3\/s|hm3|h|hours?|days?|weeks?|1|parts?|shares?|relative|times|columns?|letters?|draws?|steps?|rounds?|bits?|degrees?)\b/i;
const PLAIN = new Set(['0', '1', '2']);

/**
 * What breaks a rule in one source, each with its rule (`place`, `year`, `yuan`, `number`), line and text.
 * Comments may cite sources: they are not looked at.
 *
 * @param {string} path
 * @param {string} text
 */
export function breaches(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  /** @type {{ rule: string, line: number, text: string }[]} */
  const found = [];
  const constants = textConstants(source);
  const add = (/** @type {string} */ rule, /** @type {import('typescript').Node} */ node) =>
    found.push({
      rule,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      text: node.getText().replaceAll(/\s+/g, ' ').slice(0, 70),
    });
  const visit = (/** @type {import('typescript').Node} */ node) => {
    const words = wordsOf(node);
    if (words !== null) {
      if (namesPlace(words)) add('place', node);
      if (YEAR.test(words)) add('year', node);
      if (/\d\s*(?:yuan|元)/i.test(words)) add('yuan', node);
    }
    if (ts.isNumericLiteral(node)) {
      if (YEAR.test(node.text) && node.text.length === 4) add('year', node);
      if (NUMBERED.test(path) && !PLAIN.has(node.text) && !isNamedConstant(node, source)) add('number', node);
    }
    if (isPriced(node, constants)) add('yuan', node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * The text of a literal, or the words of a name; null for any other node.
 *
 * @param {import('typescript').Node} node
 */
function wordsOf(node) {
  if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) return node.text;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return node.text;
  return ts.isIdentifier(node) ? node.text.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2') : null;
}

/**
 * @param {string} words
 */
function namesPlace(words) {
  const plain = ` ${words.toLowerCase().replaceAll(/[^a-z]+/g, ' ')} `;
  return PLACES_ZH.test(words) || PLACES.some((place) => plain.includes(` ${place} `));
}

/**
 * Texts that a name of the file stands for.
 *
 * @param {import('typescript').SourceFile} source
 */
const textConstants = (source) =>
  new Map(
    source.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList: { declarations } }) => declarations)
      .flatMap(({ name, initializer }) =>
        initializer !== undefined && ts.isStringLiteralLike(initializer)
          ? [/** @type {const} */ ([name.getText(), initializer.text])]
          : [],
      ),
  );

/**
 * A number given to a name in yuan, or beside the unit in a call.
 *
 * @param {import('typescript').Node} node
 * @param {Map<string, string>} constants
 */
function isPriced(node, constants) {
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node))
    return YUAN.test(node.name.getText()) && node.initializer !== undefined && holdsFigure(node.initializer);
  if (!ts.isCallExpression(node)) return false;
  const unit = node.arguments.some((one) =>
    YUAN.test(ts.isStringLiteralLike(one) ? one.text : (constants.get(one.getText()) ?? '')),
  );
  return unit && node.arguments.some(holdsFigure);
}

/**
 * @param {import('typescript').Node} node
 * @returns {boolean}
 */
function holdsFigure(node) {
  if (ts.isNumericLiteral(node)) return node.text !== '0';
  return !ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => holdsFigure(child) || undefined) ?? false);
}

/**
 * Whether a number is part of a constant of the file whose comment says what it is counted in.
 *
 * @param {import('typescript').Node} node
 * @param {import('typescript').SourceFile} source
 */
function isNamedConstant(node, source) {
  let at = node;
  while (at.parent !== source && at.parent !== undefined) at = at.parent;
  if (!ts.isVariableStatement(at) || (at.declarationList.flags & ts.NodeFlags.Const) === 0) return false;
  if (!at.declarationList.declarations.every(({ name }) => /^[A-Z][A-Z0-9_]*$/.test(name.getText()))) return false;
  const comments = ts.getLeadingCommentRanges(source.text, at.getFullStart()) ?? [];
  return comments.some(({ pos, end }) => UNIT.test(source.text.slice(pos, end)));
}

/**
 * What is wrong: breaches beyond the exceptions, and exceptions that are no longer needed.
 *
 * @param {{ path: string, rule: string, line: number, text: string }[]} found
 * @param {[path: string, rule: string, count: number, reason: string][]} exceptions
 */
export function judged(found, exceptions) {
  /** @type {Map<string, typeof found>} */
  const counts = new Map();
  for (const one of found) {
    const key = `${one.path} ${one.rule}`;
    counts.set(key, [...(counts.get(key) ?? []), one]);
  }
  const allowed = new Map(exceptions.map(([path, rule, count, reason]) => [`${path} ${rule}`, { count, reason }]));
  const broken = [...counts].flatMap(([key, ones]) => {
    const count = allowed.get(key)?.count ?? 0;
    return ones.length <= count
      ? []
      : ones.map(
          ({ path, rule, line, text }) =>
            `${path}:${line} ${rule}: ${text}${count > 0 ? ` (${ones.length} in the file, ${count} excepted)` : ''}`,
        );
  });
  const idle = [...allowed].flatMap(([key, { count, reason }]) => {
    const now = counts.get(key)?.length ?? 0;
    if (!reason) return [`${key}: an exception needs its reason`];
    return now < count
      ? [`${key}: ${count} excepted, ${now} left: lower the number in tools/no-province-exceptions.js`]
      : [];
  });
  return [...broken, ...idle];
}

/** All breaches under a folder. */
export const breachesUnder = (root = '.') =>
  ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .flatMap((name) => {
        const path = relative(root, join(root, room, name));
        return breaches(path, readFileSync(join(root, path), 'utf8')).map((one) => ({ path, ...one }));
      }),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = judged(breachesUnder(), EXCEPTIONS);
  if (wrong.length > 0) {
    process.stderr.write(`${wrong.join('\n')}\n`);
    process.exitCode = 1;
  }
}
