import { dirname } from 'node:path';
import { InvalidInput } from '../../../system/words/problem.ts';
import { refuse, type Answer } from '../session/answer.ts';
import { namedFiles } from '../reading/beside-argument.ts';
import type { Context } from '../session/context.ts';
import { readPairs, type ExtendedPair } from '../reading/extended-pair.ts';
import { readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import { sameModels } from '../reading/same-models.ts';
import { ask, withStudy } from '../session/study-session.ts';
import { tornadoText } from '../tables/tornado-text.ts';
import { withModel } from '../tables/standing-text.ts';
import type { Lang } from '../text/words.ts';
import { tornadoNamed, namesOf } from '../session/with-names.ts';

export interface TornadoFlags extends StudyFlags {
  readonly lang: Lang;
  readonly variants?: string;
}

/** `spillway tornado COUNTERFACTUAL`: which assumptions move the difference most, against what the scenario extends. */
export async function tornadoCommand(path: string, flags: TornadoFlags, context: Context): Promise<Answer> {
  const beside =
    flags.variants === undefined
      ? []
      : await namedFiles(flags.variants, {
          option: '--variants',
          folder: dirname(path),
          what: 'scenario',
          code: 'variant',
        });
  const {
    pairs: [own, ...others],
    loadMs,
  } = await readPairs([path, ...beside]);
  const differ = others.flatMap(({ counterfactual }) => sameModels(own.counterfactual, counterfactual) ?? []);
  if (differ.length > 0) return refuse(differ);
  const scenarios = ({ reference, counterfactual }: ExtendedPair) => ({
    reference: reference.scenario,
    counterfactual: counterfactual.scenario,
  });
  const request = {
    kind: 'tornado' as const,
    tornado: { ...scenarios(own), variants: others.map(scenarios) },
    options: readRunOptions(flags, own.counterfactual.scenario),
  };
  const { result, names } = await withStudy(own.counterfactual.models, context, async (composed) => ({
    ...(await ask(composed, request, { cache: flags.cache, loadMs }, context)),
    names: await namesOf(composed, own.counterfactual.scenario.model, flags.lang),
  })).catch(asTyped);
  const text = tornadoText(tornadoNamed(result, names), flags.lang);
  return { document: result, text: withModel(text, result, flags.lang), exitCode: 0 };
}

function asTyped(error: unknown): never {
  throw error instanceof InvalidInput
    ? new InvalidInput(
        error.problems.map((found) => (/^variants\b/.test(found.path) ? { ...found, path: `--${found.path}` } : found)),
      )
    : error;
}
