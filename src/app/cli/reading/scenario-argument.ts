import { sharedModels } from '../../../io/files/cached-models.ts';
import { loadScenarioChain } from '../../../io/files/scenario-files.ts';
import type { ModelSource } from '../../../study/base/ports.ts';
import { checkScenario } from '../../../system/reading/check-scenario.ts';
import { InvalidInput, orThrow, type Problem } from '../../../system/words/problem.ts';
import { resolveScenario } from '../../../system/scenario/resolve-scenario.ts';
import type { Scenario } from '../../../system/scenario/scenario.ts';
import { sayNotes } from '../text/say-notes.ts';
import { modelsRoot } from './models-root.ts';

export interface GivenScenario {
  readonly scenario: Scenario;
  /** folder that holds its model's folder */
  readonly models: string;
  /** path of the file that it extends, null when it stands alone */
  readonly extended: string | null;
}

/** Scenario files checked against their models, or every problem in any of them. */
export async function readScenarios(paths: readonly string[]): Promise<readonly GivenScenario[]> {
  const read = await Promise.all(
    paths.map((path) =>
      readScenario(path).catch((error: unknown) => {
        if (error instanceof InvalidInput) return error;
        throw error;
      }),
    ),
  );
  const problems = read.flatMap((one) => (one instanceof InvalidInput ? one.problems : []));
  if (problems.length > 0) throw new InvalidInput(distinct(problems));
  return read.filter((one): one is GivenScenario => !(one instanceof InvalidInput));
}

async function readScenario(path: string): Promise<GivenScenario> {
  const { scenario, extended, locate, notes } = orThrow(await loadScenarioChain(path));
  sayNotes(notes);
  const { root: models, notes: chosen } = await modelsRoot(path, scenario.model);
  sayNotes(chosen);
  const source: ModelSource = sharedModels(models);
  const model = await source.model(scenario.model);
  if (!model.ok) throw new InvalidInput(model.problems.map((one) => (one.file === undefined ? locate([one])[0] : one)));
  const problems = checkScenario(resolveScenario(scenario), model.value);
  if (problems.length > 0) throw new InvalidInput(locate(problems));
  return { scenario, models, extended };
}

/** A problem of a file that both scenarios extend is told once. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((one) => [JSON.stringify(one), one])).values(),
];
