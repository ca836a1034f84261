import { join } from 'node:path';
import { writeEstimate } from '../../../io/files/estimate-files.ts';
import type { EnsembleResult } from '../../../study/ensemble/ensemble-answer.ts';
import { estimated, storedEstimate } from '../../../study/ensemble/estimate.ts';
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
  if (flags.write && ensemble.draws < LEAST_STORED) throw tooFew(ensemble.draws);
  const { result, names, files } = await withStudy(reference.models, context, async (composed) => {
    const { deps } = composed;
    // Before the draws: a model that changes meanwhile is not the one that they are made of.
    const of = flags.write ? await estimated(deps, reference.scenario, counterfactual.scenario) : null;
    const answer = await ask(composed, request, { cache: flags.cache, loadMs }, context);
    return {
      ...answer,
      names: await namesOf(composed, reference.scenario.model, flags.lang),
      files: of ? [await keep(of, reference.models, answer.result, dayOfClock(deps.clock.now()))] : [],
    };
  }).catch(asTyped);
  const text = [ensembleResultText(ensembleNamed(result, names), flags.lang), ...storedIn(files, flags.lang)].join(
    '\n\n',
  );
  return { document: result, text: withModel(text, result, flags.lang), exitCode: 0 };
}

/** Fewer draws would tell too little of the ends of the spread to stand beside a difference. */
const LEAST_STORED = 100;

const tooFew = (draws: number): InvalidInput =>
  new InvalidInput([
    problem(
      'range',
      '--draws',
      draws,
      `at least ${LEAST_STORED} with --write`,
      `${draws} draws are too few to be stored`,
      'draw more, or leave out --write',
    ),
  ]);

/** Keeps the spread with the model of the pair; returns the file written. */
const keep = (
  of: Awaited<ReturnType<typeof estimated>>,
  models: string,
  { ensemble, settings }: EnsembleResult,
  today: string,
): Promise<string> =>
  writeEstimate(join(models, of.model.id), storedEstimate(of, { ensemble, engine: settings.engine_version, today }));

function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(
        error.problems.map((found) => (/^(?:places|water_years)\b/.test(found.path) ? asOption(found) : found)),
      )
    : error;
}
