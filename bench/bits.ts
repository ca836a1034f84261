import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { jsonDifference, type Difference } from './json-difference.ts';
import { markdownTable, shown } from './table.ts';

const FOLDER = 'scenarios/sichuan-2021';
const PAIR = [`${FOLDER}/base.yaml`, `${FOLDER}/shutdown-8gw.yaml`];
const REMOVED = PAIR[1];
const MODEL = 'models/sichuan';
const WEEK = ['--foresight', 'perfect', '--level', 'exact', '--from', '2021-07-01', '--to', '2021-07-08'];
const SIZES = ['--measure', 'shutdown', '--from', '0 GW', '--to', '12 GW', '--steps', '5', '--level', 'screen'];

/** What is asked of both programs, by name. */
export const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'compare-rolling': ['compare', ...PAIR, '--foresight', 'rolling'],
  'compare-perfect': ['compare', ...PAIR, '--foresight', 'perfect'],
  'compare-exact-week': ['compare', ...PAIR, ...WEEK],
  run: ['run', PAIR[0]],
  sweep: ['sweep', REMOVED, ...SIZES],
  tornado: ['tornado', REMOVED, '--level', 'screen'],
  package: ['package', REMOVED, '--with', 'section-dadu,spot-export', '--level', 'screen'],
  ensemble: ['ensemble', ...PAIR, '--draws', '20', '--seed', '1'],
  backcast: ['backcast', MODEL, '--years', '2019..2021'],
  decompose: ['decompose', MODEL],
  provenance: ['provenance', ...PAIR, '--figure', 'curtailed_gwh.delta'],
};
const DATA = ['models', 'scenarios'];
/** Uncommitted changes become a commit that belongs to no branch, by nobody. */
const NOBODY = ['-c', 'user.name=proof', '-c', 'user.email=proof@localhost'];
const MAIN = 'dist/app/cli/main.js';
const LARGEST_ANSWER = 2 ** 30;
/** A value of a document in a cell has at most so many characters. */
const CELL = 40;

export interface BitsArguments {
  readonly reference: string;
  readonly only: readonly string[];
}
/** One question: what differs first, or null. */
export interface BitsRow {
  readonly question: string;
  readonly seconds: number;
  readonly difference: { readonly path: string; readonly reference: string; readonly current: string } | null;
}

export function readBitsArguments(given: readonly string[]): BitsArguments {
  const { values } = parseArgs({
    args: [...given],
    options: { reference: { type: 'string' }, only: { type: 'string' } },
  });
  if (values.reference === undefined) throw new RangeError('--reference takes a commit to compare with');
  const only = values.only?.split(',') ?? Object.keys(QUESTIONS);
  const unknown = only.filter((name) => !(name in QUESTIONS));
  if (unknown.length > 0) throw new RangeError(`--only takes ${Object.keys(QUESTIONS).join(', ')}, apart by commas`);
  return { reference: values.reference, only };
}

/**
 * Asks the same questions of two builds of the program, one after another, on the same data: that of the current tree,
 * or that of the reference where it cannot read the other. Uncommitted changes of files that git knows count. Both
 * trees are taken down in the end. Throws where a tree does not build.
 */
