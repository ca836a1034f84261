import { expect, test } from 'vitest';
import { spreadSentence, storedSentence } from '../../src/app/dashboard/ensemble-summary.ts';
import type { EnsembleResult } from '../../src/study/ensemble/ensemble-answer.ts';

const known = { p05: 6483, p25: 7285, p50: 8205, p75: 8740, p95: 9928 };
const hourly = { p05: 4989, p50: 6447, p95: 7905 };
const ensemble = (assimilated: object | null) =>
  ({
    ensemble: {
      draws: 500,
      delta_gwh: { p10: 5559, p50: 11064, p90: 13713 },
      control: { level: 'standard' },
      assimilated: assimilated && { effective_draws: 149.2, delta_gwh: known, adjusted_gwh: null, ...assimilated },
    },
  }) as unknown as EnsembleResult;

test('beside the headline stand the draws that know what was published, moved to hourly days where some are', () => {
  const moved = spreadSentence(ensemble({ usable: true, adjusted_gwh: hourly }));
  expect(moved).toContain('149 effective draws, say +6,447 GWh, P5 to P95 +4,989 GWh to +7,905 GWh');
  expect(moved).toContain('(standard (hourly))');
  const screen = spreadSentence(ensemble({ usable: true }));
  expect(screen).toContain('say +8,205 GWh, P5 to P95 +6,483 GWh to +9,928 GWh');
  expect(screen).toContain('(screen (season plan))');
});

test('the blind draws stand there where the others are of no use, or there are none', () => {
  for (const one of [ensemble({ usable: false }), ensemble(null)])
    expect(spreadSentence(one)).toBe(
      'Over 500 draws of what is uncertain: median +11,064 GWh, P10 to P90 +5,559 GWh to +13,713 GWh.',
    );
});

test('until draws are made, what is stored with the model stands there, in the same words', () => {
  const spread = { effective_draws: 149.2, p05_gwh: 4989, p50_gwh: 6447, p95_gwh: 7905 };
  const stored = { draws: 500, level: 'standard', blind: { ...spread, p50_gwh: 8666 } };
  const of = (assimilated: typeof spread | null) =>
    storedSentence({ ...stored, assimilated } as unknown as Parameters<typeof storedSentence>[0]);
  expect(of(spread)).toContain('149 effective draws, say +6,447 GWh, P5 to P95 +4,989 GWh to +7,905 GWh');
  expect(of(null)).toBe(
    'Over 500 draws of what is uncertain: median +8,666 GWh, P5 to P95 +4,989 GWh to +7,905 GWh. (standard (hourly))',
  );
});
