import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { mergeScenario } from '../../system/reading/merge-scenario.ts';
import type { Note } from '../../system/words/note.ts';
import { invalid, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { withInflowFiles } from './inflow-files.ts';
import { readChain } from './scenario-chain.ts';
import { locate } from './scenario-places.ts';

/**
 * A scenario whole, the files that it was merged from (the file that extends nothing first), and where each value
 * stands in them.
 */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly files: readonly string[];
  /** the file that it extends: its reference; null when it stands alone */
  readonly extended: string | null;
  /** the same problems with file, line and column */
  readonly locate: (problems: readonly Problem[]) => Problem[];
  /** what was done to read its files: encodings, lines skipped, the part used */
  readonly notes: readonly Note[];
}

/** A scenario from a YAML file and all it extends, or every problem in any of them. */
export async function loadScenarioFile(path: string): Promise<Checked<Scenario>> {
  const loaded = await loadScenarioChain(path);
  return loaded.ok ? valid(loaded.value.scenario) : loaded;
}

export async function loadScenarioChain(path: string): Promise<Checked<LoadedScenario>> {
  const read = await readChain(resolve(path));
  const { chain, problems, notes } = await withInflowFiles(read.chain);
  if (read.problems.length + problems.length > 0) return invalid([...read.problems, ...problems]);
  const merged = mergeScenario(chain.map((file) => file.written));
  const locateAll = (found: readonly Problem[]): Problem[] => found.map((one) => locate(one, chain));
  if (!merged.ok) return invalid(locateAll(merged.problems));
  return valid({
    scenario: merged.value,
    files: chain.map((file) => file.path),
    extended: chain.at(-2)?.path ?? null,
    locate: locateAll,
    notes: [...read.notes, ...notes],
  });
}

/** The scenario as a YAML text that reads back as the same scenario; it extends nothing. */
export const saveScenarioText = (scenario: Scenario): string => stringify(scenario, { lineWidth: 0 });
