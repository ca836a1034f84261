import type { Case } from '../../case/case.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/**
 * What a hm3 more over a day adds to a reservoir's output through its head, yuan, at a turbined flow in m3/s: a
 * program's factors are fixed, so without it reservoirs would be emptied whenever spill counts for less at a low head.
 */
export function headValue(c: Case, i: number, flow: number): number {
  const { production, deadLevelFactor, storage } = c.stations;
  return (c.assumptions.head * HOURS_A_DAY * flow * production[i] * (1 - deadLevelFactor[i])) / storage[i];
}
