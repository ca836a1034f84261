import { z } from 'zod';
import type { EvidenceAsked } from '../../study/inputs/evidence.ts';
import { LONGEST_FIGURE } from '../../study/provenance/figure-path.ts';
import { MOST_COUNTERMEASURES } from '../../study/countermeasures/package-checks.ts';
import { MOST_DRAWS } from '../../study/ensemble/draw-setup.ts';
import { MOST_PLACES } from '../../study/ensemble/drawn-places.ts';
import type { EnsembleOptions, RunOptions } from '../../study/ports.ts';
import { LONGEST_YEARS, parseYears } from '../../study/out-turns/backcast-years.ts';
import { MOST_VARIANTS } from '../../study/tornado/tornado.ts';
import { quickChanges } from '../../study/scenario/quick-changes.ts';
import { COUNTS, GROUPINGS, STEPS } from '../../study/series-nature.ts';
import { CAUSES, type Cause } from '../../engine/attribution/relax.ts';
import { SERIES_QUANTITIES } from '../../engine/series.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { FORESIGHTS, LEVELS, type Scenario } from '../../system/scenario/scenario.ts';
import { hourOf, instant, megawattsOf, power } from '../requests/stated.ts';
import type { AskedAxis } from '../requests/sweep-axes.ts';
import { scenarioId } from './valid-input.ts';

/**
 * A scenario written in place; its fields are checked by the scenario's own schema, which names each problem better
 * than a union could.
 */
export const inlineScenario = z.record(z.string(), z.unknown());
const scenario = z.union([scenarioId, inlineScenario]).describe('the id of a known scenario, or a scenario document');

export const options = z.strictObject({
  from: instant.optional().describe("first hour; the start of the scenario's window if absent"),
  to: instant.optional().describe("end; that of the scenario's window if absent"),
  foresight: z.enum(FORESIGHTS).optional(),
  level: z.enum(LEVELS).optional(),
  strict: z
    .boolean()
    .optional()
    .describe(
      'refuse a load larger than what is reported of its place, instead of taking the excess for never metered',
    ),
});

