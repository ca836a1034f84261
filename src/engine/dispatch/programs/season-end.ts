import { chainEnergy } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { HM3_PER_FLOW_HOUR } from '../../tables.ts';
import { missedTarget } from './weights.ts';

/** Storage of a reservoir that the season should end with, hm3. */
export const endTarget = ({ hours, closes, stations: { endStorage, storageLimit } }: Case, i: number): number =>
  Math.min(endStorage[i], storageLimit[i * hours + closes - 1]);

/**
 * Price of a hm3 short of the target, yuan: under a hard target that of a target missed, else what the water is worth.
 */
export const shortPrice = (c: Case, chain: number, i: number): number =>
  c.terminal === 'target'
    ? missedTarget(c, chain, c.stations.production[i] / HM3_PER_FLOW_HOUR)
    : c.assumptions['storage-short'] * chain;

/** Value of a hm3 beyond the target, yuan. */
export const extraValue = ({ assumptions }: Pick<Case, 'assumptions'>, chain: number): number =>
  assumptions['storage-extra'] * chain;

/**
 * Value of what is left at the end of the season, by the column of each station's last storage (-1 = none): dear below
 * the target, cheap above it.
 */
export function addSeasonEnd(b: ProgramBuilder, c: Case, storage: readonly number[]): void {
  const chain = chainEnergy(c);
  storage.forEach((v, i) => {
    if (v < 0) return;
    const id = c.stations.ids[i];
    const target = endTarget(c, i);
    const row = b.row(target, target, () => `end_${id}`);
    const short = b.column(shortPrice(c, chain[i], i), 0, Math.max(target, 0), () => `short_${id}`);
    const extra = b.column(-extraValue(c, chain[i]), 0, c.stations.storage[i], () => `extra_${id}`);
    b.entry(row, v, 1);
    b.entry(row, short, 1);
    b.entry(row, extra, -1);
  });
}

/** The same value of given storages, hm3 a station, yuan: 0 where all seasonal reservoirs stand at their targets. */
export function seasonEndWorth(c: Case, storage: (i: number) => number): number {
  const chain = chainEnergy(c);
  return chain.reduce((sum, energy, i) => {
    if (c.stations.seasonal[i] !== 1) return sum;
    const extra = storage(i) - endTarget(c, i);
    return sum + energy * extra * c.assumptions[extra > 0 ? 'storage-extra' : 'storage-short'];
  }, 0);
}
