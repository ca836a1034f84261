import { refuse, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { readEnsembleOptions, type EnsembleFlags } from './ensemble-options.ts';
import { headlineText } from './headline-text.ts';
import { timedRead } from './read-timed.ts';
import { readRunOptions, type StudyFlags } from './run-options.ts';
import { ask, withStudy } from './study-session.ts';
import { sameModels } from './same-models.ts';
import { unexpected } from './unexpected.ts';
import type { Lang } from './words.ts';

export interface CompareFlags extends StudyFlags, EnsembleFlags { readonly lang: Lang; readonly attribute?: boolean }

/** `spillway compare REFERENCE COUNTERFACTUAL`: with and without. */
export async function compareCommand(paths: readonly [string, string], flags: CompareFlags, context: Context): Promise<Answer> {
  const ensemble = readEnsembleOptions(flags);
  const { given: [reference, counterfactual], loadMs } = await timedRead(paths);
  const differ = sameModels(reference, counterfactual);
  if (differ) return refuse([differ]);
  const request = { kind: 'comparison' as const, reference: reference.scenario, counterfactual: counterfactual.scenario, options: { ...readRunOptions(flags, reference.scenario), ...(flags.attribute && { attribute: true }), ...(ensemble && { ensemble }) } };
  const { result } = await withStudy(reference.models, (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context));
  if (result.schema !== 'spillway/comparison@1') throw unexpected(result.schema);
  return { document: result, text: headlineText(result, flags.lang), exitCode: 0 };
}
