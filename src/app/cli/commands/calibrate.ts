import { join } from 'node:path';
import { ofSample, writeCalibration } from '../../../io/files/calibration-files.ts';
import { readSamples } from '../../../io/files/sample-files.ts';
import { backcastYears } from '../../../study/out-turns/backcast-years.ts';
import { calibrate, calibrationYears } from '../../../study/calibration/calibrate.ts';
import { InvalidInput, orThrow, problem } from '../../../system/words/problem.ts';
import type { Answer } from '../session/answer.ts';
import { calibrateText } from '../tables/calibrate-text.ts';
import type { Context } from '../session/context.ts';
import { leaveOutCommand } from './leave-out.ts';
import { givenModel } from '../reading/model-argument.ts';
import { predictCommand } from './predict.ts';
import { progressDisplay, STORING } from '../session/progress-display.ts';
import { sampleCommand } from './sample.ts';
import { withStudy } from '../session/study-session.ts';
import type { Lang } from '../text/words.ts';

export interface CalibrateFlags {
  readonly lang: Lang;
  readonly write?: boolean;
  readonly variants?: boolean;
  readonly infer?: boolean;
  readonly predict?: string;
  readonly sample?: string;
  readonly leaveOut?: string;
  readonly assimilate?: boolean;
  readonly draws?: string;
  readonly seed?: string;
}

/** `spillway calibrate MODEL`: fits the free numbers; stores nothing unless asked to. */
export async function calibrateCommand(argument: string, flags: CalibrateFlags, context: Context): Promise<Answer> {
  if (flags.assimilate && flags.sample === undefined)
    throw new InvalidInput([
      problem(
        'assimilate-alone',
        '--assimilate',
        'true',
        '--sample YEAR beside it',
        '--assimilate weighs draws of a year, and no year is named',
        'add --sample YEAR',
      ),
    ]);
  if (flags.predict !== undefined) return predictCommand(argument, flags.predict, flags, context);
  if (flags.sample !== undefined) return sampleCommand(argument, flags.sample, flags, context);
  if (flags.leaveOut !== undefined) return leaveOutCommand(argument, flags.leaveOut, flags, context);
  const { lang, write = false, variants = false, infer = false } = flags;
  const { signal } = context;
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
        const result = await calibrate(
          deps,
          { model: id, scenarios, variants, inferOnly: infer },
          { signal, onProgress: progress.show },
        );
        progress.show(STORING);
        const folder = join(models, id);
        const sampled = ofSample(model.tables.calibration, write ? await readSamples(folder) : []);
        const files = write ? await writeCalibration(folder, model.tables, result, sampled) : [];
        progress.end(true);
        return { document: result, text: calibrateText(result, files, sampled.size, lang), exitCode: 0 };
      } finally {
        progress.end();
      }
    },
    { scenarios: library },
  );
}
