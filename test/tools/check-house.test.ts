import { describe, expect, it } from 'vitest';
import { checkHouse, readLimits, shrunk } from '../../tools/check-house.js';
import { sentencesOf } from '../../tools/house/prose.js';
import { lines, madeUpTree } from './made-up-tree.ts';

type Limits = ReturnType<typeof readLimits>;
const NONE: Limits['exceptions'] = {
  folder_files: {},
  folder_cycles: {},
  file_lines: {},
  function_lines: {},
  long_sentences: {},
};
/** The limits of this repository, with these exceptions alone. */
const limits = (exceptions: Partial<Limits['exceptions']> = {}): Limits => ({
  ...readLimits(),
  layers: {},
  exceptions: { ...NONE, ...exceptions },
});
const problems = (files: Readonly<Record<string, string>>, exceptions?: Partial<Limits['exceptions']>): string[] =>
  checkHouse(madeUpTree(files), limits(exceptions)).problems;
const folder = (name: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}/f${i}.ts`, lines(1)]));

describe('a folder', () => {
  it('holds at most 25 source files, its own folders not counted', () => {
    expect(problems({ ...folder('src/study', 25), ...folder('src/study/run', 25) })).toEqual([]);
    expect(problems(folder('src/study', 26))).toEqual(['src/study: 26 source files in one folder, limit 25']);
  });

  it('does not import a folder that imports it, by types, through a third or through a file beside them', () => {
    const files = {
      'src/engine/a/one.ts': "import type { Two } from '../b/two.ts';\n",
      'src/engine/b/two.ts': "import { three } from '../c/three.ts';\n",
      'src/engine/c/three.ts': "import { between } from '../between.ts';\n",
      'src/engine/between.ts': 'export const between = 1;\n',
    };
    expect(problems(files)).toEqual([]);
    const tied = { ...files, 'src/engine/between.ts': "export { one } from './a/one.ts';\n" };
    expect(problems(tied)).toEqual([
      'src/engine: 3 folders that import one another in a circle, limit 0',
      '  a <-> b <-> c',
    ]);
  });

  it('may know the files among which it stands, and they it', () => {
    expect(
      problems({
        'src/engine/a/one.ts': "import { top } from '../top.ts';\n",
        'src/engine/top.ts': "import { one } from './a/one.ts';\n",
      }),
    ).toEqual([]);
  });

  it('is watched at every depth, and rooms are left to the rules of imports', () => {
    expect(
      problems({
        'src/app/cli/a/one.ts': "import { two } from '../b/two.ts';\n",
        'src/app/cli/b/two.ts': "import { one } from '../a/one.ts';\n",
      })[0],
    ).toBe('src/app/cli: 2 folders that import one another in a circle, limit 0');
    expect(
      problems({
        'src/io/one.ts': "import { two } from '../study/two.ts';\n",
        'src/study/two.ts': "import { one } from '../io/one.ts';\n",
      }),
    ).toEqual([]);
  });
});

describe('the order of folders', () => {
  const ordered = (files: Readonly<Record<string, string>>, order: readonly string[]): string[] =>
    checkHouse(madeUpTree(files), { ...limits(), layers: { 'src/engine': [...order] } }).problems;
  const files = {
    'src/engine/a/one.ts': "import type { Two } from '../b/two.ts';\n",
    'src/engine/b/two.ts': 'export type Two = 2;\n',
  };

  it('lets a folder import those below it alone, types too', () => {
    expect(ordered(files, ['b', 'a'])).toEqual([]);
    expect(ordered(files, ['a', 'b'])).toEqual([
      'src/engine/a imports src/engine/b, which stands above it in tools/limits.json',
    ]);
  });

  it('names every folder, and none that is gone', () => {
    expect(ordered(files, ['b', 'c', 'a'])).toEqual(['src/engine/c has a place in its layers and is gone']);
    expect(ordered(files, ['a'])).toEqual(['src/engine/b has no place in its layers']);
  });
});

it('a file has at most 300 lines', () => {
  expect(problems({ 'src/a.ts': lines(300), 'bench/b.ts': lines(300), 'tools/c.js': lines(300) })).toEqual([]);
  expect(problems({ 'src/a.ts': lines(301), 'bench/b.ts': lines(301), 'tools/c.js': lines(301) })).toEqual(
    ['src/a.ts', 'bench/b.ts', 'tools/c.js'].map((path) => `${path}: 301 lines, limit 300`),
  );
});

describe('an exception', () => {
  const long = (count: number): string => `export function f() {\n${'  void 0;\n'.repeat(count - 2)}}\n`;

  it('allows what stands and no more', () => {
    const excepted = {
      folder_files: { 'src/study': 27 },
      file_lines: { 'src/a.ts': 310 },
      function_lines: { 'src/b.ts': 70 },
      long_sentences: { 'README.md': 1 },
    };
    const words = `${'word '.repeat(26)}end.`;
    const short = 'One. Two. Three. ';
    const within = {
      ...folder('src/study', 27),
      'src/a.ts': lines(310),
      'src/b.ts': long(70),
      'README.md': short + words,
    };
    expect(problems(within, excepted)).toEqual([]);
    const beyond = {
      ...folder('src/study', 28),
      'src/a.ts': lines(311),
      'src/b.ts': long(71),
      'README.md': `${short}${words}\n\n${words}`,
    };
    expect(problems(beyond, excepted).filter((line) => !line.startsWith(' '))).toEqual([
      'src/study: 28 source files in one folder, excepted up to 27',
      'src/a.ts: 311 lines, excepted up to 310',
      'src/b.ts: 71 lines in one function, excepted up to 70',
      'README.md: 2 sentences too long, excepted up to 1',
    ]);
  });

  it('goes from the list when it is none, in every rule', () => {
    const files = { ...folder('src/study', 25), 'src/a.ts': lines(300), 'src/b.ts': long(60), 'README.md': 'Short.' };
    const idle = {
      folder_files: { 'src/study': 30 },
      folder_cycles: { 'src/study': 2 },
      file_lines: { 'src/a.ts': 310 },
      function_lines: { 'src/b.ts': 70, 'src/moved-away.ts': 80 },
      long_sentences: { 'README.md': 3 },
    };
    expect(problems(files, idle)).toEqual([
      'src/study is within the limit of source files in one folder: take it out of tools/limits.json',
      'src/study is within the limit of folders that import one another in a circle: take it out of tools/limits.json',
      'src/a.ts is within the limit of lines: take it out of tools/limits.json',
      'src/b.ts is within the limit of lines in one function: take it out of tools/limits.json',
      'src/moved-away.ts is within the limit of lines in one function: take it out of tools/limits.json',
      'README.md is within the limit of sentences too long: take it out of tools/limits.json',
    ]);
    expect(shrunk(madeUpTree(files), limits(idle)).exceptions).toEqual(NONE);
  });

  it('is lowered by --shrink, never raised', () => {
    const root = madeUpTree({ 'src/a.ts': lines(305), 'src/b.ts': lines(400) });
    expect(shrunk(root, limits({ file_lines: { 'src/a.ts': 310, 'src/b.ts': 310 } })).exceptions.file_lines).toEqual({
      'src/a.ts': 305,
      'src/b.ts': 310,
    });
  });
});

describe('a sentence', () => {
  const words = (count: number): string => `${'word '.repeat(count - 1)}end.`;
  const han = (count: number): string => `${'水'.repeat(count)}。`;
  const short = 'One. Two. Three. Four.\n\n';

  it('has at most 25 words or 60 Chinese characters, on the first page and in docs', () => {
    expect(problems({ 'README.md': `${short}${words(25)} ${han(60)}` })).toEqual([]);
    expect(problems({ 'README.md': short + words(26), 'docs/a.md': short + han(61) })).toEqual([
      'README.md: 1 sentences too long, limit 0',
      expect.stringMatching(/^ {2}line 3, 26 words: word word/),
      'docs/a.md: 1 sentences too long, limit 0',
      expect.stringMatching(/^ {2}line 3, 61 characters: 水/),
    ]);
    expect(problems({ 'docs/proofs/a.md': words(26) })).toEqual([]);
  });

  it('is no heading, table, code, formula or picture', () => {
    const skipped = [`# ${words(30)}`, `| ${words(30)} |`, `\`\`\`\n${words(30)}\n\`\`\``, `$$\n${words(30)}\n$$`];
    const inline = [`![${words(30)}](a.png) Said.`, `Run \`${words(30)}\` so.`, 'Then $a + b = c$ holds.'];
    expect(sentencesOf(skipped.join('\n\n'))).toEqual([]);
    expect(sentencesOf(inline.join('\n\n')).map((one) => one.words)).toEqual([1, 2, 2]);
  });

  it('is not ended by a colon, a semicolon, a line, a decimal point or an abbreviation', () => {
    expect(sentencesOf('One: two; three\nfour 0.5 five, e.g. six. **Seven.** [Eight](a.b)!')).toMatchObject([
      { words: 8, line: 1 },
      { words: 1 },
      { words: 1 },
    ]);
  });

  it('is ended by an item of a list and an empty line', () => {
    expect(sentencesOf('- One two\n- three\n  four\n\nFive').map((one) => one.words)).toEqual([2, 2, 1]);
  });

  it('has 15 words in the middle at most', () => {
    expect(problems({ 'README.md': `${words(15)} ${words(15)} ${words(20)}` })).toEqual([]);
    expect(problems({ 'README.md': `${words(16)} ${words(16)} ${words(2)}` })).toEqual([
      'the middle sentence of the docs has 16 words, limit 15',
    ]);
    expect(checkHouse(madeUpTree({ 'README.md': short }), limits()).prose).toBe('prose: 4 sentences, median 1 words');
  });
});
