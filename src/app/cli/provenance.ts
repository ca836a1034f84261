import { provenance } from '../../study/provenance.ts';
import type { ComparisonResult, RunResult } from '../../study/results.ts';
import { InvalidInput } from '../../system/problem.ts';
import { causesAsked } from '../api/requests.ts';
import { refuse, type Answer } from './answer.ts';
import { readCauses } from './compare.ts';
import type { Context } from './context.ts';
import { readEnsembleOptions, type EnsembleFlags } from './ensemble-options.ts';
import { provenanceText } from './provenance-text.ts';
import { timedRead } from './read-timed.ts';
import { asOption, readRunOptions, type StudyFlags } from './run-options.ts';
import { sameModels } from './same-models.ts';
import { ask, withStudy, type Asking } from './study-session.ts';
import { standingSaid, withModel } from './standing-text.ts';
import { unexpected } from './unexpected.ts';
import type { Lang } from './words.ts';
import { namesOf, provenanceNamed } from './with-names.ts';

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
    const { result } = await ask(composed, request, { cache: flags.cache, loadMs } satisfies Asking, context);
    const answer = answerOf(result);
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

function answerOf(result: { readonly schema: string }): ComparisonResult | RunResult {
  if (result.schema !== 'spillway/comparison@1' && result.schema !== 'spillway/run@1') throw unexpected(result.schema);
  return result as ComparisonResult | RunResult;
}

const defaultFigure = ({ schema }: ComparisonResult | RunResult): string =>
  schema === 'spillway/run@1' ? 'curtailed_gwh' : 'curtailed_gwh.delta';

function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(error.problems.map((one) => (one.path === 'figure' ? asOption(one) : one)))
    : error;
}
