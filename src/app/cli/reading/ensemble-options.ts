import { dirname } from 'node:path';
import type { EnsembleOptions } from '../../../study/base/ports.ts';
import { InvalidInput, problem } from '../../../system/words/problem.ts';
import { problemsOf } from '../../../system/reading/zod-problems.ts';
import { ensembleAlone, ensembleOptions } from '../../../study/ensemble/ensemble-request.ts';
import { namedFiles } from './beside-argument.ts';
import { asOption } from './run-options.ts';
import { readScenarios } from './scenario-argument.ts';

/** The options of an ensemble, as typed. */
export interface EnsembleFlags {
  readonly draws?: string;
  readonly seed?: string;
  readonly drawSize?: boolean;
  readonly drawOutage?: boolean;
  readonly control?: string;
  readonly stopWidth?: string;
  readonly places?: string;
  readonly waterYears?: string;
}

/** Options checked by the schema that the API uses; none where no draws are asked for. */
export function readEnsembleOptions({
  draws,
  seed,
  drawSize,
  drawOutage,
  control,
  stopWidth,
  waterYears,
}: EnsembleFlags): EnsembleOptions | undefined {
  const typed = { draws, seed, control, stop_width_gwh: stopWidth };
  const given = Object.fromEntries([
    ...Object.entries(typed)
      .filter(([, text]) => text !== undefined)
      .map(([name, text]) => [name, numberOf(text!)]),
    ...(drawSize ? [['draw_size', true]] : []),
    ...(drawOutage ? [['draw_outage', true]] : []),
    ...(waterYears === undefined ? [] : [['water_years', waterYears]]),
  ]);
  if (Object.keys(given).length === 0) return undefined;
  if (draws === undefined && waterYears === undefined) throw new InvalidInput([noDraws(Object.keys(given)[0])]);
  const parsed = ensembleAlone.safeParse(given);
  if (parsed.success) return ensembleOptions(parsed.data);
  throw new InvalidInput(
    problemsOf(parsed.error, given, ensembleAlone).map((found) =>
      asOption({ ...found, path: found.path.replace('_gwh', '') }),
    ),
  );
}

/** The same with the scenarios whose places are drawn, found beside the counterfactual. */
export async function withPlaces(
  ensemble: EnsembleOptions | undefined,
  { places }: EnsembleFlags,
  counterfactual: string,
): Promise<EnsembleOptions | undefined> {
  if (places === undefined) return ensemble;
  if (ensemble === undefined || ensemble.waterYears !== undefined) throw new InvalidInput([noDraws('places')]);
  const given = await readScenarios(
    await namedFiles(places, { option: '--places', folder: dirname(counterfactual), what: 'scenario', code: 'place' }),
  );
  return { ...ensemble, places: given.map(({ scenario }) => scenario) };
}

/** A number, or the text itself, so that the problem shows what was typed. */
const numberOf = (text: string): number | string =>
  text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);

const noDraws = (name: string) =>
  problem(
    'missing-option',
    '--draws',
    null,
    'a number of draws',
    `--${name.replace('_gwh', '').replaceAll('_', '-')} is an option of an ensemble, which needs --draws`,
    'add --draws 100, or leave the option out',
  );
