import { z } from 'zod';
import { parseInstant } from '../words/calendar.ts';
import { measureFile } from '../measures/measures.ts';
import { id, instant, MOST, quantity, sentence, share, text2 } from '../schema/scenario-fields.ts';

/*
 * What is changed: a scenario names a model, a window, its water and demand, the named loads it studies, and a list of
 * measures. The text form (units in text) is what files and the API carry; `resolve-scenario.ts` turns it into numbers
 * once.
 */

/** How a named load is supplied; the last has plants of its own, outside reported consumption. */
export const CONNECTIONS = ['grid', 'consumption_zone', 'direct'] as const;
export type Connection = (typeof CONNECTIONS)[number];

export const connectionSplit = z
  .strictObject({
    grid: share,
    consumption_zone: share,
    direct: share,
  })
  .refine((s) => Math.abs(s.grid + s.consumption_zone + s.direct - 1) < 1e-9, {
    message: 'the three connection shares must sum to 1',
    params: { rule: 'sum', limit: 'sum = 1', hint: 'adjust grid, consumption_zone and direct so that they sum to 1' },
  });

export const loadFile = z.strictObject({
  id,
  name: text2,
  size: quantity('power'),
  shares: z
    .record(id, z.number().nonnegative())
    .meta({ description: 'prefecture id -> weight; weights are normalised to sum 1', maxProperties: MOST.shares }),
  connection: connectionSplit,
  availability: share.default(1),
  availability_by_month: z
    .partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']), share)
    .optional()
    .describe(
      'share of the availability that the load has in a calendar month (1 to 12); 1 in months that are not listed',
    ),
  interruption_yuan_per_mwh: z
    .number()
    .positive()
    .default(2000)
    .describe('cost of interrupting this load; below that of other load, so that it is shed first'),
  rationing: z
    .array(z.strictObject({ start: instant, end: instant, connection: z.enum(CONNECTIONS) }))
    .max(MOST.rationing)
    .default([]),
  metered_until: instant
    .optional()
    .describe('reported demand contains the metered part of this load before this instant; always if absent'),
  source: sentence.optional().describe('where its size, place, connection and availability come from'),
});
export type LoadFile = z.infer<typeof loadFile>;
type StatedOfLoad = Partial<Pick<LoadFile, 'size' | 'shares' | 'connection' | 'availability_by_month' | 'source'>> & {
  readonly availability?: number;
};

/** A load with changes. What is known of its source holds for it as it was: new figures come with their own or none. */
export function changedLoad<Load extends StatedOfLoad>(load: Load, change: StatedOfLoad): Load {
  const { size, shares, connection, availability, availability_by_month: byMonth } = change;
  const others = [size, shares, connection, availability, byMonth].some((figure) => figure !== undefined);
  const { source, ...known } = load;
  return { ...known, ...(source !== undefined && !others && { source }), ...change } as Load;
}

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as YYYY-MM-DD')
  .refine((t) => parseInstant(t) !== null, {
    message: 'is not a day of the calendar',
    params: { rule: 'date', hint: 'write a date as 2021-06-01' },
  });
const knownUntil = date
  .optional()
  .describe('last day whose publications an ex-ante study may use; the day the window opens if absent');
const statedInflow = {
  station: id.describe(
    'station whose own inflow is stated: the water that joins the river between it and the stations upstream, ' +
      'net of withdrawals',
  ),
  start: date.describe('day of the first value: the first day of the window'),
  flow_m3s: z
    .array(z.number())
    .min(1)
    .max(MOST.days)
    .describe(
      'one mean flow a day, m3/s, from `start` to the end of the window; below 0 where the reach loses more ' +
        'than it gains: a difference of gauges, water taken out, seepage, evaporation, or a flood wave that ' +
        'fills the channel',
    ),
  source: sentence.optional().describe('where the values come from'),
};
/** Daily inflow of one station in place of the model's water, values in place. */
export const inflowDocument = z.strictObject(statedInflow);
/** Storage of one reservoir as the window opens, counted from dead level, in place of the model's share. */
export const initialStorage = z
  .strictObject({
    station: id,
    storage_hm3: z.number().nonnegative().optional().describe('usable storage as the window opens, hm3'),
    share: share.optional().describe('the same as a share of full, 0 to 1'),
    source: z.string().min(1).optional(),
  })
  .refine((one) => (one.storage_hm3 === undefined) !== (one.share === undefined), {
    message: 'needs either "storage_hm3" or "share"',
    params: {
      rule: 'initial-storage-form',
      limit: 'storage_hm3 or share',
      hint: 'give the usable storage in hm3, or as a share of full',
    },
  });
/**
 * As a file says it: the values, or the name of a CSV file (columns date, flow_m3s) in or below the folder of the
 * scenario file.
 */
