import { join } from 'node:path';
import { z } from 'zod';
import { bestEstimate, type StoredEstimate } from '../../study/base/best-estimate.ts';
import { replaceFile } from './calibration-files.ts';
import { storedFiles } from './stored-files.ts';

const text = z.string();

const stored = bestEstimate.extend({
  schema: z.literal('spillway/estimate@1'),
  model: z.object({ id: text, version: text, hash: text }),
  reference: text,
  counterfactual: text,
  pair: text,
}) satisfies z.ZodType<StoredEstimate>;

/** Stores an estimate in `estimate_COUNTERFACTUAL.json` of a model folder; returns the file written. */
export const writeEstimate = (folder: string, made: StoredEstimate): Promise<string> =>
  replaceFile(join(folder, `estimate_${made.counterfactual}.json`), `${JSON.stringify(made, null, 1)}\n`);

/** The estimates in a model folder, by name; one that cannot be read is named. */
export const readEstimates = (folder: string): Promise<readonly StoredEstimate[]> =>
  storedFiles(folder, {
    name: /^estimate_.+\.json$/,
    what: 'estimate',
    code: 'bad-estimate',
    by: 'ensemble --write',
    read: stored,
  });
