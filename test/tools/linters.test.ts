import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { lines, madeUpTree } from './made-up-tree.ts';

const eslint = new ESLint();
/** The rules that a text breaks where it stands as such a file. */
const broken = async (filePath: string, text: string): Promise<(string | null)[]> =>
  (await eslint.lintText(text, { filePath }))[0].messages.map(({ ruleId }) => ruleId);
const longFunction = (count: number): string => `export function f() {\n${'  void 0;\n'.repeat(count - 2)}}\n`;

// Rules that know types take only files of the program: another text is judged under the name of one.
describe.each(['src/study/questions.ts', 'bench/made-up.ts', 'tools/made-up.js'])('the linter, in %s', (path) => {
  it('refuses more than 300 lines', async () => {
    expect(await broken(path, lines(300))).toEqual([]);
    expect(await broken(path, lines(301))).toEqual(['max-lines']);
  });

  it('refuses a function of more than 60 lines', async () => {
    expect(await broken(path, longFunction(60))).toEqual([]);
    expect(await broken(path, longFunction(61))).toEqual(['max-lines-per-function']);
  });

  it('refuses a line of more than 120 characters', async () => {
    const line = (length: number): string => `// ${'x'.repeat(length - 3)}\n`;
    expect(await broken(path, line(120))).toEqual([]);
    expect(await broken(path, line(121))).toEqual(['max-len']);
  });
});

it('the linter holds each file on the list of exceptions to its number', async () => {
  const { file_lines: files, function_lines: functions } = JSON.parse(readFileSync('tools/limits.json', 'utf8'))
    .exceptions as Record<string, Record<string, number>>;
  for (const [path, most] of Object.entries(files)) {
    expect(await broken(path, lines(most))).toEqual([]);
    expect(await broken(path, lines(most + 1))).toEqual(['max-lines']);
  }
  for (const [path, most] of Object.entries(functions)) {
    expect(await broken(path, longFunction(most))).toEqual([]);
    expect(await broken(path, longFunction(most + 1))).toEqual(['max-lines-per-function']);
  }
});

it('knip names a file and an export that nothing uses, by the configuration of this repository', () => {
  const root = madeUpTree({
    'package.json': JSON.stringify({ type: 'module', bin: { spillway: 'dist/app/cli/main.js' } }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'NodeNext', rootDir: 'src', outDir: 'dist' } }),
    'knip.json': readFileSync('knip.json', 'utf8'),
    'src/app/cli/main.ts': "import { used } from '../../study/used.ts';\nconsole.log(used);\n",
    'src/study/used.ts': 'export const used = 1;\nexport const unusedExport = 2;\n',
    'src/study/lonely.ts': 'export const lonely = 1;\n',
  });
  const { status, stdout } = spawnSync(
    process.execPath,
    [resolve('node_modules/knip/bin/knip.js'), '--no-config-hints'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect(stdout).toMatch(/src\/study\/lonely\.ts/);
  expect(stdout).toMatch(/unusedExport/);
  expect(stdout).not.toMatch(/main\.ts/);
  expect(status).toBe(1);
});

it('check runs every one of them', () => {
  const { check } = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;
  for (const step of ['tsc --noEmit -p test', 'eslint .', 'prettier --check .', 'knip', 'node tools/check-house.js'])
    expect(check.split(/ (?:&&|\|\|) |[()]/)).toContainEqual(expect.stringContaining(step));
});