export const runBody = z.strictObject({ scenario, options: options.optional() });
export const ensembleFields = z.strictObject({
  draws: z
    .number()
    .int()
    .min(2)
    .max(MOST_DRAWS)
    .describe('how often the uncertain inputs are drawn; an even number makes whole mirrored pairs'),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
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
const ensembleOrYears = {
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
function drawsOrYears(asked: z.infer<z.ZodObject<typeof ensembleOrYears>>, ctx: z.RefinementCtx): void {
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

export const comparisonBody = z.strictObject({
  reference: scenario,
  counterfactual: scenario,
  changes: quickChanges.optional(),
  options: options.optional(),
  attribute: z
    .union([
      z.boolean(),
      z
        .array(z.enum(CAUSES))
        .min(1)
        .max(4 * CAUSES.length),
    ])
    .optional()
    .describe('divide curtailment among its causes too: true for all of them, or a list'),
  sensitivity: z
    .boolean()
    .optional()
    .describe(
      'divide among the causes once more with exports lifted without limit and storage by a tenth more volume; ' +
        'all causes where `attribute` names none',
    ),
  price_of_foresight: z
    .boolean()
    .optional()
    .describe(
      'make both worlds once more with water and removal known: what not knowing them cost, and what would ' +
        'have been curtailed; needs rolling foresight and a window until the end of the season',
    ),
  ensemble: ensembleFields.optional().describe('draw the uncertain inputs too'),
});
export const ensembleBody = z
  .strictObject({
    reference: scenario,
    counterfactual: scenario,
    changes: quickChanges.optional(),
    ...ensembleOrYears,
    options: options
      .omit({ level: true })
      .optional()
      .describe('draws are made at level screen; `foresight` is that of the control draws'),
  })
  .superRefine(drawsOrYears);
const end = z.union([z.string().min(1).max(64), z.number()]);
/**
 * One field of one measure from a first value to a last one; which values a field takes depends on the measure and is
 * checked with it.
 */
export const axisBody = z.strictObject({
  measure: scenarioId.describe('id of the measure that is varied'),
  field: z
    .string()
    .min(1)
    .max(64)
    .default('size')
    .describe('a field of the measure that holds a quantity, a number or a date'),
  from: end.describe('first value, as a scenario would state it: 0 GW, 0.75 or 2021-06-20T00:00+08:00'),
  to: end.describe('last value'),
  steps: z.number().int().min(2).max(61),
});
export const sweepBody = axisBody.extend({
  scenario,
  reference: scenario.describe('what the scenario is compared with at every value'),
  second: axisBody.optional().describe('a second axis: every value of the first with every value of the second'),
  rules: z.boolean().optional().describe('also under each of the three rules for exports'),
  ends: z
    .boolean()
    .optional()
    .describe('solve inside both ends of every range too, and cut it anew where a point there lies off its line'),
  options: options.optional(),
});

/** The axis as the study takes it. */
export const askedAxis = ({ measure, field, from, to, steps }: z.infer<typeof axisBody>): AskedAxis => ({
  measure,
  field,
  from: String(from),
  to: String(to),
  steps,
});

export const packageBody = z.strictObject({
  scenario: scenario.describe('what the counter-measures are put upon'),
  with: z
    .array(scenario)
    .min(1)
    .max(MOST_COUNTERMEASURES)
    .describe('scenarios whose measures beyond those of `scenario` are the counter-measures'),
  options: options.optional(),
});

export const tornadoBody = z.strictObject({
  reference: scenario,
  counterfactual: scenario,
  options: options.optional(),
  variants: z
    .array(z.strictObject({ reference: scenario, counterfactual: scenario }))
    .max(MOST_VARIANTS)
    .optional()
    .describe('other ways to state the same study, such as another place of the load: one row of their own'),
});

/** The causes that an answer is divided among; none where it is not asked for. */
export const causesAsked = (
  asked: boolean | readonly Cause[] | undefined,
  sensitivity = false,
): { readonly attribute?: readonly Cause[]; readonly sensitivity?: boolean } =>
  asked || sensitivity
    ? { attribute: asked === true || !asked ? CAUSES : asked, ...(sensitivity && { sensitivity }) }
    : {};

const years = z
  .string()
  .max(LONGEST_YEARS)
  .refine((text) => parseYears(text) !== null, {
    message: 'is not a list of years',
    params: { rule: 'years', limit: '1900 to 2099', hint: 'write 2020, 2016..2020 or 2019,2021' },
  });
export const backcastBody = z.strictObject({
  model: scenarioId.describe('id of the model'),
  years: years.optional().describe('such as 2016..2020; all years with a scenario if absent'),
  options: options.pick({ foresight: true, level: true }).optional(),
});

export const decompositionBody = z.strictObject({
  model: scenarioId.describe('id of the model'),
  years: years.optional().describe('such as 2019..2021; all years with a scenario if absent'),
});

const LONGEST_EFFICIENCIES = 100;
const positive = z.coerce.number().gt(0).max(1e6);
/**
 * Figures of the evidence calculator as they are typed: plain numbers, efficiencies apart by commas, the claim with its
 * unit.
 */
export const evidenceQuery = z.strictObject({
  hash_rate: positive.optional().describe('hash rate lost, EH/s'),
  efficiency: z
    .string()
    .max(LONGEST_EFFICIENCIES)
    .refine((text) => efficiencies(text) !== null, {
      message: 'is not three rising efficiencies',
      params: {
        rule: 'efficiency',
        limit: '0 < low <= central <= high',
        hint: 'write low, central and high in J/TH, such as 45,60,75',
      },
    })
    .optional()
    .describe('low,central,high in J/TH'),
  pue: z.coerce.number().min(1).max(5).optional(),
  share: z.coerce.number().gt(0).max(1).optional().describe('of the fall that lay in the province'),
  claim: power.optional().describe('load claimed, such as 8 GW'),
  draws: z.coerce.number().int().min(100).max(100_000).default(10_000),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).default(1),
});

function efficiencies(text: string): readonly [number, number, number] | null {
  if (text.length > LONGEST_EFFICIENCIES) return null;
  const [low, central, high, ...more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return more.length === 0 && low > 0 && low <= central && central <= high && Number.isFinite(high)
    ? [low, central, high]
    : null;
}

export const evidenceAsked = ({
  hash_rate,
  efficiency,
  claim,
  pue,
  share,
  draws,
  seed,
}: z.infer<typeof evidenceQuery>): EvidenceAsked => ({
  hashRate: hash_rate,
  efficiency: efficiency === undefined ? undefined : efficiencies(efficiency)!,
  claimMw: claim === undefined ? undefined : megawattsOf(claim),
  pue,
  share,
  draws,
  seed,
});

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

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
});
export const tablesQuery = z.strictObject({
  tables: z
    .string()
    .max(1000)
    .optional()
    .describe('comma-separated names of tables; all but the hourly load shape if absent'),
});

export const provenanceQuery = z.strictObject({
  figure: z
    .string()
    .max(LONGEST_FIGURE)
    .default('curtailed_gwh.delta')
    .describe(
      'path of a number in the result, such as curtailed_gwh.delta, by_section[dadu] or by_month[2021-07].delta_gwh',
    ),
});

const names = z
  .string()
  .min(1)
  .max(2000)
  .transform((text) => text.split(',').map((name) => name.trim()));
const seriesFields = {
  quantity: z.enum(SERIES_QUANTITIES),
  by: z.enum(GROUPINGS).optional().describe("what the rows are; the quantity's own division if absent"),
  counts: z.enum(COUNTS).default('statistic').describe('which hydropower is counted'),
  station: names.optional(),
  zone: names.optional(),
  section: names.optional(),
  step: z.enum(STEPS).default('hour'),
  from: instant.optional(),
  to: instant.optional(),
};
export const runSeriesQuery = z.strictObject(seriesFields);
export const comparisonSeriesQuery = z.strictObject({
  ...seriesFields,
  world: z.enum(['reference', 'counterfactual']).optional().describe('both if absent'),
});
export type SeriesRequest = z.infer<typeof comparisonSeriesQuery>;

/** The options of a run; a window with one end takes the other from the scenario. */
export function runOptions(asked: z.infer<typeof options> = {}, of: Scenario): RunOptions {
  const { from, to, foresight, level, strict } = asked;
  const chosen = { ...(foresight && { foresight }), ...(level && { level }), ...(strict && { strict }) };
  if (from === undefined && to === undefined) return chosen;
  const window = { start: hourOf(from ?? of.window.start), end: hourOf(to ?? of.window.end) };
  if (window.end <= window.start) throw new InvalidInput([endFirst(from ?? of.window.start, to ?? of.window.end)]);
  return { ...chosen, window };
}

const endFirst = (from: string, to: string) =>
  problem(
    'empty-window',
    'options.to',
    to,
    `after ${from}`,
    'the window ends before it starts',
    'give an end after the start',
  );
