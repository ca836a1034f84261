import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from "../../system/nearest.js";
import { InvalidInput, problem } from "../../system/problem.js";
const YAML = /\.ya?ml$/;
/** Paths of the files named, or a problem for every name that is none. */
export async function namedFiles(names, { option, folder, what, code }) {
    const known = (await readdir(folder).catch(() => [])).filter((file) => YAML.test(file)).map((file) => file.replace(YAML, '')).sort();
    const asked = names.split(',').map((name) => name.trim()).filter((name) => name !== '');
    const isPath = (name) => /[/\\]/.test(name) || YAML.test(name);
    const unknown = asked.filter((name) => !isPath(name) && !known.includes(name)).map((name) => problem(`unknown-${code}`, option, name, known.length > 0 ? `one of ${known.join(', ')}, or a path` : 'a path', `there is no ${what} "${name}" in ${folder}`, didYouMean(name, known, 'name a file of that folder without its ending, or a path')));
    const none = asked.length === 0 ? [problem(`no-${code}`, option, names, 'at least one name', `no ${what} is named`, 'name some, apart by commas')] : [];
    if (unknown.length + none.length > 0)
        throw new InvalidInput([...unknown, ...none]);
    return asked.map((name) => (isPath(name) ? name : join(folder, `${name}.yaml`)));
}
