/*
 * The linear programs in test/golden belong to a version of the engine: versions.csv holds the SHA-256 of each by
 * version. A program may change only together with ENGINE_VERSION, and a line that was committed stays as it is.
 * Run: prints what breaks this and fails; with `write` it first adds the lines of a version that has none.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = 'test/golden';
const FILE = `${FOLDER}/versions.csv`;
const HEADER = 'engine_version,program,sha256';

/**
 * Rows of versions.csv: `version,program` and the hash. Throws where a line is no row.
 *
 * @param {string} text
 */
export function rowsOf(text) {
  const [header, ...lines] = text.trim().split('\n');
  if (header !== HEADER) throw new Error(`${FILE}: the first line is not "${HEADER}"`);
  return lines.map((line) => {
    const [version, program, hash] = line.split(',');
    if (!/^[0-9a-f]{64}$/.test(hash ?? '')) throw new Error(`${FILE}: not a version, a program and a hash: ${line}`);
    return { key: `${version},${program}`, hash };
  });
}

/**
 * What is wrong with the rows in words, none where all is well. `programs`: hash by name of the programs as they are;
 * `committed`: rows that were in the file before.
 *
 * @param {{
 *   version: string;
 *   programs: Map<string, string>;
 *   rows: { key: string; hash: string }[];
 *   committed: { key: string; hash: string }[];
 * }} state
 * @returns {string[]}
 */
export function problemsOf({ version, programs, rows, committed }) {
  const stated = new Map(rows.map(({ key, hash }) => [key, hash]));
  const twice = rows.filter(({ key }, at) => rows.findIndex((row) => row.key === key) !== at);
  const changed = new Set(committed.filter(({ key, hash }) => stated.get(key) !== hash).map(({ key }) => key));
  return [
    ...twice.map(({ key }) => `${FILE}: "${key}" stands there twice`),
    ...[...changed].map((key) => `${FILE}: the line "${key}" was committed and has changed or is missing`),
    ...[...programs].flatMap(([program, hash]) => {
      const own = stated.get(`${version},${program}`);
      if (own === hash) return [];
      return own === undefined
        ? [`${FILE}: no line for ${program} of engine ${version}; run "node tools/golden-versions.js write"`]
        : [`${FOLDER}/${program}.lp has changed: raise ENGINE_VERSION in src/engine/tables.ts (${version} now)`];
    }),
  ];
}

/**
 * The program texts of the folder, hashed.
 *
 * @param {string} root
 */
function hashedPrograms(root) {
  const names = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.lp'));
  return new Map(
    names.sort().map((name) => [
      name.slice(0, -'.lp'.length),
      createHash('sha256')
        .update(readFileSync(join(root, FOLDER, name)))
        .digest('hex'),
    ]),
  );
}

/**
 * The rows that the file had in any commit of this line of history; none outside a repository and before its first
 * commit.
 *
 * @param {string} root
 */
export function committedRows(root) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    if (git('rev-parse', '--show-prefix').trim() !== '' || git('rev-parse', '--verify', 'HEAD') === '') return [];
  } catch {
    return [];
  }
  const commits = git('log', '--first-parent', '--diff-filter=AM', '--format=%H', '--', FILE).split('\n');
  return commits.filter(Boolean).flatMap((commit) => rowsOf(git('show', `${commit}:${FILE}`)));
}

/**
 * What is wrong in a checkout.
 *
 * @param {string} root
 */
export function checked(root, write = false) {
  const found = /ENGINE_VERSION = '([^']+)'/.exec(readFileSync(join(root, 'src/engine/tables.ts'), 'utf8'));
  if (found === null) throw new Error('src/engine/tables.ts says no ENGINE_VERSION');
  const [, version] = found;
  const programs = hashedPrograms(root);
  const text = readFileSync(join(root, FILE), 'utf8');
  const known = new Set(rowsOf(text).map(({ key }) => key));
  const lines = [...programs].filter(([program]) => write && !known.has(`${version},${program}`));
  const after = text + lines.map(([program, hash]) => `${version},${program},${hash}\n`).join('');
  if (lines.length > 0) writeFileSync(join(root, FILE), after);
  return problemsOf({ version, programs, rows: rowsOf(after), committed: committedRows(root) });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checked('.', process.argv[2] === 'write');
  if (problems.length > 0) {
    process.stderr.write(`${problems.join('\n')}\n`);
    process.exitCode = 1;
  }
}