export const inflowFile = z
  .strictObject({
    station: statedInflow.station,
    file: z
      .string()
      .min(1)
      .max(MOST.path)
      .optional()
      .describe('CSV file with the columns date and flow_m3s, in or below the folder of this scenario file'),
    start: statedInflow.start.optional(),
    flow_m3s: statedInflow.flow_m3s.optional(),
    source: statedInflow.source,
  })
  .refine(
    (one) =>
      (one.file === undefined) === (one.start !== undefined && one.flow_m3s !== undefined) &&
      (one.start === undefined) === (one.flow_m3s === undefined),
    {
      message: 'needs either "file", or "start" and "flow_m3s"',
      params: {
        rule: 'inflow-form',
        limit: 'file, or start with flow_m3s',
        hint: 'name a CSV file, or write the first day and one value for each day',
      },
    },
  );

export const EXPORT_RULES = ['contract-fixed-surplus-free', 'all-fixed', 'all-free'] as const;
export type ExportRule = (typeof EXPORT_RULES)[number];
export const FORESIGHTS = ['perfect', 'rolling'] as const;
export const LEVELS = ['screen', 'standard', 'exact'] as const;
export type Foresight = (typeof FORESIGHTS)[number];
export type Level = (typeof LEVELS)[number];

const body = {
  title: text2,
  model: id,
  basis: z.enum(['ex-ante', 'ex-post']),
  window: z.strictObject({ start: instant, end: instant }),
  foresight: z
    .strictObject({
      mode: z.enum(FORESIGHTS).default('rolling'),
      terminal: z
        .enum(['water-value', 'target', 'none'])
        .default('water-value')
        .describe('what stored water is worth at the end of the window'),
    })
    .default({ mode: 'rolling', terminal: 'water-value' }),
  water: z.strictObject({
    water_year: z.string().min(1).max(MOST.name),
    factor: z.number().positive().max(5).default(1),
  }),
  demand: z.strictObject({
    year: z.number().int().min(1950).max(2100),
    factor: z.number().positive().max(5).default(1),
  }),
  export_rule: z.enum(EXPORT_RULES).default('contract-fixed-surplus-free'),
  loads: z.array(loadFile).max(MOST.loads).default([]),
  inflow: z
    .array(inflowDocument)
    .max(MOST.inflow)
    .default([])
    .describe('stations whose daily inflow is stated here instead of following the water year'),
  initial_storage: z
    .array(initialStorage)
    .max(MOST.inflow)
    .default([])
    .describe('reservoirs whose storage as the window opens is stated here instead of following the model'),
};

const yearTwin = id
  .optional()
  .describe('scenario of the same study over the calendar year, where this one is of a season; never inherited');

/**
 * One scenario file. With `extends`, every other field is optional and overrides that of the file extended; measures
 * are appended, but for those that change an inherited one (`overlay-measures.ts`).
 */
export const scenarioFile = z.strictObject({
  schema: z.literal('spillway/scenario@1'),
  id,
  extends: z
    .string()
    .min(1)
    .max(MOST.path)
    .optional()
    .describe('path of the scenario file that this one overlays, relative to it'),
  title: body.title.optional(),
  model: body.model.optional(),
  basis: body.basis.optional(),
  window: body.window.optional(),
  foresight: body.foresight.optional(),
  water: body.water.optional(),
  demand: body.demand.optional(),
  export_rule: body.export_rule.optional(),
  loads: z.array(loadFile).max(MOST.loads).optional(),
  load_changes: z
    .record(id, loadFile.omit({ id: true, name: true }).partial())
    .meta({ description: 'changes to loads of the file extended, by load id', maxProperties: MOST.loads })
    .optional(),
  inflow: z
    .array(inflowFile)
    .max(MOST.inflow)
    .optional()
    .describe(
      'stations whose daily inflow is stated instead of following the water year; replaces that of the file ' +
        'extended, station by station',
    ),
  initial_storage: z
    .array(initialStorage)
    .max(MOST.inflow)
    .optional()
    .describe('storage of reservoirs as the window opens; replaces that of the file extended, station by station'),
  measures: z.array(measureFile).max(MOST.measures).optional(),
  source: z.array(sentence).max(MOST.sources).optional(),
  source_dates: z
    .array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/))
    .max(MOST.sources)
    .optional(),
  known_until: knownUntil,
  year_twin: yearTwin,
  why: z.string().max(MOST.why).optional(),
  not_modelled: z.array(sentence).max(MOST.sources).optional(),
});

/** A scenario whole: nothing left to inherit, still in text units, ready to be shown, stored or diffed. */
export const scenarioDocument = z.strictObject({
  schema: z.literal('spillway/scenario@1'),
  id,
  ...body,
  measures: z.array(measureFile).max(MOST.measures).default([]),
  source: z.array(sentence).max(MOST.sources).default([]),
  source_dates: z.array(z.string()).max(MOST.sources).default([]),
  known_until: knownUntil,
  year_twin: yearTwin,
  why: z.string().max(MOST.why).default(''),
  not_modelled: z.array(z.string()).max(MOST.sources).default([]),
});
export type Scenario = z.infer<typeof scenarioDocument>;
export type NamedLoad = Scenario['loads'][number];
