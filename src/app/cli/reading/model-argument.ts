import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidInput, problem } from '../../../system/words/problem.ts';
import { programRoot } from '../../version.ts';

/**
 * A model named on the command line: its id, the folder that holds its folder, and the scenarios beside that, where
 * there are any.
 */
export interface GivenModel {
  readonly id: string;
  readonly models: string;
  readonly scenarios: string | undefined;
}

const ID = /^[a-z0-9-]{1,64}$/;

/** A model by its folder, or by the id of a folder of `models/` beside the working folder or of the program. */
export async function givenModel(argument: string): Promise<GivenModel> {
  const candidates = [
    resolve(argument),
    ...(ID.test(argument) ? [resolve('models', argument), join(programRoot, 'models', argument)] : []),
  ];
  for (const folder of candidates) {
    if (!(await isThere(join(folder, 'datapackage.json')))) continue;
    const models = dirname(folder);
    const scenarios = join(dirname(models), 'scenarios');
    return { id: basename(folder), models, scenarios: (await isThere(scenarios)) ? scenarios : undefined };
  }
  throw new InvalidInput([
    problem(
      'unknown-model',
      'model',
      argument,
      'a folder with datapackage.json, or the id of a model',
      `there is no model "${argument}"`,
      'give a model folder, such as models/sichuan',
    ),
  ]);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
