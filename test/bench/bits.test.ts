import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bitsTable, compareBits, QUESTIONS, readBitsArguments } from '../../bench/bits.ts';
import { jsonDifference } from '../../bench/json-difference.ts';
import { madeUpTree } from '../tools/made-up-tree.ts';

it('documents are compared to the bit, whatever the order of keys', () => {
  const document = { a: [1, { b: 0.1 + 0.2 }], c: null, timing_ms: { total: 1 }, settings: { engine_version: '1' } };
  const again = { settings: { engine_version: '2' }, timing_ms: { total: 9 }, c: null, a: [1, { b: 0.1 + 0.2 }] };
  expect(jsonDifference(document, again)).toBeNull();
  expect(jsonDifference(document, { ...again, a: [1, { b: 0.3 }] })).toEqual({
    path: 'a[1].b',
    reference: 0.1 + 0.2,
    current: 0.3,
  });
  expect(jsonDifference({ a: 0 }, { a: -0 })).toMatchObject({ path: 'a' });
  expect(jsonDifference({ a: [1] }, { a: [1, 2] })).toEqual({ path: 'a[1]', reference: undefined, current: 2 });
  expect(jsonDifference({ a: 1, b: 2 }, { a: 1 })).toEqual({ path: 'b', reference: 2, current: undefined });
  expect(jsonDifference({ a: [] }, { a: {} })).toMatchObject({ path: 'a' });
  expect(jsonDifference({ a: null }, { a: {} })).toMatchObject({ path: 'a' });
});

it('options are read or refused', () => {
  expect(readBitsArguments(['--reference', 'abc']).only).toEqual(Object.keys(QUESTIONS));
  expect(readBitsArguments(['--reference', 'abc', '--only', 'run,sweep']).only).toEqual(['run', 'sweep']);
  expect(() => readBitsArguments([])).toThrow('--reference takes a commit');
  expect(() => readBitsArguments(['--reference', 'abc', '--only', 'nothing'])).toThrow('--only takes');
});

/** A program that answers by its own text, its data and the question; `refuses`: a word of data that it cannot read. */
const program = (factor: number, refuses = 'nothing'): string => `
const { readFileSync } = require('node:fs');
const [command] = process.argv.slice(2);
const data = readFileSync('models/a.txt', 'utf8');
if (command === 'validate') process.exit(data.includes('${refuses}') ? 2 : 0);
if (command === 'decompose') process.exit(1);
console.log(JSON.stringify({ data, value: command === 'run' ? ${factor} : 1, timing_ms: Math.random() }));
`;

function repository(): { readonly root: string; readonly git: (...args: string[]) => string } {
  const root = madeUpTree({
    'package.json': JSON.stringify({
      type: 'commonjs',
      scripts: { build: 'mkdir -p dist/app/cli && cp main.js dist/app/cli/' },
    }),
    'models/a.txt': 'first',
    'scenarios/b.txt': 'b',
    'main.js': program(1),
  });
  mkdirSync(join(root, 'node_modules'));
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  const git = (...args: string[]): string => execFileSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' });
  git('init', '-q');
  git('add', 'package.json', 'models', 'scenarios', 'main.js');
  git('commit', '-qm', 'first');
  return { root, git };
}

it('two trees answer on the data of the current one, and the first difference is named', () => {
  const { root, git } = repository();
  writeFileSync(join(root, 'models/a.txt'), 'second');
  writeFileSync(join(root, 'main.js'), program(2));
  const said: string[] = [];
  const rows = compareBits(root, { reference: 'HEAD', only: ['run', 'sweep', 'decompose'] }, (text) => said.push(text));
  expect(rows.map(({ question, difference }) => [question, difference])).toEqual([
    ['run', { path: 'value', reference: '1', current: '2' }],
    ['sweep', null],
    ['decompose', { path: 'exit code', reference: '1', current: '1' }],
  ]);
  expect(bitsTable(rows)).toMatch(/\| run +\| +[\d.]+ +\| DIFFERS \| value +\| 1 +\| 2 +\|/);
  expect(bitsTable(rows)).toMatch(/\| sweep +\| +[\d.]+ +\| equal /);
  expect(said).toContain('sweep: reference, then current tree');
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  expect(readdirSync(root)).toContain('main.js');
}, 60_000);

it('both read the data of a reference that cannot read those of the current tree', () => {
  const { root } = repository();
  writeFileSync(join(root, 'main.js'), program(1, 'second'));
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qam', 'refuses'], {
    cwd: root,
  });
  writeFileSync(join(root, 'models/a.txt'), 'second');
  writeFileSync(join(root, 'main.js'), program(1));
  const said: string[] = [];
  const [row] = compareBits(root, { reference: 'HEAD', only: ['run'] }, (text) => said.push(text));
  expect(row.difference).toBeNull();
  expect(said).toContain('the reference cannot read the data of the current tree: both read those of the reference');
}, 60_000);
