import { leastRelease } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K } from '../../tables.ts';
import { missedRelease } from './weights.ts';

/**
 * Where and when a release is asked for: the station, the day whose least release holds, the hours of the step;
 * `chain`, MWh/hm3: what the water can make there and below; `held`, yuan/hm3: what keeping the water could earn by a
 * rule curve, which it goes before.
 */
export interface ReleaseStep {
  readonly station: number;
  readonly day: number;
  readonly hours: number;
  readonly chain: number;
  readonly held: number;
}

/**
 * Least release of a station with storage (ecology, downstream users): turbined + spilled >= minimum, m3/s; a miss is
 * possible where the water is not there, and dear. Returns its row, -1 where there is none.
 */
export function addMinimumRelease(
  b: ProgramBuilder,
  c: Case,
  { station, day, hours, chain, held }: ReleaseStep,
  released: readonly number[],
  name: () => string,
): number {
  const least = leastRelease(c, station, day);
  // Where months differ every period has the row, so that a plan can begin near another.
  if (least <= 0 && !c.stations.minReleaseByDay) return -1;
  const row = b.row(least, Infinity, () => `release_${name()}`);
  for (const column of released) b.entry(row, column, 1);
  b.entry(
    row,
    b.column((missedRelease(c, chain) + K * held) * hours, 0, least, () => `missed_${name()}`),
    1,
  );
  return row;
}
