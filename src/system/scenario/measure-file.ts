import { z } from 'zod';
import { id, instant, MOST, quantity, share } from './scenario-fields.ts';

const common = {
  id,
  start: instant.optional().describe('when the measure takes effect; the start of the window if absent'),
  end: instant.optional().describe('when it ceases; never if absent'),
  why: z.string().max(MOST.why).optional(),
  source: z.string().max(MOST.sentence).optional(),
  source_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
};
const ramp = {
  ramp: quantity('duration').optional().describe('time over which the change builds up linearly; at once if absent'),
};

export const measureFile = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('remove-load'),
    ...common,
    ...ramp,
    load: id,
    size: quantity('power'),
    staged: z
      .array(z.strictObject({ start: instant, share }))
      .min(1)
      .max(MOST.stages)
      .optional()
      .describe('steps of the removal; shares of the size, summing to 1'),
    persistence: share.default(1).describe('share of the removed size that stays away (below 1: covert restart)'),
  }),
  z.strictObject({
    type: z.literal('add-load'),
    ...common,
    ...ramp,
    zone: id,
    size: quantity('power'),
    interruption_yuan_per_mwh: z.number().positive().default(10000),
  }),
  z.strictObject({
    type: z.literal('line-in-service'),
    ...common,
    export: id,
    size: quantity('power').optional().describe('the most the receiver accepts; the rating if absent'),
  }),
  z.strictObject({ type: z.literal('section-limit'), ...common, section: id, limit: quantity('power') }),
  z.strictObject({
    type: z.literal('export-schedule'),
    ...common,
    export: id,
    mean: quantity('power'),
    contract_share: share.optional(),
  }),
  z.strictObject({
    type: z.literal('add-storage'),
    ...common,
    zone: id,
    power: quantity('power'),
    energy: quantity('energy'),
    efficiency: z.number().gt(0).max(1).default(0.75),
  }),
  z.strictObject({
    type: z.literal('outage'),
    ...common,
    station: id,
    capacity: quantity('power').describe('capacity that is out'),
  }),
  z.strictObject({ type: z.literal('minimum-output'), ...common, thermal: id, output: quantity('power') }),
  z.strictObject({ type: z.literal('flood-limit'), ...common, station: id, max_storage_share: share }),
  z.strictObject({
    type: z.literal('inflow-year'),
    ...common,
    water_year: z.string().min(1).max(MOST.name),
    factor: z.number().positive().max(5).default(1),
  }),
  z.strictObject({
    type: z.literal('growth'),
    ...common,
    factor: z
      .union([z.number().positive().max(5), z.string().min(1)])
      .describe('factor on demand: a number or a formula of `year`'),
  }),
]);
export const MEASURE_TYPES = measureFile.options.map((o) => o.shape.type.value);
