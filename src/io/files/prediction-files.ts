import { join } from 'node:path';
import { z } from 'zod';
import type { PredictionResult } from '../../study/base/prediction-result.ts';
import { replaceFile } from './calibration-files.ts';
import { storedFiles } from './stored-files.ts';

const NAME = /^prediction_\d{4}\.json$/;
const [text, n] = [z.string(), z.number()];

/** A stored prediction: what was made, without the time it took. */
const stored = z.object({
  schema: z.literal('spillway/prediction@1'),
  model: z.object({ id: text, version: text, hash: text.optional() }),
  year: n,
  scenario: text,
  hash: text,
  settings: z.object({ level: z.literal('screen'), foresight: z.literal('perfect'), engine_version: text }),
  made: text,
  draws: n,
  seed: n,
  published_figures: n,
  drawn: z.array(z.object({ input: text, how: text, source: text })),
  structures: z.array(text),
  sample: z.object({ draws: n, seed: n, effective_draws: n, engine_version: text }).optional(),
  rows: z.array(
    z.object({
      period: text,
      series: text,
      quantity: z.literal('curtailment'),
      unit: z.literal('GWh'),
      central: n,
      assumed_gwh: z.object({ low: n, central: n, high: n }).nullable(),
      p05: n,
      p10: n,
      p25: n.optional(),
      p50: n,
      p75: n.optional(),
      p90: n,
      p95: n,
      mean: n,
    }),
  ),
  runs: n,
}) satisfies z.ZodType<Omit<PredictionResult, 'timing_ms'>>;

/** Stores a prediction in `prediction_YEAR.json` of a model folder; returns the file written. */
export async function writePrediction(
  folder: string,
  { timing_ms: _timing, ...made }: PredictionResult,
): Promise<string> {
  return replaceFile(join(folder, `prediction_${made.year}.json`), `${JSON.stringify(made, null, 1)}\n`);
}

/** The predictions in a model folder, by year; one that cannot be read is named. */
export async function readPredictions(folder: string): Promise<readonly PredictionResult[]> {
  const made = await storedFiles(folder, {
    is: (name) => NAME.test(name),
    what: 'prediction',
    code: 'bad-prediction',
    by: 'calibrate --predict --write',
    limit: 'a file written by calibrate --predict --write',
    read: stored,
  });
  return made.map((one) => ({ ...one, timing_ms: { startup: 0, load: 0, total: 0 } }));
}
