import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { proofPage, PROOFS } from '../../tools/proofs.js';

const proofs = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['tools/proofs.js', ...args], { encoding: 'utf8' });

it('lists every proof with its line, and refuses a name that is none', () => {
  const { status, stdout } = proofs();
  expect(status).toBe(0);
  for (const [name, { what }] of Object.entries(PROOFS))
    expect(stdout.split('\n').some((line) => line.startsWith(`${name} `) && line.endsWith(what))).toBe(true);
  const wrong = proofs('no-such-proof');
  expect([wrong.status, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toContain('There is no proof "no-such-proof".');
});

it('every proof has its source', () => {
  expect(Object.keys(PROOFS).filter((name) => !existsSync(`bench/${name}.ts`))).toEqual([]);
});

it('the page of a proof has its commit, day, cores, result and table', () => {
  const run = { command: 'npm run proofs -- run', what: 'what it shows', commit: 'abc', date: '2026-01-02', cores: 2 };
  const page = proofPage({ ...run, passed: true, output: '\n| a |\n|---|\n| 1 |\n' });
  expect(page).toBe(
    '# `npm run proofs -- run`\n\nWhat it shows.\n\n| commit | date | cores | result |\n|---|---|---|---|\n' +
      '| abc | 2026-01-02 | 2 | passed |\n\n| a |\n|---|\n| 1 |\n',
  );
  expect(proofPage({ ...run, passed: false, output: '' })).toContain('| 2 | FAILED |');
});

it('docs name no script that is not there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const pages = ['README.md', 'CONTRIBUTING.md', 'method', 'operating', 'performance'].map((name) =>
    name.endsWith('.md') ? name : `docs/${name}.md`,
  );
  for (const page of pages)
    for (const [, name, proof] of readFileSync(page, 'utf8').matchAll(/npm run (?:-s )?([\w:-]+)(?: -- ([a-z-]+))?/g)) {
      expect(Object.keys(scripts), page).toContain(name);
      if (name === 'proofs' && proof !== undefined) expect(Object.keys(PROOFS), page).toContain(proof);
    }
});
