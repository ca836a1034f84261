import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readersLanguage } from '../../src/app/api/readers-language.ts';
import { refuse } from '../../src/app/cli/answer.ts';
import { langOf } from '../../src/app/cli/say-notes.ts';
import { validatePath } from '../../src/app/cli/validate.ts';
import { limitInChinese } from '../../src/app/words/limit-words.ts';
import { inLanguage, PROBLEM_WORDS } from '../../src/app/words/say-problem.ts';
import { problem, type Problem } from '../../src/system/problem.ts';

const CODE = /^[a-z]+(?:-[a-z]+)*$/;
const HAN = /\p{Script=Han}/u;

/** Codes whose last word is taken from where a thing is looked up, with the things that are. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  'unknown-': ['export', 'inferred-water', 'key', 'load', 'member', 'prefecture', 'section', 'series', 'station', 'table', 'target', 'thermal', 'water-year', 'zone', 'countermeasure', 'variant', 'place'],
  'duplicate-': ['load', 'measure'], 'no-': ['countermeasure', 'variant', 'place'],
};
/** Answers of a solver that are no solution, which become codes. */
const STATUSES = ['infeasible', 'unbounded', 'failed'];

/** Every code that the source can put into a problem, found in its syntax. */
function codesInSource(): { codes: Map<string, string>; unread: string[]; limits: Set<string> } {
  const limits = new Set<string>();
  const codes = new Map<string, string>();
  const unread: string[] = [];
  for (const name of readdirSync('src', { recursive: true }).map(String).filter((one) => one.endsWith('.ts') && !one.includes('dashboard') && !one.startsWith('app/words'))) {
    const source = ts.createSourceFile(name, readFileSync(join('src', name), 'utf8'), ts.ScriptTarget.ES2022, true);
    const add = (code: string): void => { codes.set(code, name); };
    let open = false;
    const texts: string[] = [];
    const places = codePlaces(source);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'problem') {
        open = !literals(node.arguments[0], add) || open;
        for (const limit of texted(node.arguments[3])) limits.add(limit);
      }
      if (ts.isPropertyAssignment(node) && /^(?:code|rule)$/.test(node.name.getText()) && !isFlag(node)) literals(node.initializer, add);
      if (ts.isCallExpression(node) && (places.get(node.expression.getText()) ?? -1) >= 0) literals(node.arguments[places.get(node.expression.getText()) ?? 0], add);
      if (ts.isArrayLiteralExpression(node)) texts.push(...tableCode(node));
      if (ts.isNewExpression(node) && node.expression.getText() === 'Set') texts.push(...setCodes(node));
      ts.forEachChild(node, visit);
    };
    visit(source);
    // A file whose codes come from a table has them first in its rows.
    if (open) texts.forEach(add);
  }
  return { codes, unread, limits };

  function literals(node: ts.Expression, add: (code: string) => void): boolean {
    if (ts.isStringLiteralLike(node)) {
      if (CODE.test(node.text)) add(node.text);
      return true;
    }
    if (ts.isConditionalExpression(node)) return [literals(node.whenTrue, add), literals(node.whenFalse, add)].every(Boolean);
    if (ts.isBinaryExpression(node)) literals(node.right, add);
    if (ts.isTemplateExpression(node)) {
      const family = FAMILIES[node.head.text];
      if (family === undefined) unread.push(node.getText());
      else family.forEach((last) => add(`${node.head.text}${last}`));
      return true;
    }
    return false;
  }
}

/** The texts that an expression may be, with a number where a value stands. */
function texted(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join('')];
  return ts.isConditionalExpression(node) ? [...texted(node.whenTrue), ...texted(node.whenFalse)] : [];
}

function setCodes(node: ts.NewExpression): string[] {
  const list = node.arguments?.[0];
  const texts = list && ts.isArrayLiteralExpression(list) ? list.elements.map((one) => (ts.isStringLiteralLike(one) ? one.text : '')) : [];
  return texts.every((text) => CODE.test(text) && text.includes('-')) ? texts : [];
}

