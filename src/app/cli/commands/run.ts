import { timedRead } from '../reading/read-timed.ts';
import type { Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import { runText } from '../tables/run-text.ts';
import { ask, withStudy } from '../session/study-session.ts';
import { withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';

/** `spillway run SCENARIO`: one case. */
export async function runCommand(
  path: string,
  flags: StudyFlags & { readonly lang: Lang },
  context: Context,
): Promise<Answer> {
  const {
    given: [{ scenario, models }],
    loadMs,
  } = await timedRead([path]);
  const request = { kind: 'run' as const, scenario, options: readRunOptions(flags, scenario) };
  const { result } = await withStudy(
    models,
    context,
    (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context),
    { few: 1 },
  );
  return { document: result, text: withModel(runText(result, flags.lang), result, flags.lang), exitCode: 0 };
}
