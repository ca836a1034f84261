import { join } from 'node:path';
import { writeEstimate } from '../../../io/files/estimate-files.ts';
import type { EnsembleResult } from '../../../study/ensemble/ensemble-answer.ts';
import { storedEstimate } from '../../../study/ensemble/estimate.ts';
import type { Scenario } from '../../../system/scenario/scenario.ts';
import { dayOfClock } from '../../../system/words/calendar.ts';
import { InvalidInput, problem } from '../../../system/words/problem.ts';
import { refuse, type Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { readEnsembleOptions, withPlaces, type EnsembleFlags } from '../reading/ensemble-options.ts';
import { ensembleResultText } from '../tables/ensemble-text.ts';
import { storedIn } from '../tables/estimate-text.ts';
import { timedRead } from '../reading/read-timed.ts';
import { asOption, readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import { sameModels } from '../reading/same-models.ts';
import { withModel } from '../tables/standing-text.ts';
import { ask, withStudy } from '../session/study-session.ts';
import type { Composed } from '../../compose.ts';
import type { Lang } from '../text/words.ts';
import { ensembleNamed, namesOf } from '../session/with-names.ts';

/** `spillway ensemble REFERENCE COUNTERFACTUAL`: the difference over draws, or over named water years. */
export async function ensembleCommand(
  paths: readonly [string, string],
  flags: StudyFlags & EnsembleFlags & { readonly lang: Lang; readonly write?: boolean },
  context: Context,
): Promise<Answer> {
  const ensemble = await withPlaces(readEnsembleOptions(flags), flags, paths[1]);
  if (ensemble === undefined)
    throw new InvalidInput([
      problem(
        'missing-option',
        '--draws',
        null,
        'a number of draws, or --water-years',
        'an ensemble is made of draws or of water years',
        'add --draws 100, or --water-years recorded',
      ),
    ]);
  const {
    given: [reference, counterfactual],
    loadMs,
  } = await timedRead(paths);
  const differ = sameModels(reference, counterfactual);
  if (differ) return refuse([differ]);
  const request = {
    kind: 'ensemble' as const,
    reference: reference.scenario,
    counterfactual: counterfactual.scenario,
    options: readRunOptions(flags, reference.scenario),
    ensemble,
  };
  const { result, names, files } = await withStudy(reference.models, context, async (composed) => {
    const answer = await ask(composed, request, { cache: flags.cache, loadMs }, context);
    const pair = [reference.scenario, counterfactual.scenario] as const;
    return {
      ...answer,
      names: await namesOf(composed, reference.scenario.model, flags.lang),
      files: flags.write ? [await keep(composed, reference.models, pair, answer.result)] : [],
    };
  }).catch(asTyped);
  const text = [ensembleResultText(ensembleNamed(result, names), flags.lang), ...storedIn(files, flags.lang)].join(
    '\n\n',
  );
  return { document: result, text: withModel(text, result, flags.lang), exitCode: 0 };
}

/** Keeps the spread with the model of the pair; returns the file written. */
async function keep(
  { deps }: Composed,
  models: string,
  pair: readonly [Scenario, Scenario],
  { ensemble, settings }: EnsembleResult,
): Promise<string> {
  const today = dayOfClock(deps.clock.now());
  const made = await storedEstimate(deps, pair, { ensemble, engine: settings.engine_version, today });
  return writeEstimate(join(models, pair[0].model), made);
}

function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(
        error.problems.map((found) => (/^(?:places|water_years)\b/.test(found.path) ? asOption(found) : found)),
      )
    : error;
}
