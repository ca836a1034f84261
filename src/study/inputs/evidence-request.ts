import { z } from 'zod';
import { megawattsOf, power } from '../../system/schema/stated-fields.ts';
import type { EvidenceAsked } from './evidence.ts';

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
  pue: z.coerce.number().min(1).max(5).optional().describe('power of the site by power of the machines'),
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