export function compareBits(root: string, { reference, only }: BitsArguments, say: (text: string) => void): BitsRow[] {
  const place = mkdtempSync(join(tmpdir(), 'spillway-bits-'));
  const trees = [join(place, 'reference'), join(place, 'current')];
  try {
    const changed = git(root, ...NOBODY, 'stash', 'create').trim();
    [reference, changed || 'HEAD'].forEach((commit, i) => {
      say(`${['reference', 'current tree'][i]}: building ${commit}`);
      git(root, 'worktree', 'add', '--detach', trees[i], commit);
      symlinkSync(resolve(root, 'node_modules'), join(trees[i], 'node_modules'));
      must(spawnSync('npm', ['run', '-s', 'build'], { cwd: trees[i], encoding: 'utf8' }), `building ${commit}`);
    });
    shareData(trees, say);
    return only.map((question) => {
      say(`${question}: reference, then current tree`);
      const begun = performance.now();
      const [before, after] = trees.map((tree) => answerOf(tree, QUESTIONS[question], join(place, 'data')));
      const seconds = (performance.now() - begun) / 1000;
      const found = unanswered(before, after) ?? jsonDifference(before.document, after.document);
      say(`${question}: ${found ? `differs at ${found.path}` : 'equal'}, ${shown(seconds, 1)} s`);
      return {
        question,
        seconds,
        difference: found && {
          path: found.path,
          reference: cell(found.reference),
          current: cell(found.current),
        },
      };
    });
  } finally {
    for (const tree of trees) spawnSync('git', ['worktree', 'remove', '--force', tree], { cwd: root });
    rmSync(place, { recursive: true, force: true });
    spawnSync('git', ['worktree', 'prune'], { cwd: root });
  }
}

/** Gives both trees the data of the current one, or those of the reference where it refuses them. */
function shareData([reference, current]: readonly string[], say: (text: string) => void): void {
  const own = join(reference, '..', 'own');
  for (const name of DATA) cpSync(join(reference, name), join(own, name), { recursive: true });
  replaceData(current, reference);
  if (spawnSync(process.execPath, [MAIN, 'validate', MODEL, '--json'], { cwd: reference }).status === 0) return;
  say('the reference cannot read the data of the current tree: both read those of the reference');
  replaceData(own, reference);
  replaceData(own, current);
}

function replaceData(from: string, to: string): void {
  for (const name of DATA) {
    rmSync(join(to, name), { recursive: true, force: true });
    cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

interface Answer {
  readonly status: number | null;
  readonly document: unknown;
}

function answerOf(tree: string, question: readonly string[], data: string): Answer {
  const { status, signal, stdout } = spawnSync(process.execPath, [MAIN, ...question, '--json', '--no-cache'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: LARGEST_ANSWER,
    env: { ...process.env, TZ: 'UTC', SPILLWAY_DATA: data },
  });
  rmSync(data, { recursive: true, force: true });
  if (signal !== null) throw new Error(`stopped by ${signal}`);
  return { status, document: status === 0 ? JSON.parse(stdout) : null };
}

/** A question that a program does not answer is no equal one, also where neither does. */
const unanswered = (before: Answer, after: Answer): Difference | null =>
  before.status === 0 && after.status === 0
    ? null
    : { path: 'exit code', reference: before.status, current: after.status };

function git(cwd: string, ...args: readonly string[]): string {
  return must(spawnSync('git', args, { cwd, encoding: 'utf8' }), `git ${args.join(' ')}`);
}

function must(
  { status, stdout, stderr }: { readonly status: number | null; readonly stdout: string; readonly stderr: string },
  what: string,
): string {
  if (status !== 0) throw new Error(`${what} failed: ${stderr || stdout}`);
  return stdout;
}

const cell = (value: unknown): string => {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return (text.length > CELL ? `${text.slice(0, CELL)}...` : text).replaceAll('|', '/');
};

export const bitsTable = (rows: readonly BitsRow[]): string =>
  markdownTable(
    ['question', 's, both', 'result', 'first difference', 'reference', 'current'],
    rows.map(({ question, seconds, difference }) => [
      question,
      shown(seconds, 1),
      difference ? 'DIFFERS' : 'equal',
      difference?.path ?? '',
      difference?.reference ?? '',
      difference?.current ?? '',
    ]),
  );

/** `npm run proofs -- bits --reference COMMIT [--only run,sweep]`: exit 1 where an answer differs, 2: bad options. */
function main(): number {
  // Ctrl-C ends the program that is asked; this one takes down its trees first.
  process.on('SIGINT', () => undefined);
  try {
    const rows = compareBits('.', readBitsArguments(process.argv.slice(2)), (text) => console.error(text));
    console.log(bitsTable(rows));
    return rows.every(({ difference }) => difference === null) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof RangeError ? 2 : 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
