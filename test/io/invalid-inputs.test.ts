import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import type { Problem } from '../../src/system/words/problem.ts';

interface Edit {
  file: string;
  find?: string;
  replace?: string;
  text?: string;
  delete?: boolean;
}
interface Expected {
  code: string;
  file: string;
  line: number | null;
  path?: string;
}
interface Case {
  what: string;
  base: string;
  validate: string;
  edits: Edit[];
  expect: Expected[];
}

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'spillway-invalid-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy of the base with the edits of the case. */
function broken(name: string, { base, edits }: Case): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  cpSync(base, folder, { recursive: true });
  for (const edit of edits) apply(join(folder, edit.file), edit);
  return folder;
}

function apply(path: string, edit: Edit): void {
  if (edit.delete) return rmSync(path);
  if (edit.text !== undefined) return writeFileSync(path, edit.text);
  const before = readFileSync(path, 'utf8');
  if (edit.find === undefined || before.split(edit.find).length !== 2)
    throw new Error(`${edit.file} must contain "${edit.find}" exactly once`);
  writeFileSync(path, before.split(edit.find).join(edit.replace ?? ''));
}

const byPlace = (a: Expected, b: Expected): number =>
  `${a.file}${a.line}${a.code}${a.path}`.localeCompare(`${b.file}${b.line}${b.code}${b.path}`);

for (const kind of ['models', 'scenarios']) {
  describe(`invalid ${kind}`, () => {
    for (const file of readdirSync(join('test/invalid', kind))) {
      const one = JSON.parse(readFileSync(join('test/invalid', kind, file), 'utf8')) as Case;
      test(`${basename(file, '.json')}: ${one.what}`, async () => {
        const result = await validatePath(join(broken(basename(file, '.json'), one), one.validate));
        const { schema, problems } = result.document as { schema: string; problems: Problem[] };
        const wanted = [...one.expect].sort(byPlace);
        const found = problems.map((p) => ({
          code: p.code,
          file: basename(p.file ?? ''),
          line: p.line ?? null,
          path: p.path,
        }));
        expect(found.map(({ code, file: at, line }) => ({ code, file: at, line })).sort(byPlace)).toEqual(
          wanted.map(({ code, file: at, line }) => ({ code, file: at, line })).sort(byPlace),
        );
        for (const { path } of wanted.filter((w) => w.path !== undefined))
          expect(found.map((f) => f.path)).toContain(path);
        expect(result.exitCode).toBe(2);
        expect(schema).toBe('spillway/problems@1');
        for (const p of problems) {
          expect(Object.keys(p).sort()).toEqual([
            'code',
            'column',
            'file',
            'hint',
            'limit',
            'line',
            'message',
            'path',
            'value',
          ]);
          expect(p.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
          expect(p.message).not.toBe('');
          expect(p.hint).not.toBe('');
        }
        expect(result.text).not.toMatch(/\n\s+at |Error:|undefined|\[object/);
        expect(result.text).toContain(problems[0].message);
      });
    }
  });
}
