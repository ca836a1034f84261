import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidInput, problem } from "../../system/problem.js";
import { programRoot } from "../version.js";
const ID = /^[a-z0-9-]{1,64}$/;
/** A model by its folder, or by the id of a folder of `models/` beside the working folder or of the program. */
export async function givenModel(argument) {
    const candidates = [resolve(argument), ...(ID.test(argument) ? [resolve('models', argument), join(programRoot, 'models', argument)] : [])];
    for (const folder of candidates) {
        if (!await isThere(join(folder, 'datapackage.json')))
            continue;
        const models = dirname(folder);
        const scenarios = join(dirname(models), 'scenarios');
        return { id: basename(folder), models, scenarios: await isThere(scenarios) ? scenarios : undefined };
    }
    throw new InvalidInput([problem('unknown-model', 'model', argument, 'a folder with datapackage.json, or the id of a model', `there is no model "${argument}"`, 'give a model folder, such as models/sichuan')]);
}
const isThere = (path) => stat(path).then(() => true, () => false);
