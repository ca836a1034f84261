import { dirname, join } from 'node:path';
import { InvalidInput } from '../../../system/words/problem.ts';
import { refuse, type Answer } from '../session/answer.ts';
import { namedFiles } from '../reading/beside-argument.ts';
import type { Context } from '../session/context.ts';
import { packageText } from '../tables/package-text.ts';
import { timedRead } from '../reading/read-timed.ts';
import { readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import { sameModels } from '../reading/same-models.ts';
import { ask, withStudy } from '../session/study-session.ts';
import { withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';

export interface PackageFlags extends StudyFlags {
  readonly lang: Lang;
  readonly with: string;
}

/** `spillway package SCENARIO --with A,B,C`: what counter-measures recover of a scenario's curtailment. */
export async function packageCommand(path: string, flags: PackageFlags, context: Context): Promise<Answer> {
  const paths = await namedFiles(flags.with, {
    option: '--with',
    folder: join(dirname(path), 'measures'),
    what: 'counter-measure',
    code: 'countermeasure',
  });
  const {
    given: [base, ...given],
    loadMs,
  } = await timedRead([path, ...paths]);
  const differ = given.flatMap((one) => sameModels(base, one) ?? []);
  if (differ.length > 0) return refuse(differ);
  const request = {
    kind: 'package' as const,
    scenario: base.scenario,
    package: { with: given.map((one) => one.scenario) },
    options: readRunOptions(flags, base.scenario),
  };
  const { result } = await withStudy(base.models, context, (composed) =>
    ask(composed, request, { cache: flags.cache, loadMs }, context),
  ).catch(asTyped);
  return { document: result, text: withModel(packageText(result, flags.lang), result, flags.lang), exitCode: 0 };
}

/** Problems of the package name the option. */
function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(
        error.problems.map((found) => (/^with\b/.test(found.path) ? { ...found, path: `--${found.path}` } : found)),
      )
    : error;
}
