import { join } from 'node:path';
import { z } from 'zod';
import { bestEstimate, type BestEstimate, type StoredEstimate } from '../../study/base/best-estimate.ts';
import { replaceFile } from './calibration-files.ts';
import { storedFiles } from './stored-files.ts';

const text = z.string();

const ordered = ({ p05_gwh, p50_gwh, p95_gwh }: BestEstimate['blind']): boolean =>
  p05_gwh <= p50_gwh && p50_gwh <= p95_gwh;

const stored = bestEstimate
  .extend({
    schema: z.literal('spillway/estimate@1'),
    model: z.object({ id: text, version: text, hash: text }),
    reference: text,
    counterfactual: text,
    pair: text,
  })
  .refine(({ blind, assimilated }) =>
    [blind, ...(assimilated ? [assimilated] : [])].every(ordered),
  ) satisfies z.ZodType<StoredEstimate>;

const nameOf = (reference: string, counterfactual: string): string => `estimate_${reference}_${counterfactual}.json`;

/** Stores an estimate in `estimate_REFERENCE_COUNTERFACTUAL.json` of a model folder; returns the file written. */
export const writeEstimate = (folder: string, made: StoredEstimate): Promise<string> =>
  replaceFile(join(folder, nameOf(made.reference, made.counterfactual)), `${JSON.stringify(made, null, 1)}\n`);

/** The estimate of a pair in a model folder, null where there is none; named where it cannot be read. */
export async function readEstimate(
  folder: string,
  reference: string,
  counterfactual: string,
): Promise<StoredEstimate | null> {
  const own = nameOf(reference, counterfactual);
  const found = await storedFiles(folder, {
    is: (name) => name === own,
    what: 'estimate',
    code: 'bad-estimate',
    by: 'ensemble --write',
    limit: 'a file written by ensemble --write',
    read: stored,
  });
  return found[0] ?? null;
}
