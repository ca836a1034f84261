import { provenance } from '../../../study/provenance/provenance.ts';
import type { ComparisonResult } from '../../../study/comparison/comparison-answer.ts';
import type { RunResult } from '../../../study/run/run-answer.ts';
import { InvalidInput } from '../../../system/words/problem.ts';
import { causesAsked } from '../../../study/comparison/question.ts';
import { refuse, type Answer } from '../session/answer.ts';
import { readCauses } from './compare.ts';
import type { Context } from '../session/context.ts';
import { readEnsembleOptions, type EnsembleFlags } from '../reading/ensemble-options.ts';
import { provenanceText } from '../tables/provenance-text.ts';
import { timedRead } from '../reading/read-timed.ts';
import { asOption, readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import { sameModels } from '../reading/same-models.ts';
import { ask, withStudy, type Asking } from '../session/study-session.ts';
import { standingSaid, withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';
import { namesOf, provenanceNamed } from '../session/with-names.ts';

export interface ProvenanceFlags extends StudyFlags, EnsembleFlags {
  readonly lang: Lang;
  readonly figure?: string;
  readonly attribute?: boolean | string;
}

/**
 * `spillway provenance REFERENCE [COUNTERFACTUAL]`: what one figure of a run or a comparison rests on; the answer
 * itself is computed where it is not stored.
 */
export async function provenanceCommand(
  paths: readonly string[],
  flags: ProvenanceFlags,
  context: Context,
): Promise<Answer> {
  const ensemble = readEnsembleOptions(flags);
  const causes = readCauses(flags.attribute);
  const { given, loadMs } = await timedRead(paths);
  const [first, second] = given;
  const differ = given.length > 1 ? sameModels(first, second) : null;
  if (differ) return refuse([differ]);
  const options = readRunOptions(flags, first.scenario);
  const request =
    second === undefined
      ? { kind: 'run' as const, scenario: first.scenario, options }
      : {
          kind: 'comparison' as const,
          reference: first.scenario,
          counterfactual: second.scenario,
          options: { ...options, ...causesAsked(causes), ...(ensemble && { ensemble }) },
        };
  return withStudy(first.models, context, async (composed) => {
    const { result: answer } = await ask(composed, request, { cache: flags.cache, loadMs } satisfies Asking, context);
    const found = await provenance(
      composed.deps,
      { result: answer, scenarios: given.map((one) => one.scenario), options },
      flags.figure ?? defaultFigure(answer),
    ).catch(asTyped);
    const told = standingSaid(found, first.models);
    const named = provenanceNamed(told, await namesOf(composed, first.scenario.model, flags.lang));
    return { document: told, text: withModel(provenanceText(named, flags.lang), told, flags.lang), exitCode: 0 };
  });
}

const defaultFigure = ({ schema }: ComparisonResult | RunResult): string =>
  schema === 'spillway/run@1' ? 'curtailed_gwh' : 'curtailed_gwh.delta';

function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(error.problems.map((one) => (one.path === 'figure' ? asOption(one) : one)))
    : error;
}
