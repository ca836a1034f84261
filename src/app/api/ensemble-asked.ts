import type { z } from 'zod';
import type { EnsembleOptions } from '../../study/ports.ts';
import { ensembleOptions, type ensembleAlone } from './requests.ts';
import { scenariosOf } from './scenario-argument.ts';
import type { Services } from './services.ts';

/**
 * The ensemble that a request asks for, with the scenarios whose places it names; `field` is where the request holds
 * it.
 */
export async function ensembleAsked(
  services: Services,
  asked: z.infer<typeof ensembleAlone>,
  field = '',
): Promise<EnsembleOptions> {
  const named = (asked.places ?? []).map((place, i) => [`${field}places[${i}]`, place] as const);
  const found = await scenariosOf(services, Object.fromEntries(named));
  return { ...ensembleOptions(asked), ...(named.length > 0 && { places: named.map(([path]) => found[path]) }) };
}
