import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { didYouMean } from '../../system/nearest.ts';
import { InvalidInput, problem } from '../../system/problem.ts';
import { refuse, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { packageText } from './package-text.ts';
import { timedRead } from './read-timed.ts';
import { readRunOptions, type StudyFlags } from './run-options.ts';
import { sameModels } from './same-models.ts';
import { ask, withStudy } from './study-session.ts';
import { unexpected } from './unexpected.ts';
import type { Lang } from './words.ts';

export interface PackageFlags extends StudyFlags { readonly lang: Lang; readonly with: string }

/** `spillway package SCENARIO --with A,B,C`: what counter-measures recover of a scenario's curtailment. */
export async function packageCommand(path: string, flags: PackageFlags, context: Context): Promise<Answer> {
  const paths = await measurePaths(path, flags.with);
  const { given: [base, ...given], loadMs } = await timedRead([path, ...paths]);
  const differ = given.flatMap((one) => sameModels(base, one) ?? []);
  if (differ.length > 0) return refuse(differ);
  const request = { kind: 'package' as const, scenario: base.scenario, package: { with: given.map((one) => one.scenario) }, options: readRunOptions(flags, base.scenario) };
  const { result } = await withStudy(base.models, (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context)).catch(asTyped);
  if (result.schema !== 'spillway/package@1') throw unexpected(result.schema);
  return { document: result, text: packageText(result, flags.lang), exitCode: 0 };
}

/** Problems of the package name the option. */
function asTyped(error: unknown): never {
  throw error instanceof InvalidInput ? new InvalidInput(error.problems.map((found) => (/^with\b/.test(found.path) ? { ...found, path: `--${found.path}` } : found))) : error;
}

/** A name is a file of the folder `measures` beside the scenario; anything with a slash or an ending is a path. */
async function measurePaths(scenario: string, names: string): Promise<string[]> {
  const folder = join(dirname(scenario), 'measures');
  const known = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length)).sort();
  const asked = names.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const isPath = (name: string): boolean => /[/\\]|\.ya?ml$/.test(name);
  const unknown = asked.filter((name) => !isPath(name) && !known.includes(name)).map((name) => problem('unknown-countermeasure', '--with', name,
    known.length > 0 ? `one of ${known.join(', ')}, or a path` : 'a path', `there is no counter-measure "${name}" in ${folder}`, didYouMean(name, known, 'name a file of that folder without its ending, or a path')));
  const none = asked.length === 0 ? [problem('no-countermeasure', '--with', names, 'at least one name', 'no counter-measure is named', 'name some, apart by commas')] : [];
  if (unknown.length + none.length > 0) throw new InvalidInput([...unknown, ...none]);
  return asked.map((name) => (isPath(name) ? name : join(folder, `${name}.yaml`)));
}
