import { describe, expect, it } from 'vitest';
import { addedCauses, CAUSE_CODES } from '../../src/app/dashboard/added-tables.ts';
import type { CauseAmounts, CauseRow } from '../../src/study/comparison/causes.ts';
import { stream } from '../support/random-program.ts';

const next = stream(5);
const amounts = (size: number, without?: 'storage_gwh'): CauseAmounts => {
  const parts = Object.fromEntries(CAUSE_CODES.map((code) => [code, size * (next() - 0.2)])) as unknown as CauseAmounts;
  const told = { ...parts, ...(without && { [without]: null }) };
  return { ...told, total_gwh: CAUSE_CODES.reduce((sum, code) => sum + (told[code] ?? 0), 0) };
};
const row = (key: string, size: number, without?: 'storage_gwh'): CauseRow => ({
  key,
  reference: amounts(size, without),
  counterfactual: amounts(size, without),
  delta: amounts(size, without),
});
const digitsOf = (value: number | null, digits: number): number => Math.round((value ?? 0) * 10 ** digits);
const WORLDS = ['reference', 'counterfactual', 'delta'] as const;

describe('tables of causes on the page', () => {
  it('add in every row and, where rows do not overlap, over rows; differences are those of the figures beside them', () => {
    for (let trial = 0; trial < 100; trial++) {
      const digits = trial % 4;
      const rows = Array.from({ length: 1 + (trial % 7) }, (_, i) => row(`${i}`, 10 ** (trial % 5)));
      const scale = { unit: 'GWh', factor: 1, digits };
      const added = addedCauses(rows, trial % 2 === 0, scale);
      for (const one of added) {
        for (const world of WORLDS)
          expect(CAUSE_CODES.reduce((sum, code) => sum + digitsOf(one[world][code], digits), 0)).toBe(
            digitsOf(one[world].total_gwh, digits),
          );
        for (const code of CAUSE_CODES)
          expect(digitsOf(one.counterfactual[code], digits) - digitsOf(one.reference[code], digits)).toBe(
            digitsOf(one.delta[code], digits),
          );
      }
      if (trial % 2 === 0) continue;
      const exact = rows.reduce((sum, { reference }) => sum + reference.total_gwh, 0);
      expect(added.reduce((sum, { reference }) => sum + digitsOf(reference.total_gwh, digits), 0)).toBe(
        digitsOf(exact, digits),
      );
    }
  });

  it('leave a cause not asked for without a figure', () => {
    const [one] = addedCauses([row('total', 100, 'storage_gwh')], false, { unit: 'GWh', factor: 1, digits: 1 });
    for (const world of WORLDS) {
      expect(one[world].storage_gwh).toBeNull();
      expect(CAUSE_CODES.reduce((sum, code) => sum + digitsOf(one[world][code], 1), 0)).toBe(
        digitsOf(one[world].total_gwh, 1),
      );
    }
  });
});
