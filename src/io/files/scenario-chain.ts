import { dirname, resolve } from 'node:path';
import type { WrittenScenario } from '../../system/reading/merge-scenario.ts';
import type { Note } from '../../system/words/note.ts';
import { overlayMeasures, type StatedMeasure } from '../../system/scenario/overlay-measures.ts';
import { problem, type Problem } from '../../system/words/problem.ts';
import { isStated, writtenProblems } from '../../system/reading/written-scenario.ts';
import { placed, shownPath } from './file-problems.ts';
import { readText } from './read-text.ts';
import type { ChainFile } from './scenario-places.ts';
import { encodingNotes } from '../tables/decoded-text.ts';
import { readYaml, type YamlText } from './yaml-text.ts';

/** Longest chain of files that extend one another. */
const MAX_CHAIN = 16;

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
/** A file as far as it can be read: its text, or why there is none. */
interface Read {
  readonly path: string;
  readonly file: string;
  readonly yaml: YamlText | null;
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}
interface Judged {
  readonly content: ChainFile | null;
  readonly problems: readonly Problem[];
  readonly measures: readonly StatedMeasure[] | null;
}

/**
 * The files from the one asked for down to the one that extends nothing, given back in the opposite order, and the
 * problems of each, those of the file asked for first.
 */
export async function readChain(path: string): Promise<{ chain: ChainFile[]; problems: Problem[]; notes: Note[] }> {
  const { files, broken } = await readFiles(path);
  const judged: Judged[] = [];
  let inherited: readonly StatedMeasure[] | null = broken ? null : [];
  for (const file of [...files].reverse()) {
    const one = judge(file, inherited);
    judged.unshift(one);
    inherited = one.measures;
  }
  return {
    chain: judged.flatMap(({ content }) => content ?? []).reverse(),
    problems: [...judged.flatMap(({ problems }) => problems), ...(broken ? [broken] : [])],
    notes: files.flatMap(({ notes }) => notes),
  };
}

/** The file asked for first; `broken`: why the chain has no end. */
async function readFiles(path: string): Promise<{ readonly files: readonly Read[]; readonly broken: Problem | null }> {
  const files: Read[] = [];
  let extender: Place | null = null;
  for (let next: string | null = path; next !== null;) {
    const file: Read = await readOne(next, extender);
    files.push(file);
    next = file.yaml && extendedPath(file.path, file.yaml.data);
    extender = { file: file.file, ...(file.yaml?.position(['extends']) ?? { line: 1, column: 1 }) };
    const broken: Problem | null =
      next === null
        ? null
        : endless(
            next,
            files.map((one) => one.path),
            extender,
          );
    if (broken) return { files, broken };
  }
  return { files, broken: null };
}

function endless(next: string, visited: readonly string[], at: Place): Problem | null {
  const from = visited.indexOf(next);
  if (from >= 0) {
    const names = [...visited.slice(from), next].map(shownPath).join(' -> ');
    return placed(
      problem(
        'extends-cycle',
        'extends',
        shownPath(next),
        'a chain that ends',
        `the files extend one another in a circle: ${names}`,
        'remove "extends" from the file that should stand alone',
      ),
      at,
    );
  }
  if (visited.length < MAX_CHAIN) return null;
  return placed(
    problem(
      'extends-depth',
      'extends',
      visited.length,
      `<= ${MAX_CHAIN} files`,
      'too many files extend one another',
      'merge some of them',
    ),
    at,
  );
}

/** `extender` is where another file names it, if one does: the place to mend when it does not exist. */
async function readOne(path: string, extender: Place | null): Promise<Read> {
  const file = shownPath(path);
  if (TABLE.test(path))
    return { path, file, yaml: null, problems: [atExtender(tableGiven(file), extender)], notes: [] };
  const read = await readText(path, 'scenario file');
  if (!read.ok)
    return { path, file, yaml: null, problems: read.problems.map((found) => atExtender(found, extender)), notes: [] };
  const yaml = readYaml(read.value.text);
  const problems = (yaml.ok ? yaml.value.problems : yaml.problems).map((found) => ({ ...found, file }));
  return {
    path,
    file,
    yaml: yaml.ok ? yaml.value : null,
    problems,
    notes: encodingNotes(read.value.encoding).map((one) => ({ ...one, file })),
  };
}

/** Names of tables: a scenario names them, and is none. */
const TABLE = /\.(?:csv|tsv|xlsx?|ods)$/i;
const tableGiven = (file: string): Problem =>
  placed(
    problem(
      'table-given',
      '',
      file,
      'a scenario file (.yaml, .yml, .json)',
      `${file} is a table, not a scenario`,
      'give the scenario that names it under inflow (inflow: [{ station: ID, file: NAME.csv }]), or the folder ' +
        'of the model whose table it is',
    ),
    { file },
  );

/** A file that is not there is mended where it is named; what is wrong within one is mended there. */
const atExtender = (found: Problem, extender: Place | null): Problem =>
  extender && found.line === undefined ? placed({ ...found, path: 'extends' }, extender) : found;

function extendedPath(path: string, data: unknown): string | null {
  const named = typeof data === 'object' && data !== null ? (data as { extends?: unknown }).extends : undefined;
  return typeof named === 'string' && named !== '' ? resolve(dirname(path), named) : null;
}

/** One file upon the measures that it inherits (null: not known), and those that it hands on. */
function judge({ path, file, yaml, problems }: Read, inherited: readonly StatedMeasure[] | null): Judged {
  if (!yaml) return { content: null, problems, measures: null };
  const { data, position } = yaml;
  const own = writtenProblems(data, inherited).map(({ problem: found, keys }) =>
    placed(found, { file, ...position(keys) }),
  );
  // Only a valid file can be merged; its written form is what has just been accepted.
  const content = own.length === 0 ? { path, file, written: data as WrittenScenario, position } : null;
  const stated = (data as { measures?: unknown } | null)?.measures;
  const measures = inherited && overlayMeasures(inherited, Array.isArray(stated) ? stated.filter(isStated) : []);
  return { content, problems: [...problems, ...own], measures };
}
