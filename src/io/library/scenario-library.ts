import { join, relative } from 'node:path';
import type { Opening } from '../../study/scenario/opening.ts';
import type { ModelSource } from '../../study/base/ports.ts';
import { checkScenario } from '../../system/reading/check-scenario.ts';
import { mergeScenario, type WrittenScenario } from '../../system/reading/merge-scenario.ts';
import { invalid, problem, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import { MOST_LISTED } from '../../system/words/problem-list.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { pathText } from '../../system/reading/zod-problems.ts';
import { writtenProblems } from '../../system/reading/written-scenario.ts';
import { placed } from '../files/file-problems.ts';
import { plainLog, type Log } from '../log/log.ts';
import { OPENING_FILE, readOpening } from '../files/opening-file.ts';
import { loadScenarioFile } from '../files/scenario-files.ts';
import type { ScenarioStore } from '../store/scenario-store.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import { filesBelow } from '../files/folder-names.ts';

/** `file` is set for scenarios that ship with the program, which nobody changes through the store. */
export interface LibraryEntry {
  readonly document: Scenario;
  readonly file: string | null;
  readonly revision: number;
}

/** Files are read again after this long, so that an edited file is seen without a restart. */
const FRESH_MS = 2000;

/** Every scenario that has an id: those of the scenario folder, read-only, and those users keep in the store. */
export class ScenarioLibrary {
  private files: { readonly at: number; readonly entries: Promise<ReadonlyMap<string, LibraryEntry>> } | undefined;

  constructor(
    private readonly folder: string,
    private readonly kept: ScenarioStore,
    private readonly models: ModelSource,
    private readonly log: Log = plainLog,
  ) {}

  /** By id, shipped and kept together. */
  async list(): Promise<readonly LibraryEntry[]> {
    const shipped = await this.shipped();
    const kept = (await this.kept.list())
      .filter(({ document }) => !shipped.has(document.id))
      .map(({ document, revision }) => ({ document, file: null, revision }));
    return [...shipped.values(), ...kept].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
  }

  async find(id: string): Promise<LibraryEntry | null> {
    const shipped = (await this.shipped()).get(id);
    if (shipped) return shipped;
    const kept = await this.kept.find(id);
    return kept && { document: kept.document, file: null, revision: kept.revision };
  }

  /** What the program opens with; or every problem of the folder's `default.yaml`, unknown scenarios among them. */
  async opening(): Promise<Checked<Opening>> {
    const read = await readOpening(this.folder);
    if (!read.ok) return read;
    const { opening, place } = read.value;
    const named = [
      { keys: ['reference'], id: opening.reference },
      { keys: ['counterfactual'], id: opening.counterfactual },
      ...opening.places.flatMap(({ reference, counterfactual }, i) => [
        { keys: ['places', i, 'reference'], id: reference },
        { keys: ['places', i, 'counterfactual'], id: counterfactual },
      ]),
    ];
    const shipped = await this.shipped();
    const unknown = named
      .filter(({ id }) => !shipped.has(id))
      .map(({ keys, id }) => placed(unknownScenario(pathText(keys), id), place(keys)));
    const other = [...new Set(named.map(({ id }) => shipped.get(id)?.document.model ?? opening.model))].filter(
      (model) => model !== opening.model,
    );
    const elsewhere = other.map((model) =>
      placed(
        problem(
          'different-models',
          'model',
          opening.model,
          model,
          `a scenario that the program opens with stands on the model "${model}"`,
          `write model: ${model}, or name scenarios of one model`,
        ),
        place(['model']),
      ),
    );
    return unknown.length + elsewhere.length > 0 ? invalid([...unknown, ...elsewhere]) : valid(opening);
  }

  /** A scenario written in place, checked against its model; `extends` names another scenario by id, never by path. */
  async read(input: unknown): Promise<Checked<Scenario>> {
    const extended = (input as { extends?: unknown } | null | undefined)?.extends;
    const base = typeof extended === 'string' ? await this.find(extended) : null;
    const unknown = typeof extended === 'string' && !base ? [unknownScenario('extends', extended)] : [];
    const problems = [
      ...writtenProblems(input, unknown.length > 0 ? null : (base?.document.measures ?? []), MOST_LISTED).map(
        (placed) => placed.problem,
      ),
      ...unknown,
    ];
    if (problems.length > 0) return invalid(problems);
    const written = input as WrittenScenario;
    const named = fileProblems(written);
    if (named.length > 0) return invalid(named);
    const merged = mergeScenario(base ? [base.document, written] : [written]);
    return merged.ok ? this.check(merged.value) : merged;
  }

  /** The scenario if its model has all that it names. */
  async check(scenario: Scenario): Promise<Checked<Scenario>> {
    const model = await this.models.model(scenario.model);
    if (!model.ok) return model;
    const problems = checkScenario(resolveScenario(scenario), model.value);
    return problems.length === 0 ? valid(scenario) : invalid(problems);
  }

  private shipped(): Promise<ReadonlyMap<string, LibraryEntry>> {
    if (!this.files || Date.now() - this.files.at > FRESH_MS)
      this.files = { at: Date.now(), entries: readShipped(this.folder, this.log) };
    return this.files.entries;
  }
}

/** Over the network no input becomes a path: values come in place. */
const fileProblems = ({ inflow = [] }: WrittenScenario): Problem[] =>
  inflow.flatMap(({ file }, i) =>
    file === undefined
      ? []
      : [
          problem(
            'inflow-file-refused',
            `inflow[${i}].file`,
            file,
            'start and flow_m3s',
            'a scenario that is sent in place cannot name a file',
            'send the first day as "start" and one value a day as "flow_m3s"',
          ),
        ],
  );

export const unknownScenario = (path: string, id: string): Problem =>
  problem(
    'unknown-scenario',
    path,
    id,
    'the id of a known scenario',
    `there is no scenario "${id}"`,
    'GET /api/v1/scenarios lists the known ones',
  );

async function readShipped(folder: string, log: Log): Promise<ReadonlyMap<string, LibraryEntry>> {
  const names = (await filesBelow(folder)).filter((name) => name.endsWith('.yaml') && name !== OPENING_FILE).sort();
  const read = await Promise.all(
    names.map(async (name) => ({ name, scenario: await loadScenarioFile(join(folder, name)) })),
  );
  const entries = read.flatMap(({ name, scenario }) => {
    if (scenario.ok)
      return [
        [
          scenario.value.id,
          { document: scenario.value, file: relative('.', join(folder, name)), revision: 0 },
        ] as const,
      ];
    log.warn(
      Object.fromEntries(scenario.problems.slice(0, MOST_LISTED).map(({ path, message }) => [path, message])),
      `Scenario ${name} is left out.`,
    );
    return [];
  });
  return new Map(entries);
}
