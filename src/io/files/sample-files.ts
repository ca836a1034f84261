import { join } from 'node:path';
import { z } from 'zod';
import type { SampleResult } from '../../study/base/sample-result.ts';
import { EXPORT_RULES } from '../../system/scenario/scenario.ts';
import { replaceFile } from './calibration-files.ts';
import { storedFiles } from './stored-files.ts';

const NAME = /^(?:sample|assimilated)_\d{4}\.json$/;
const [text, n] = [z.string(), z.number()];
const spread = { p05: n, p50: n, p95: n };

/** A stored sample: what was drawn, without the time it took. */
const stored = z
  .object({
    schema: z.literal('spillway/sample@1'),
    model: z.object({ id: text, version: text }),
    year: n,
    scenario: text,
    settings: z.object({
      level: z.literal('screen'),
      foresight: z.literal('perfect'),
      export_rule: z.enum(EXPORT_RULES),
      engine_version: text,
    }),
    draws: n,
    seed: n,
    effective_draws: n,
    rounds: z.array(z.object({ points: n, effective: n })),
    quantities: z
      .array(z.object({ name: text, unit: text, stated: n, how: text, source: text, ...spread, shipped: n.nullable() }))
      .min(1),
    facts: z.array(z.object({ fact: text, unit: text, published: n, ...spread })),
    values: z.array(z.array(n)),
    misfits: z.array(n),
    weights: z.array(n.nonnegative()),
    runs: n,
    assimilated: z
      .object({
        facts: z
          .array(
            z.object({
              period: text,
              months: z.array(text),
              published_gwh: n,
              sigma_gwh: n.positive(),
              outside_gwh: n,
            }),
          )
          .min(1),
        misfits: z.array(n),
      })
      .optional(),
  })
  .refine(
    (one) =>
      [one.values, one.misfits, one.weights].every(({ length }) => length === one.draws) &&
      one.values.every((row) => row.length === one.quantities.length) &&
      (one.assimilated === undefined || one.assimilated.misfits.length === one.draws) &&
      one.weights.some((weight) => weight > 0) &&
      new Set(one.quantities.map(({ name }) => name)).size === one.quantities.length,
  ) satisfies z.ZodType<Omit<SampleResult, 'timing_ms'>>;

/** Name of the file of a sample beside its model. */
export const sampleName = ({ year, assimilated }: Pick<SampleResult, 'year' | 'assimilated'>): string =>
  `${assimilated ? 'assimilated' : 'sample'}_${year}.json`;

/**
 * Stores a sample in `sample_YEAR.json` of a model folder, or `assimilated_YEAR.json`, a draw a line; returns the file
 * written.
 */
export async function writeSample(folder: string, { timing_ms: _timing, ...made }: SampleResult): Promise<string> {
  const { values, misfits, weights, ...rest } = made;
  const lines = values.map((row) => JSON.stringify(row)).join(',\n  ');
  const content =
    `${JSON.stringify(rest, null, 1).slice(0, -2)},\n "values": [\n  ${lines}\n ],\n "misfits": ` +
    `${JSON.stringify(misfits)},\n "weights": ${JSON.stringify(weights)}\n}\n`;
  return replaceFile(join(folder, sampleName(made)), content);
}

/** The samples in a model folder, assimilated ones first, by year; one that cannot be read is named. */
export async function readSamples(folder: string): Promise<readonly SampleResult[]> {
  const made = await storedFiles(folder, {
    is: (name) => NAME.test(name),
    what: 'sample',
    code: 'bad-sample',
    by: 'calibrate --sample --write',
    limit: 'a file written by calibrate --sample --write',
    read: stored,
  });
  return made.map((one) => ({ ...one, timing_ms: { startup: 0, load: 0, total: 0 } }));
}
