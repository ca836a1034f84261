import { z } from 'zod';

/**
 * A small dispatch problem with known results, schema `dispatch-case/1`. A value may be a number or a list with one
 * number a step; `null` and absent mean the default. Units: MW, m3/s, currency per MWh; volumes in
 * `volume_per_flow_hour` per (m3/s)h, 0.0036 = hm3, 1 = MWh.
 */
const perStep = (value: z.ZodType<number>) =>
  z.union([value, z.array(value).min(1)], { error: 'must be a number or a list with one number a step' }).nullish();
const any = perStep(z.number());
const nonnegative = perStep(z.number().min(0));
/** Like a number a step, and `null` in a list for "no limit at this step". */
const limit = z
  .union([z.number(), z.array(z.number().nullable()).min(1)], {
    error: 'must be a number or a list with one number or null a step',
  })
  .nullish();
const id = z.string().min(1);
const described = {
  name: z.unknown().optional(),
  title: z.unknown().optional(),
  note: z.unknown().optional(),
  notes: z.unknown().optional(),
  description: z.unknown().optional(),
  comment: z.unknown().optional(),
};

const zone = z.strictObject({
  ...described,
  id,
  load: any.describe('MW; 0 if absent'),
  unserved_cost: any.describe('per MWh of load not served; no load may stay unserved if absent'),
  spill_allowed: z.boolean().nullish().describe('whether generated power may be thrown away; false if absent'),
  spill_cost: any.describe('per MWh thrown away; 0 if absent'),
});
const thermal = z.strictObject({
  ...described,
  id,
  zone: id,
  p_max: limit.describe('MW; no limit if absent'),
  p_min: any.describe('MW; 0 if absent'),
  cost: any.describe('per MWh; 0 if absent'),
});
const renewable = z.strictObject({
  ...described,
  id,
  zone: id,
  available: perStep(z.number().min(0)).describe('MW; 0 if absent'),
  curtail_cost: any.describe('per MWh curtailed; 0 if absent'),
});
const hydro = z.strictObject({
  ...described,
  id,
  zone: id,
  mw_per_m3s: nonnegative.describe('MW per m3/s turbined; 0 if absent'),
  q_max: limit.describe('turbined m3/s'),
  p_max: limit.describe('MW'),
  v_min: any.describe('0 if absent'),
  v_max: limit,
  v_init: z.number().nullish().describe('storage before the first step of every block; v_min if absent'),
  v_final: z.number().nullish().describe('least storage after the last step of every block'),
  inflow: any.describe('m3/s from outside; 0 if absent'),
  consumption: any.describe('m3/s taken from the reservoir; 0 if absent'),
  outflow_min: limit.describe('least turbined + spilled m3/s'),
  outflow_max: limit,
  turbine_to: id.nullish().describe('hydro id that receives the turbined flow; leaves the system if absent'),
  spill_to: id.nullish().describe('hydro id that receives the spilled flow; leaves the system if absent'),
  travel_steps: perStep(z.number().int().min(0)).describe(
    'steps from release to arrival; 0 if absent. The volume released arrives whole, spread over the step it ' +
      'arrives in, however long that is; what would arrive after the end of the block is lost',
  ),
  spill_cost_per_flow_hour: any.describe('per (m3/s)h spilled; 0 if absent'),
});
const line = z.strictObject({
  ...described,
  id,
  from: id,
  to: id,
  cap_fwd: limit.describe('most MW from -> to; no limit if absent'),
  cap_rev: limit.describe('most MW to -> from; no limit if absent'),
  available: perStep(z.number().min(0).max(1)).describe(
    'share of cap_fwd and cap_rev in service; 1 if absent. 0 takes the line out: no flow, and under `kvl` no ' +
      'angle equation, as if it were not there',
  ),
  x: z.number().nullish().describe('reactance; with `kvl`, a line without it is controllable (DC)'),
  cost_abs: nonnegative.describe('per MWh carried in either direction; 0 if absent'),
});

export const dispatchCase = z.strictObject({
  ...described,
  schema: z.literal('dispatch-case/1'),
  id: z.unknown().optional(),
  tags: z.unknown().optional(),
  source: z.unknown().optional(),
  how_computed: z.unknown().optional(),
  units: z.unknown().optional(),
  expected: z.unknown().optional(),
  kvl: z.boolean().nullish().describe('whether x * flow = angle(from) - angle(to) holds'),
  volume_per_flow_hour: z.number().gt(0).nullish().describe('volume of 1 m3/s over 1 h; 0.0036 (hm3) if absent'),
  time: z.strictObject({
    ...described,
    n: z.number().int().min(1).max(100_000),
    hours: perStep(z.number().gt(0)).describe('length of a step in h; 1 if absent'),
    cost_weight: nonnegative.describe('how often a step counts in the objective; 1 if absent'),
    blocks: z
      .array(z.array(z.number().int().min(0)).min(1))
      .min(1)
      .nullish()
      .describe('step indices of independent runs; one run of all steps if absent'),
  }),
  zones: z.array(zone).min(1),
  thermal: z.array(thermal).nullish(),
  renewables: z.array(renewable).nullish(),
  hydro: z.array(hydro).nullish(),
  lines: z.array(line).nullish(),
});
export type DispatchCase = z.infer<typeof dispatchCase>;
export type CaseZone = DispatchCase['zones'][number];
export type CaseThermal = NonNullable<DispatchCase['thermal']>[number];
export type CaseRenewable = NonNullable<DispatchCase['renewables']>[number];
export type CaseHydro = NonNullable<DispatchCase['hydro']>[number];
export type CaseLine = NonNullable<DispatchCase['lines']>[number];
/** A value that may change from step to step. */
export type PerStep = number | readonly (number | null)[] | null | undefined;

/** The number at a step of a value that may change from step to step; null where there is none. */
export const numberAt = (value: PerStep, step: number): number | null =>
  (typeof value === 'object' && value !== null ? value[step] : value) ?? null;
