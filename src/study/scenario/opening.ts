import { z } from 'zod';

const MOST_LISTED = 20;
const id = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must match [a-z0-9-]{1,64}');
const words = z.strictObject({ en: z.string().min(1).max(300), zh: z.string().min(1).max(300) });
const gigawatts = z.number().positive().max(1000);
const pair = {
  reference: id.describe('id of the scenario with the load'),
  counterfactual: id.describe('id of the scenario without it'),
};

/** The study that opens, the question the page puts, and the sizes and places of the load that it offers, GW. */
export const opening = z.strictObject({
  schema: z.literal('spillway/opening@1'),
  model: id.describe('id of the model that its scenarios stand on'),
  ...pair,
  question: words.describe('title of the page; {size} stands for the size of the load'),
  question_plain: words.describe('the same before a size is known'),
  implied_gw: z.array(gigawatts).max(MOST_LISTED).describe('sizes that evidence implies, GW'),
  claimed_gw: gigawatts.describe('size that is claimed, GW'),
  places: z
    .array(z.strictObject({ ...pair, name: words }))
    .max(MOST_LISTED)
    .default([])
    .describe('the same study with the load elsewhere'),
});
export type Opening = z.infer<typeof opening>;
