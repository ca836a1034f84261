import { namesIn } from '../../../io/files/folder-names.ts';
import { join } from 'node:path';
import { didYouMean } from '../../../system/words/nearest.ts';
import { InvalidInput, problem } from '../../../system/words/problem.ts';

const YAML = /\.ya?ml$/;

/**
 * What an option that takes names apart by commas stands for: files of `folder` without their ending, or paths
 * (anything with a slash or an ending).
 */
export interface NamedFiles {
  readonly option: string;
  readonly folder: string;
  readonly what: string;
  readonly code: string;
}

/** Paths of the files named, or a problem for every name that is none. */
export async function namedFiles(names: string, { option, folder, what, code }: NamedFiles): Promise<string[]> {
  const known = (await namesIn(folder))
    .filter((file) => YAML.test(file))
    .map((file) => file.replace(YAML, ''))
    .sort();
  const asked = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isPath = (name: string): boolean => /[/\\]/.test(name) || YAML.test(name);
  const unknown = asked
    .filter((name) => !isPath(name) && !known.includes(name))
    .map((name) =>
      problem(
        `unknown-${code}`,
        option,
        name,
        known.length > 0 ? `one of ${known.join(', ')}, or a path` : 'a path',
        `there is no ${what} "${name}" in ${folder}`,
        didYouMean(name, known, 'name a file of that folder without its ending, or a path'),
      ),
    );
  const none =
    asked.length === 0
      ? [problem(`no-${code}`, option, names, 'at least one name', `no ${what} is named`, 'name some, apart by commas')]
      : [];
  if (unknown.length + none.length > 0) throw new InvalidInput([...unknown, ...none]);
  return asked.map((name) => (isPath(name) ? name : join(folder, `${name}.yaml`)));
}
