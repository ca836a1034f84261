import { backcastYears } from '../../../study/out-turns/backcast-years.ts';
import { calibrationYears } from '../../../study/calibration/calibrate.ts';
import { leaveOut } from '../../../study/calibration/leave-out.ts';
import { orThrow } from '../../../system/words/problem.ts';
import type { Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { leaveOutText } from '../tables/leave-out-text.ts';
import { givenModel } from '../reading/model-argument.ts';
import { progressDisplay } from '../session/progress-display.ts';
import { withStudy } from '../session/study-session.ts';
import type { Lang } from '../text/words.ts';

/**
 * `spillway calibrate MODEL --leave-out FACT[,FACT]`: what the fit says of published figures that it has not seen;
 * stores nothing.
 */
export async function leaveOutCommand(
  argument: string,
  facts: string,
  { lang }: { readonly lang: Lang },
  context: Context,
): Promise<Answer> {
  const { id, models, scenarios: library } = await givenModel(argument);
  return withStudy(
    models,
    context,
    async ({ deps, scenarios: known }) => {
      const model = orThrow(await deps.models.model(id));
      const scenarios = await backcastYears(
        model,
        calibrationYears(model),
        async (name) => (await known.find(name))?.document ?? null,
      );
      const progress = progressDisplay();
      try {
        const result = await leaveOut(
          deps,
          { model: id, scenarios, facts },
          { signal: context.signal, onProgress: progress.show },
        );
        progress.end(true);
        return { document: result, text: leaveOutText(result, lang), exitCode: 0 };
      } finally {
        progress.end();
      }
    },
    { scenarios: library },
  );
}
