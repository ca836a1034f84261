import { join } from 'node:path';
import { findFit, writeValues } from '../../../io/files/calibration-files.ts';
import { sampleName, writeSample } from '../../../io/files/sample-files.ts';
import type { SampleResult } from '../../../study/base/sample-result.ts';
import { LEAST_EFFECTIVE } from '../../../study/out-turns/assimilated-facts.ts';
import { sampleYear } from '../../../study/sampling/sample.ts';
import { InvalidInput, orThrow, problem } from '../../../system/words/problem.ts';
import type { Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { givenModel } from '../reading/model-argument.ts';
import { asTyped, oneYear } from './predict.ts';
import { progressDisplay, STORING } from '../session/progress-display.ts';
import { sampleText } from '../tables/sample-text.ts';
import { withStudy } from '../session/study-session.ts';
import type { Lang } from '../text/words.ts';

interface SampleFlags {
  readonly lang: Lang;
  readonly write?: boolean;
  readonly draws?: string;
  readonly seed?: string;
  readonly assimilate?: boolean;
}

const DRAWS = 1000;
const SEED = 1;

/**
 * `spillway calibrate MODEL --sample YEAR`: draws of water and limits that the facts of a year leave plausible; stores
 * nothing unless asked to.
 */
export async function sampleCommand(
  argument: string,
  typed: string,
  { lang, write = false, draws, seed, assimilate = false }: SampleFlags,
  context: Context,
): Promise<Answer> {
  const { id, models, scenarios: library } = await givenModel(argument);
  return withStudy(
    models,
    context,
    async ({ deps, scenarios: known }) => {
      const model = orThrow(await deps.models.model(id));
      const year = await oneYear(model, '--sample', typed, async (name) => (await known.find(name))?.document ?? null);
      const fit = await findFit(join(models, id));
      const progress = progressDisplay();
      try {
        const result = await sampleYear(
          deps,
          { model: id, year, draws: Number(draws ?? DRAWS), seed: Number(seed ?? SEED), fit, assimilate },
          { signal: context.signal, onProgress: progress.show },
        ).catch(asTyped);
        if (write && result.effective_draws < LEAST_EFFECTIVE)
          throw new InvalidInput([
            problem(
              'too-few-effective',
              '--draws',
              Math.round(result.effective_draws),
              `>= ${LEAST_EFFECTIVE} draws of equal weight`,
              `${result.draws} draws are worth ${Math.round(result.effective_draws)} of equal weight: too few ` +
                'to take medians from',
              assimilate
                ? 'the published figures lie too far out to be assimilated: leave the blind medians as they are'
                : 'ask for more draws, or leave --write out',
            ),
          ]);
        progress.show(STORING);
        const files = write
          ? [
              await writeSample(join(models, id), result),
              await writeValues(join(models, id), model.tables.calibration, shipped(result), sourceOf(result)),
            ]
          : [];
        progress.end(true);
        return { document: result, text: sampleText(result, files, lang), exitCode: 0 };
      } finally {
        progress.end();
      }
    },
    { scenarios: library },
  );
}

const shipped = ({ quantities }: SampleResult): ReadonlyMap<string, number> =>
  new Map(quantities.flatMap(({ name, shipped: value }) => (value === null ? [] : [[name, value] as const])));
const sourceOf = (sample: SampleResult): string =>
  `Median of the draws of ${sampleName(sample)} at the supply that the model states: water with which the ` +
  `world without the load meets exports by direction and thermal output of ${sample.year}, and measured water; ` +
  `${sample.assimilated ? 'published curtailment of the year weighs the draws' : 'curtailment is not used'}; ` +
  'effective availability of water, heads and outages inside';
