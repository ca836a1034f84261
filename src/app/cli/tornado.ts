import { dirname } from 'node:path';
import { InvalidInput } from '../../system/problem.ts';
import { refuse, type Answer } from './answer.ts';
import { namedFiles } from './beside-argument.ts';
import type { Context } from './context.ts';
import { readPairs, type ExtendedPair } from './extended-pair.ts';
import { readRunOptions, type StudyFlags } from './run-options.ts';
import { sameModels } from './same-models.ts';
import { ask, withStudy } from './study-session.ts';
import { tornadoText } from './tornado-text.ts';
import { withModel } from './standing-text.ts';
import { unexpected } from './unexpected.ts';
import type { Lang } from './words.ts';
import { tornadoNamed, namesOf } from './with-names.ts';

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
  if (result.schema !== 'spillway/tornado@1') throw unexpected(result.schema);
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
