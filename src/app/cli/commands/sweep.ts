import { InvalidInput, type Problem } from '../../../system/words/problem.ts';
import { problemsOf } from '../../../system/reading/zod-problems.ts';
import { askedAxis, axisBody } from '../../../study/sweep/question.ts';
import type { Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { readPairs } from '../reading/extended-pair.ts';
import { asOption, readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import { ask, withStudy } from '../session/study-session.ts';
import { sweepText } from '../tables/sweep-text.ts';
import { withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';
import { sweepAxes, type AskedAxis } from '../../../system/reading/sweep-axes.ts';

/** `from` and `to` are values here; the window has options of its own. */
export interface SweepFlags extends StudyFlags {
  readonly lang: Lang;
  readonly measure: string;
  readonly field: string;
  readonly steps: string;
  readonly windowFrom?: string;
  readonly windowTo?: string;
  readonly rules?: boolean;
  readonly checkEnds?: boolean;
  readonly measure2?: string;
  readonly field2: string;
  readonly from2?: string;
  readonly to2?: string;
  readonly steps2: string;
}

const axes = axisBody.extend({ second: axisBody.optional() });

/** `spillway sweep SCENARIO`: dose and response, each value against what the scenario extends with the same load. */
export async function sweepCommand(path: string, flags: SweepFlags, context: Context): Promise<Answer> {
  const asked = readAxes(flags);
  const {
    pairs: [
      {
        counterfactual: { scenario, models },
        reference,
      },
    ],
    loadMs,
  } = await readPairs([path]);
  const varied = typed(() => sweepAxes(scenario, asked.first, asked.second));
  const options = readRunOptions({ ...flags, from: flags.windowFrom, to: flags.windowTo }, scenario);
  const request = {
    kind: 'sweep' as const,
    scenario,
    reference: reference.scenario,
    options,
    sweep: { ...varied, rules: flags.rules ?? false, ...(flags.checkEnds && { ends: true }) },
  };
  const { result } = await withStudy(models, context, (composed) =>
    ask(composed, request, { cache: flags.cache, loadMs }, context),
  );
  return { document: result, text: withModel(sweepText(result, flags.lang), result, flags.lang), exitCode: 0 };
}

function readAxes({ measure, field, from, to, steps, measure2, field2, from2, to2, steps2 }: SweepFlags): {
  readonly first: AskedAxis;
  readonly second?: AskedAxis;
} {
  const wanted = [measure2, from2, to2].some((option) => option !== undefined);
  const given = {
    measure,
    field,
    from,
    to,
    steps: Number(steps),
    ...(wanted && { second: { measure: measure2, field: field2, from: from2, to: to2, steps: Number(steps2) } }),
  };
  const parsed = axes.safeParse(given);
  if (!parsed.success) throw new InvalidInput(problemsOf(parsed.error, given, axes).map(asTyped));
  return { first: askedAxis(parsed.data), ...(parsed.data.second && { second: askedAxis(parsed.data.second) }) };
}

/** `second.from` is typed `--from2`. */
const asTyped = (found: Problem): Problem => asOption({ ...found, path: found.path.replace(/^second\.(\w+)$/, '$12') });

function typed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.problems.map(asTyped)) : error;
  }
}
