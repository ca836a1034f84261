import { z } from 'zod';
import type { EnsembleOptions } from '../base/ports.ts';
import type { Library } from '../base/question.ts';
import { scenario, type ScenarioArgument } from '../base/request-fields.ts';
import { MOST_DRAWS } from './draw-setup.ts';
import { MOST_PLACES } from './drawn-places.ts';

export const ensembleFields = z.strictObject({
  draws: z
    .number()
    .int()
    .min(2)
    .max(MOST_DRAWS)
    .describe('how often the uncertain inputs are drawn; an even number makes whole mirrored pairs'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(1)
    .describe('of the draws: equal seeds give equal draws [1]'),
  draw_size: z.boolean().optional().describe('draw the size of the removed load too'),
  draw_outage: z.boolean().optional().describe('draw forced outages of stations too'),
  places: z
    .array(scenario)
    .max(MOST_PLACES)
    .optional()
    .describe(
      'draw the place of the loads too: scenarios that put them elsewhere, each with the same chance; the ' +
        'shares of their loads alone are taken',
    ),
  control: z
    .number()
    .int()
    .min(0)
    .max(MOST_DRAWS)
    .optional()
    .describe('so many of the draws are dispatched hour by hour too, to correct the mean'),
  stop_width_gwh: z
    .number()
    .positive()
    .optional()
    .describe('stop once the 95 % interval of the mean difference is narrower'),
});

const { draws } = ensembleFields.shape;
/** An ensemble by itself draws, or runs named water years. */
export const ensembleOrYears = {
  ...ensembleFields.shape,
  draws: draws.optional(),
  water_years: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/)
    .optional()
    .describe(
      'in place of draws: the water year of this name, or all whose names begin with it and a hyphen ' +
        '(`recorded`), each once, all else as stated',
    ),
};
const DRAWS_ALONE = ['draws', 'draw_size', 'draw_outage', 'places', 'control', 'stop_width_gwh'] as const;

/** Draws or named years, one of them, and what draws alone take with draws alone. */
export function drawsOrYears(asked: z.infer<z.ZodObject<typeof ensembleOrYears>>, ctx: z.RefinementCtx): void {
  if (asked.water_years === undefined) {
    if (asked.draws === undefined)
      ctx.addIssue({
        code: 'invalid_type',
        expected: 'number',
        path: ['draws'],
        input: undefined,
        message: 'a number of draws, or water_years, is needed',
      });
    return;
  }
  for (const name of DRAWS_ALONE) {
    if (asked[name] !== undefined)
      ctx.addIssue({
        code: 'custom',
        path: [name],
        message: 'named water years are run as they are: nothing is drawn',
        params: { rule: 'years-not-drawn', hint: 'leave it out, or ask for draws in place of water years' },
      });
  }
}
export const ensembleAlone = z.strictObject(ensembleOrYears).superRefine(drawsOrYears);

/** Of named water years the study counts the draws. */
export const ensembleOptions = ({
  draws: count = 0,
  seed,
  draw_size,
  draw_outage,
  control,
  stop_width_gwh,
  water_years,
}: z.infer<typeof ensembleAlone>): EnsembleOptions => ({
  draws: count,
  seed,
  ...(water_years !== undefined && { waterYears: water_years }),
  ...(draw_size && { drawSize: true }),
  ...(draw_outage && { drawOutage: true }),
  ...(control && { control }),
  ...(stop_width_gwh !== undefined && { stopWidthGwh: stop_width_gwh }),
});

/**
 * The ensemble of a request, with the scenarios whose places it names; `field` is where the request holds it.
 */
export async function resolveEnsemble(
  asked: z.infer<typeof ensembleAlone>,
  library: Library,
  field = '',
): Promise<EnsembleOptions> {
  const named = (asked.places ?? []).map((place, i): [string, ScenarioArgument] => [`${field}places[${i}]`, place]);
  const found = await library.scenarios(Object.fromEntries(named));
  return { ...ensembleOptions(asked), ...(named.length > 0 && { places: named.map(([path]) => found[path]) }) };
}
