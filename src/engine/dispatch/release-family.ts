import type { Case } from '../compile-case/case.ts';
import type { ProgramBuilder } from '../solver/program-builder.ts';
import { MISSED_RELEASE_YUAN_PER_MWH } from './weights.ts';

/** Least release of a station with storage (ecology, downstream users): turbined + spilled >= minimum, m3/s; a miss is possible where the water is not there, and dear. Returns its row, -1 where there is none. */
export function addMinimumRelease(b: ProgramBuilder, c: Case, station: number, hours: number, released: readonly number[], name: () => string): number {
  const least = c.stations.minRelease[station];
  if (least <= 0) return -1;
  const row = b.row(least, Infinity, () => `release_${name()}`);
  for (const column of released) b.entry(row, column, 1);
  b.entry(row, b.column(MISSED_RELEASE_YUAN_PER_MWH * c.stations.production[station] * hours, 0, least, () => `missed_${name()}`), 1);
  return row;
}
