import { loadModelFolder } from '../../../io/files/model-files.ts';
import { readOpening } from '../../../io/files/opening-file.ts';
import { join } from 'node:path';
import { evidence } from '../../../study/inputs/evidence.ts';
import { InvalidInput, orThrow } from '../../../system/words/problem.ts';
import { problemsOf } from '../../../system/reading/zod-problems.ts';
import { evidenceAsked, evidenceQuery } from '../../../study/inputs/evidence-request.ts';
import type { Answer } from '../session/answer.ts';
import { evidenceText } from '../tables/evidence-text.ts';
import { givenModel } from '../reading/model-argument.ts';
import { standingSaid, withModel } from '../tables/standing-text.ts';
import { asOption } from '../reading/run-options.ts';
import type { Lang } from '../text/words.ts';
import { programRoot } from '../../version.ts';

export interface EvidenceFlags {
  readonly lang: Lang;
  readonly hashRate?: string;
  readonly efficiency?: string;
  readonly pue?: string;
  readonly share?: string;
  readonly claim?: string;
  readonly draws?: string;
  readonly seed?: string;
}

/** The model of the study that the program opens with. */
const openingModel = async (): Promise<string> =>
  orThrow(await readOpening(join(programRoot, 'scenarios'))).opening.model;

/** `spillway evidence [MODEL]`: what the fall of the hash rate says about the size of the load. */
export async function evidenceCommand(
  argument: string | undefined,
  { lang, hashRate, efficiency, pue, share, claim, draws, seed }: EvidenceFlags,
): Promise<Answer> {
  const given = Object.fromEntries(
    Object.entries({ hash_rate: hashRate, efficiency, pue, share, claim, draws, seed }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const parsed = evidenceQuery.safeParse(given);
  if (!parsed.success) throw new InvalidInput(problemsOf(parsed.error, given, evidenceQuery).map(asOption));
  const { id, models } = await givenModel(argument ?? (await openingModel()));
  const result = standingSaid(
    evidence(orThrow(await loadModelFolder(join(models, id))), evidenceAsked(parsed.data)),
    models,
  );
  return { document: result, text: withModel(evidenceText(result, lang), result, lang), exitCode: 0 };
}
