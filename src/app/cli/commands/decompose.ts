import { backcastYears, explainedYears } from '../../../study/out-turns/backcast-years.ts';
import { InvalidInput, orThrow } from '../../../system/words/problem.ts';
import { problemsOf } from '../../../system/reading/zod-problems.ts';
import { decompositionBody } from '../../../study/backcast/year-on-year-question.ts';
import type { Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { decomposeText } from '../tables/decompose-text.ts';
import { givenModel } from '../reading/model-argument.ts';
import { asOption } from '../reading/run-options.ts';
import { ask, withStudy } from '../session/study-session.ts';
import { withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';

export interface DecomposeFlags {
  readonly lang: Lang;
  readonly years?: string;
  readonly cache: boolean;
}

const schema = decompositionBody.omit({ model: true });

/** `spillway decompose MODEL`: what changed curtailment from year to year. */
export async function decomposeCommand(
  argument: string,
  { years: text, lang, cache }: DecomposeFlags,
  context: Context,
): Promise<Answer> {
  const parsed = schema.safeParse(text === undefined ? {} : { years: text });
  if (!parsed.success) throw new InvalidInput(problemsOf(parsed.error, { years: text }, schema).map(asOption));
  const { id, models, scenarios: library } = await givenModel(argument);
  return withStudy(
    models,
    context,
    async (composed) => {
      const begun = performance.now();
      const model = orThrow(await composed.deps.models.model(id));
      const years = await backcastYears(
        model,
        explainedYears(model, text),
        async (name) => (await composed.scenarios.find(name))?.document ?? null,
      );
      const { result } = await ask(
        composed,
        { kind: 'decomposition', decomposition: { model: id, years } },
        { cache, loadMs: performance.now() - begun },
        context,
      );
      return { document: result, text: withModel(decomposeText(result, lang), result, lang), exitCode: 0 };
    },
    { scenarios: library },
  );
}
