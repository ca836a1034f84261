import { join } from 'node:path';
import { findFit } from '../../../io/files/calibration-files.ts';
import { writePrediction } from '../../../io/files/prediction-files.ts';
import { backcastYears, type BackcastYear } from '../../../study/out-turns/backcast-years.ts';
import { parseYears } from '../../../system/words/years.ts';
import { predict } from '../../../study/calibration/predict.ts';
import type { Model } from '../../../system/model/model.ts';
import { InvalidInput, orThrow, problem } from '../../../system/words/problem.ts';
import type { Scenario } from '../../../system/scenario/scenario.ts';
import type { Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { givenModel } from '../reading/model-argument.ts';
import { predictText } from '../tables/predict-text.ts';
import { progressDisplay, STORING } from '../session/progress-display.ts';
import { asOption } from '../reading/run-options.ts';
import { withStudy } from '../session/study-session.ts';
import type { Lang } from '../text/words.ts';

interface PredictFlags {
  readonly lang: Lang;
  readonly write?: boolean;
  readonly draws?: string;
  readonly seed?: string;
}

const DRAWS = 500;
const SEED = 1;

/**
 * `spillway calibrate MODEL --predict YEAR`: what the stored fit says of a year that it has not seen; stores nothing
 * unless asked to.
 */
export async function predictCommand(
  argument: string,
  typed: string,
  { lang, write = false, draws, seed }: PredictFlags,
  context: Context,
): Promise<Answer> {
  const { id, models, scenarios: library } = await givenModel(argument);
  return withStudy(
    models,
    context,
    async ({ deps, scenarios: known }) => {
      const model = orThrow(await deps.models.model(id));
      const year = await oneYear(model, '--predict', typed, async (name) => (await known.find(name))?.document ?? null);
      const sample = ((await deps.models.samples?.(id)) ?? []).find(
        (one) => one.year === year.year && one.assimilated === undefined,
      );
      if (sample === undefined)
        throw new InvalidInput([
          problem(
            'no-sample',
            '--predict',
            typed,
            `a file sample_${year.year}.json beside the model`,
            `no draws of ${year.year} are stored with the model "${id}"`,
            `make them first: calibrate ${id} --sample ${year.year} --write`,
          ),
        ]);
      const progress = progressDisplay();
      try {
        const result = await predict(
          deps,
          {
            model: id,
            year,
            draws: Number(draws ?? DRAWS),
            seed: Number(seed ?? SEED),
            sample,
            fit: await findFit(join(models, id)),
          },
          { signal: context.signal, onProgress: progress.show },
        ).catch(asTyped);
        progress.show(STORING);
        const files = write ? [await writePrediction(join(models, id), result)] : [];
        progress.end(true);
        return { document: result, text: predictText(result, files, lang), exitCode: 0 };
      } finally {
        progress.end();
      }
    },
    { scenarios: library },
  );
}

/** The year that an option names, with the scenario that tells it as it happened. */
export async function oneYear(
  model: Model,
  option: string,
  typed: string,
  find: (id: string) => Promise<Scenario | null>,
): Promise<BackcastYear> {
  const years = parseYears(typed);
  if (years?.length !== 1)
    throw new InvalidInput([
      problem('year', option, typed, 'one year, such as 2021', `"${typed}" is not a year`, 'name one year'),
    ]);
  const [year] = await backcastYears(model, years, find);
  if (year === undefined)
    throw new InvalidInput([
      problem(
        'no-scenario',
        option,
        typed,
        'a year of backcast_years.csv',
        `no scenario tells ${typed} as it happened`,
        'name a year with a scenario',
      ),
    ]);
  return year;
}

export function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(
        error.problems.map((one) =>
          ['draws', 'seed', 'predict', 'sample', 'assimilate'].includes(one.path) ? asOption(one) : one,
        ),
      )
    : error;
}
