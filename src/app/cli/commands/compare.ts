import { CAUSES, type Cause } from '../../../engine/attribution/relax.ts';
import { InvalidInput, problem } from '../../../system/words/problem.ts';
import { refuse, type Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { readEnsembleOptions, withPlaces, type EnsembleFlags } from '../reading/ensemble-options.ts';
import { headlineText } from '../tables/headline-text.ts';
import { timedRead } from '../reading/read-timed.ts';
import { readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import { ask, withStudy } from '../session/study-session.ts';
import { sameModels } from '../reading/same-models.ts';
import { withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';
import { comparisonNamed, namesOf } from '../session/with-names.ts';
import { causesAsked } from '../../../study/comparison/question.ts';

const isCause = (name: string): name is Cause => (CAUSES as readonly string[]).includes(name);

/** `--attribute` alone asks for all causes, with a list for those. */
export function readCauses(typed: boolean | string | undefined): boolean | readonly Cause[] {
  if (typeof typed !== 'string') return typed === true;
  const names = typed.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !isCause(name));
  if (unknown.length === 0) return names.filter(isCause);
  throw new InvalidInput(
    unknown.map((name) =>
      problem(
        'unknown-cause',
        '--attribute',
        name,
        CAUSES.join(', '),
        `"${name}" is not a cause`,
        'name causes apart by commas, or none for all of them',
      ),
    ),
  );
}

export interface CompareFlags extends StudyFlags, EnsembleFlags {
  readonly lang: Lang;
  readonly attribute?: boolean | string;
  readonly sensitivity?: boolean;
  readonly zones?: boolean;
  readonly priceOfForesight?: boolean;
}

/** `spillway compare REFERENCE COUNTERFACTUAL`: with and without. */
export async function compareCommand(
  paths: readonly [string, string],
  flags: CompareFlags,
  context: Context,
): Promise<Answer> {
  const ensemble = await withPlaces(readEnsembleOptions(flags), flags, paths[1]);
  const causes = readCauses(flags.attribute);
  const {
    given: [reference, counterfactual],
    loadMs,
  } = await timedRead(paths);
  const differ = sameModels(reference, counterfactual);
  if (differ) return refuse([differ]);
  const request = {
    kind: 'comparison' as const,
    reference: reference.scenario,
    counterfactual: counterfactual.scenario,
    options: {
      ...readRunOptions(flags, reference.scenario),
      ...causesAsked(causes, flags.sensitivity),
      ...(flags.priceOfForesight && { priceOfForesight: true }),
      ...(ensemble && { ensemble }),
    },
  };
  const few = ensemble === undefined && causes === false ? 2 * (flags.priceOfForesight ? 2 : 1) : undefined;
  const { result, names } = await withStudy(
    reference.models,
    context,
    async (composed) => ({
      ...(await ask(composed, request, { cache: flags.cache, loadMs }, context)),
      names: await namesOf(composed, reference.scenario.model, flags.lang),
    }),
    { few },
  ).catch(asTyped);
  return {
    document: result,
    text: withModel(
      headlineText(comparisonNamed(result, names), flags.lang, { zones: flags.zones }),
      result,
      flags.lang,
    ),
    exitCode: 0,
  };
}

function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(
        error.problems.map((found) => (/^places\b/.test(found.path) ? { ...found, path: `--${found.path}` } : found)),
      )
    : error;
}
