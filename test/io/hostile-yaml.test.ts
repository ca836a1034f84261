import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { readYaml } from '../../src/io/files/yaml-text.ts';
import type { ProblemsDocument } from '../../src/study/base/results.ts';

const SIZE = 200_000;
const times = (text: string): string => text.repeat(Math.ceil(SIZE / text.length));
const numbered = (line: (i: number) => string, size: number): string =>
  Array.from({ length: Math.ceil(SIZE / size) }, (_, i) => line(i)).join('');
const LAUGHS = [
  'a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]',
  ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
].join('\n');

/**
 * Texts that a parser of YAML goes down into, back over or asks all the rest about; where it would not end, or end the
 * whole process.
 */
const HOSTILE: readonly (readonly [string, string, string])[] = [
  ['brackets', times('['), 'too-deep'],
  ['closed brackets', `${'['.repeat(SIZE / 2)}${']'.repeat(SIZE / 2)}`, 'too-deep'],
  ['braces', times('{'), 'too-deep'],
  ['both', times('[{'), 'too-deep'],
  ['dashes', times('- '), 'too-deep'],
  ['questions', times('? '), 'too-deep'],
  ['colons', times('a: '), 'too-deep'],
  ['colons in braces', `{${times('a: ')}}`, 'too-deep'],
  ['dashes in brackets', `[${times('\n- - a: b')}]`, 'too-deep'],
  ['ever deeper lines', Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), 'too-deep'],
  ['maps in texts', times('a: "\\q'), 'too-deep'],
  ['aliases', `a: &a 1\nb: [${times('*a, ')}]`, 'yaml-alias'],
  ['as many anchors', numbered((i) => `- &a${i} 1\n- *a${i}\n`, 20), 'yaml-alias'],
  ['billion laughs', LAUGHS, 'yaml-alias'],
  ['tabs', times('a:\n\t- 1\n'), 'yaml-syntax'],
  ['open texts', times('a: "x\n'), 'yaml-syntax'],
  ['many documents', times('---\n'), 'yaml-syntax'],
  ['a text', times('"'), 'yaml-syntax'],
  ['a quoted text', `a: "${times('word ')}"`, 'wrong-length'],
  ['a text in single quotes', `a: '${times('word ')}'`, 'wrong-length'],
  ['a plain text', `a: ${times('word ')}`, 'wrong-length'],
  ['a block of text', `a: |\n${times('  word\n')}`, 'wrong-length'],
];

describe('YAML that means harm ends in a named problem', () => {
  it.each(HOSTILE)('%s', (_, text, code) => {
    const read = readYaml(text);
    expect(read.ok ? null : read.problems[0]).toMatchObject({
      code,
      line: expect.any(Number) as number,
      column: expect.any(Number) as number,
    });
  });

  it('many keys are read, and each that stands twice is told once with its place', () => {
    const read = readYaml(`${numbered((i) => `key${i}: 1\n`, 10)}key7: 2\n  \ninside: {a: 1, b: 2, a: 3}\n`);
    expect(read.ok && read.value.problems.map(({ code, value, line, column }) => [code, value, line, column])).toEqual([
      ['duplicate-key', 'key7', SIZE / 10 + 1, 1],
      ['duplicate-key', 'a', SIZE / 10 + 3, 22],
    ]);
    expect(read.ok && read.value.position(['key19999'])).toEqual({ line: 20_000, column: 11 });
  });

  it('a text of a hundred thousand characters is read, and a longer comment', () => {
    expect(readYaml(`# ${times('note ')}\na: "${'b'.repeat(99_998)}"`).ok).toBe(true);
    expect(readYaml(`a: 1\nb: "${'b'.repeat(99_999)}"`)).toMatchObject({
      ok: false,
      problems: [{ code: 'wrong-length', limit: 'length <= 100000', line: 2, column: 4 }],
    });
  });

  it('what is deep but no deeper than anything read here is read', () => {
    expect(readYaml(`${'['.repeat(32)}1${']'.repeat(32)}`).ok).toBe(true);
    expect(readYaml(`${'['.repeat(33)}1${']'.repeat(33)}`).ok).toBe(false);
    expect(
      readYaml(`a: "${'['.repeat(99)}"\nb: |\n  ${'- '.repeat(99)}\nc: '${'{'.repeat(99)}' # ${'['.repeat(99)}\n`).ok,
    ).toBe(true);
  });
});

describe('spillway validate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-hostile-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const validated = async (text: string): Promise<ProblemsDocument> => {
    const path = join(folder, 'scenario.yaml');
    writeFileSync(path, text);
    const { document, exitCode } = await validatePath(path);
    expect(exitCode).toBe(2);
    return JSON.parse(JSON.stringify(document)) as ProblemsDocument;
  };

  it.each([
    'schema: &a [*a]',
    'schema: spillway/scenario@1\nmeasures: &a [*a, {id: &b [*b], type: *a}]\nload_changes: &c {x: *c}\nid: *c',
    'measures: &a\n  - *a\n  - id: x\n    staged: *a\nloads: *a',
  ])('an anchor that holds itself: %s', async (text) => {
    const { problems, total } = await validated(text);
    expect(total).toBeGreaterThan(0);
    expect(problems.every(({ code, message, line }) => code !== '' && message !== '' && line! > 0)).toBe(true);
  });

  it('60,000 unknown keys: 200 problems with their lines, and the count of all', async () => {
    const { problems, total, by_code } = await validated(
      `schema: spillway/scenario@1\nid: x\n${Array.from({ length: 60_000 }, (_, i) => `k${i}: 1\n`).join('')}`,
    );
    expect([problems.length, total, by_code]).toEqual([200, 60_000, { 'unknown-field': 60_000 }]);
    expect(problems[199]).toMatchObject({ path: 'k199', line: 202, column: 7 });
  });
});