/** Flags and notes carry their words in both languages themselves; beside an option stands the last word of a family. */
const isFlag = (node: ts.PropertyAssignment): boolean => /message_en|\ben:|\boption:/.test(node.parent.getText());
/** Where a function of the file is given its code. */
function codePlaces(source: ts.SourceFile): Map<string, number> {
  const functions = source.statements.filter(ts.isFunctionDeclaration);
  return new Map(functions.map((one) => [one.name?.text ?? '', one.parameters.findIndex(({ name }) => name.getText() === 'code')]));
}
function tableCode({ elements }: ts.ArrayLiteralExpression): string[] {
  const [first] = elements;
  return elements.length >= 3 && first !== undefined && ts.isStringLiteralLike(first) && CODE.test(first.text) && elements.slice(1).some((one) => /\s/.test(one.getText())) ? [first.text] : [];
}

describe('words of problems', () => {
  const { codes, unread, limits } = codesInSource();
  for (const code of STATUSES) codes.set(code, 'solver');
  // "custom" is what an issue is called before its rule names it; usage codes stand in a table of names.
  for (const text of readFileSync('src/app/cli/usage-problem.ts', 'utf8').matchAll(/'commander\.\w+': '([a-z-]+)'/g)) codes.set(text[1], 'usage-problem');
  codes.delete('custom');

  it('every code in the source has words in English and Chinese: add them in src/app/words', () => {
    expect(unread).toEqual([]);
    expect(codes.size).toBeGreaterThan(200);
    expect([...codes].filter(([code]) => PROBLEM_WORDS[code] === undefined).map(([code, file]) => `${code} (${file})`)).toEqual([]);
  });

  it('what is allowed is said in Chinese too', () => {
    expect(limits.size).toBeGreaterThan(120);
    expect([...limits].map((limit) => [limit, limitInChinese(limit)]).filter(([, said]) => /\b(?:a|an|the|of|for|with|that|every|each|at|from|between|than|or|and)\b/i.test(said))).toEqual([]);
  });

  it('no words stand for a code that nothing has', () => {
    expect(Object.keys(PROBLEM_WORDS).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('the words are whole', () => {
    for (const [code, [en, zh, remedy]] of Object.entries(PROBLEM_WORDS)) {
      expect([code, /^[\x20-\x7E]+$/.test(en), HAN.test(zh), HAN.test(remedy)]).toEqual([code, true, true, true]);
      for (const name of `${zh}${remedy}`.matchAll(/\{(\w*)\}/g)) expect([code, ['value', 'limit', 'field', 'row', 'name'].includes(name[1])]).toEqual([code, true]);
      const said = inLanguage(problem(code, 'stations.csv/ertan.head_m', 'x', 'one of a, b', 'message', 'did you mean "y"? otherwise: z'), 'zh');
      expect(`${said.message}${said.hint}`).not.toMatch(/[{}]|undefined/);
      expect(said.hint).toContain('是否为“y”');
    }
  });
});

describe('the language of problems', () => {
  const found: Problem = problem('unknown-zone', 'stations.csv/ertan.zone', 'pan', 'one of a, b', 'there is no zone "pan" in zones.csv', 'did you mean "panzhihua"? otherwise: name an existing zone');

  it('is Chinese with --lang zh, in the text and in the document', async () => {
    const { document, text } = refuse([found], {}, 'zh');
    expect((document as { problems: Problem[] }).problems[0]).toMatchObject({ code: 'unknown-zone', path: 'stations.csv/ertan.zone', value: 'pan', limit: 'a, b', message: '没有分区“pan”', hint: '是否为“panzhihua”？否则：用已有的标识：a, b' });
    expect(text).toContain('共 1 个问题');
    expect(refuse([found], {}, 'en').text).toContain('there is no zone "pan"');
    expect([['run', 'a', '--lang', 'zh'], ['run', '--lang=zh'], ['run'], ['run', '--lang', 'fr']].map(langOf)).toEqual(['zh', 'zh', 'en', 'en']);
    expect((await validatePath('nowhere')).text).toContain('does not exist');
  });

  it('is not looked for in a header without end', () => {
    expect(readersLanguage(`${'x,'.repeat(1000)}zh`)).toBe('en');
  });

  it.each([
    [undefined, 'en'], ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'], ['en-US,en;q=0.9,zh;q=0.8', 'en'], ['zh', 'zh'], ['*', 'en'], ['fr, zh;q=0.5', 'zh'], ['zh;q=0', 'en'], ['en;q=0.2, zh-Hans;q=0.7', 'zh'], ['zh, en', 'zh'], ['en, zh', 'en'], 
  ])('of a request with Accept-Language %s is %s', (header, lang) => {
    expect(readersLanguage(header)).toBe(lang);
  });
});
