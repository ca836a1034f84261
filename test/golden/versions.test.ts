import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checked } from '../../tools/golden-versions.js';

let root: string;
const path = (name: string): string => join(root, name);
const write = (name: string, text: string): void => writeFileSync(path(name), text);
const program = (text: string): void => write('test/golden/day.lp', text);
const version = (engine: string): void => write('src/engine/tables.ts', `export const ENGINE_VERSION = '${engine}';\n`);
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
const commit = (): void => {
  git('add', '-A');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '-q', '-m', 'step');
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spillway-golden-'));
  for (const folder of ['test/golden', 'src/engine']) mkdirSync(path(folder), { recursive: true });
  git('init', '-q');
  version('1.0.0');
  program('Minimize\n');
  write('test/golden/versions.csv', 'engine_version,program,sha256\n');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('golden programs and the version of the engine', () => {
  it('a program without a line is named, and `write` adds the line', () => {
    expect(checked(root)).toEqual([expect.stringMatching(/no line for day of engine 1\.0\.0/)]);
    expect(checked(root, true)).toEqual([]);
    expect(readFileSync(path('test/golden/versions.csv'), 'utf8')).toMatch(/\n1\.0\.0,day,[0-9a-f]{64}\n$/);
    expect(checked(root)).toEqual([]);
  });

  it('a changed program is refused until the version is raised', () => {
    checked(root, true);
    commit();
    program('Maximize\n');
    expect(checked(root, true)).toEqual([expect.stringMatching(/day\.lp has changed: raise ENGINE_VERSION/)]);
    version('1.1.0');
    expect(checked(root, true)).toEqual([]);
  });

  it('a committed line that is changed or taken out is refused, though the new one is committed too', () => {
    checked(root, true);
    commit();
    program('Maximize\n');
    write('test/golden/versions.csv', 'engine_version,program,sha256\n');
    expect(checked(root, true)).toEqual([expect.stringMatching(/"1\.0\.0,day" was committed and has changed/)]);
    commit();
    expect(checked(root)).toEqual([expect.stringMatching(/"1\.0\.0,day" was committed and has changed/)]);
  });

  it('a line that stands twice is refused', () => {
    checked(root, true);
    const text = readFileSync(path('test/golden/versions.csv'), 'utf8');
    write('test/golden/versions.csv', text + text.split('\n')[1] + '\n');
    expect(checked(root)).toEqual([expect.stringMatching(/stands there twice/)]);
  });
});
