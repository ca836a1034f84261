import { askedYears, backcastYears } from '../../../study/out-turns/backcast-years.ts';
import { InvalidInput, orThrow, type Problem } from '../../../system/words/problem.ts';
import { problemsOf } from '../../../system/reading/zod-problems.ts';
import { backcastBody } from '../../../study/backcast/question.ts';
import type { Answer } from '../session/answer.ts';
import { backcastText } from '../tables/backcast-text.ts';
import type { Context } from '../session/context.ts';
import { givenModel } from '../reading/model-argument.ts';
import { asOption } from '../reading/run-options.ts';
import { ask, withStudy } from '../session/study-session.ts';
import { withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';

export interface BackcastFlags {
  readonly lang: Lang;
  readonly years?: string;
  readonly foresight?: string;
  readonly level?: string;
  readonly cache: boolean;
}

const schema = backcastBody.omit({ model: true });

/** `spillway backcast MODEL`: the model against published out-turns. */
export async function backcastCommand(argument: string, flags: BackcastFlags, context: Context): Promise<Answer> {
  const { years: text, options } = readFlags(flags);
  const { id, models, scenarios: library } = await givenModel(argument);
  return withStudy(
    models,
    context,
    async (composed) => {
      const begun = performance.now();
      const model = orThrow(await composed.deps.models.model(id));
      const years = askedYears(model, text);
      const scenarios = await backcastYears(
        model,
        years,
        async (name) => (await composed.scenarios.find(name))?.document ?? null,
      ).catch(asTyped);
      const request = { kind: 'backcast' as const, backcast: { model: id, years, scenarios }, options };
      const { result } = await ask(
        composed,
        request,
        { cache: flags.cache, loadMs: performance.now() - begun },
        context,
      );
      return { document: result, text: withModel(backcastText(result, flags.lang), result, flags.lang), exitCode: 0 };
    },
    { scenarios: library },
  );
}

function readFlags({ years, foresight, level }: BackcastFlags) {
  const given = {
    ...(years !== undefined && { years }),
    options: { ...(foresight !== undefined && { foresight }), ...(level !== undefined && { level }) },
  };
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new InvalidInput(problemsOf(parsed.error, given, schema).map(asOption));
  return { years: parsed.data.years, options: parsed.data.options ?? {} };
}

function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(error.problems.map((one: Problem) => (one.path === 'years' ? asOption(one) : one)))
    : error;
}
