import type { Case } from './case.ts';
import { deriveCase } from './derive-case.ts';

/** The case with another weight of sharing spill pro rata. */
export const sharedBy = (c: Case, sharing: number): Case =>
  sharing === 1 ? c : deriveCase(c, { sharing }, { sharing });
