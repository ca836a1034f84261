import type { Case } from './case.ts';
import { contentHash } from './hash.ts';

/** The case with another weight of sharing spill pro rata. */
export const sharedBy = (c: Case, sharing: number): Case =>
  sharing === 1
    ? c
    : { ...c, sharing, hash: contentHash([c.hash, { sharing }]), commonHash: contentHash([c.commonHash, { sharing }]) };
