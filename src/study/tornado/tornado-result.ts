import { z } from 'zod';
import { settings, standingFields, timing, windowText, world } from '../base/results.ts';
import { num, text, text2, textOrNull, whole, type Shape } from '../base/shape.ts';

const effect = {
  delta_gwh: num('GWh', 'curtailment, counterfactual less reference, in the statistic'),
  all_spill_delta_gwh: num('GWh', 'the same for all hydropower'),
  removed_energy_gwh: num('GWh', 'energy of the removed load'),
};
const end = (what: string) =>
  z
    .object({
      value: z.union([z.number(), z.string()]).describe('of the input; the name of the alternative for a choice'),
      ...effect,
    })
    .describe(what);
/** Both worlds with one input at one end of its range. */
export type TornadoEnd = Shape<ReturnType<typeof end>>;

const row = z.object({
  input: text('as in the table `uncertainty` (`section_limit:panxi` for one section), or `export_rule`, or `variants`'),
  ends: z
    .enum(['range', 'p10-p90', 'choice'])
    .describe(
      '`range`: ends stated by the model; `p10-p90`: a tenth of all draws lie beyond each; `choice`: of several ' +
        'alternatives those with the least and the most effect',
    ),
  unit: textOrNull('of `value`; null for a choice'),
  low: end('both worlds at the low end'),
  high: end('both worlds at the high end'),
  swing_gwh: num('GWh', 'largest less smallest difference of the two ends and the base'),
  source: text('what the range rests on'),
  confidence: text('how well it is known'),
});
export type TornadoRow = Shape<typeof row>;

export const tornadoResult = z.object({
  schema: z.literal('spillway/tornado@1').describe('name and version of this document'),
  ...standingFields,
  id: text('id of the counterfactual'),
  title: text2('title of the counterfactual'),
  reference: world('the world with the load'),
  counterfactual: world('the world with the measures'),
  window: windowText,
  settings,
  base: z.object(effect).describe('with every input as stated'),
  rows: z.array(row).describe('uncertain inputs, the widest swing first'),
  worlds: whole('count', 'distinct worlds that were solved'),
  timing_ms: timing,
});
/** How far each uncertain input alone moves the difference of the two worlds, most first. */
export type TornadoResult = Shape<typeof tornadoResult>;
