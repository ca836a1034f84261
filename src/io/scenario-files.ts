import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { stringify } from 'yaml';
import { mergeScenario, type WrittenScenario } from '../system/merge-scenario.ts';
import { invalid, problem, valid, type Checked, type Problem } from '../system/problem.ts';
import { scenarioFile, type Scenario } from '../system/scenario.ts';
import { placedProblemsOf } from '../system/zod-problems.ts';
import { placed, shownPath, unreadable } from './file-problems.ts';
import { withInflowFiles } from './inflow-files.ts';
import { locate, type ChainFile } from './scenario-places.ts';
import { readYaml } from './yaml-text.ts';

/** A scenario whole, the files that it was merged from (the file that extends nothing first), and where each value stands in them. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly files: readonly string[];
  /** the file that it extends: its reference; null when it stands alone */
  readonly extended: string | null;
  /** the same problems with file, line and column */
  readonly locate: (problems: readonly Problem[]) => Problem[];
}

/** Longest chain of files that extend one another. */
const MAX_CHAIN = 16;

/** A scenario from a YAML file and all it extends, or every problem in any of them. */
export async function loadScenarioFile(path: string): Promise<Checked<Scenario>> {
  const loaded = await loadScenarioChain(path);
  return loaded.ok ? valid(loaded.value.scenario) : loaded;
}

export async function loadScenarioChain(path: string): Promise<Checked<LoadedScenario>> {
  const read = await readChain(resolve(path));
  const { chain, problems } = await withInflowFiles(read.chain);
  if (read.problems.length + problems.length > 0) return invalid([...read.problems, ...problems]);
  const merged = mergeScenario(chain.map((file) => file.written));
  const locateAll = (found: readonly Problem[]): Problem[] => found.map((one) => locate(one, chain));
  if (!merged.ok) return invalid(locateAll(merged.problems));
  return valid({ scenario: merged.value, files: chain.map((file) => file.path), extended: chain.at(-2)?.path ?? null, locate: locateAll });
}

/** The files from the one asked for down to the one that extends nothing, given back in the opposite order. */
async function readChain(path: string): Promise<{ chain: ChainFile[]; problems: Problem[] }> {
  const chain: ChainFile[] = [];
  const problems: Problem[] = [];
  const visited: string[] = [];
  let extender: Place | null = null;
  for (let next: string | null = path; next !== null;) {
    visited.push(next);
    const file: Read = await readScenario(next, extender);
    extender = file.extendsAt;
    problems.push(...file.problems);
    if (file.content) chain.unshift(file.content);
    next = file.extended;
    const broken: Problem | null = next === null ? null : endless(next, visited, file.extendsAt);
    if (broken) return { chain, problems: [...problems, broken] };
  }
  return { chain, problems };
}

interface Place { readonly file: string; readonly line: number; readonly column: number }
interface Read { readonly content: ChainFile | null; readonly extended: string | null; readonly extendsAt: Place; readonly problems: readonly Problem[] }

function endless(next: string, visited: readonly string[], at: Place): Problem | null {
  const from = visited.indexOf(next);
  if (from >= 0) {
    const names = [...visited.slice(from), next].map(shownPath).join(' -> ');
    return placed(problem('extends-cycle', 'extends', shownPath(next), 'a chain that ends', `the files extend one another in a circle: ${names}`, 'remove "extends" from the file that should stand alone'), at);
  }
  if (visited.length < MAX_CHAIN) return null;
  return placed(problem('extends-depth', 'extends', visited.length, `<= ${MAX_CHAIN} files`, 'too many files extend one another', 'merge some of them'), at);
}

/** One file of the chain; `extender` is where another file names it, if one does: the place to mend when it does not exist. */
async function readScenario(path: string, extender: Place | null): Promise<Read> {
  const file = shownPath(path);
  const none = { content: null, extended: null, extendsAt: { file, line: 1, column: 1 } };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return { ...none, problems: [missingFile(path, error, extender)] };
  }
  const yaml = readYaml(text);
  if (!yaml.ok) return { ...none, problems: yaml.problems.map((found) => ({ ...found, file })) };
  const { data, position } = yaml.value;
  const twice = yaml.value.problems.map((found) => ({ ...found, file }));
  const extendsAt = { file, ...position(['extends']) };
  const extended = extendedPath(path, data);
  const parsed = scenarioFile.safeParse(data);
  const problems = parsed.success ? [] : placedProblemsOf(parsed.error, data, scenarioFile).map(({ problem: found, keys }) => placed(found, { file, ...position(keys) }));
  // Only a valid file can be merged; its written form is what the schema has just accepted.
  const content = parsed.success ? { path, file, written: data as WrittenScenario, position } : null;
  return { content, extended, extendsAt, problems: [...twice, ...problems] };
}

function extendedPath(path: string, data: unknown): string | null {
  const named = typeof data === 'object' && data !== null ? (data as { extends?: unknown }).extends : undefined;
  return typeof named === 'string' && named !== '' ? resolve(dirname(path), named) : null;
}

function missingFile(path: string, error: unknown, extender: Place | null): Problem {
  const found = unreadable(path, error, 'scenario file');
  return extender ? placed({ ...found, path: 'extends' }, extender) : found;
}

/** The scenario as a YAML text that reads back as the same scenario; it extends nothing. */
export const saveScenarioText = (scenario: Scenario): string => stringify(scenario, { lineWidth: 0 });
