import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { shownPath } from '../../../io/files/file-problems.ts';
import { note, type Note } from '../../../system/words/note.ts';
import { programRoot } from '../../version.ts';

/** Where a scenario's model is, and what its user should know of the choice. */
export interface FoundModels {
  readonly root: string;
  readonly notes: readonly Note[];
}

/**
 * The folder that holds the model's folder: `models/` beside the scenario file or in the nearest folder above it, else
 * that of the working folder, else that of the program. A scenario so means the same wherever it is run from; where the
 * working folder has another model of that name, a note says which one is used.
 */
export async function modelsRoot(scenarioPath: string, model: string): Promise<FoundModels> {
  const here = resolve('models');
  const beside = await nearest(dirname(resolve(scenarioPath)), model);
  if (beside !== null)
    return {
      root: beside,
      notes:
        beside !== here && (await isFolder(join(here, model)))
          ? [otherModel(join(beside, model), join(here, model))]
          : [],
    };
  const shipped = join(programRoot, 'models');
  for (const root of [here, shipped]) if (await isFolder(join(root, model))) return { root, notes: [] };
  return { root: here, notes: [] };
}

async function nearest(from: string, model: string): Promise<string | null> {
  for (let folder = from; ; folder = dirname(folder)) {
    const root = join(folder, 'models');
    if (await isFolder(join(root, model))) return root;
    if (folder === dirname(folder)) return null;
  }
}

const otherModel = (used: string, other: string): Note =>
  note(
    'model-beside-scenario',
    `the model beside the scenario is used, ${shownPath(used)}, not ${shownPath(other)} of the working folder`,
    `使用情景文件旁的模型 ${shownPath(used)}，而不是工作文件夹中的 ${shownPath(other)}`,
  );

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
