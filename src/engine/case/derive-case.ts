import type { Case } from './case.ts';
import { contentHash } from './hash.ts';

/** Fields that a variant may hold differently. */
export type CasePatch = Partial<Omit<Case, 'hash' | 'commonHash' | 'engineVersion'>>;

/**
 * The case with other fields, frozen: the one way to a variant of a compiled case. `mark` names the variant among those
 * of one parent: equal marks mean equal patches of equal parents, since only the mark goes into the hashes, each on top
 * of the parent's. Two worlds that share `commonHash` share it still when both are given the same mark.
 */
export function deriveCase(parent: Case, mark: unknown, patch: CasePatch): Case {
  // Spreading a case would compute the parent's hash of the common part, which only pairs ask for.
  const names = (Object.keys(parent) as (keyof Case)[]).filter((name) => name !== 'commonHash');
  const fields = Object.fromEntries(names.map((name) => [name, parent[name]])) as unknown as Omit<Case, 'commonHash'>;
  let commonHash: string | undefined;
  return Object.freeze({
    ...fields,
    ...patch,
    hash: contentHash([parent.hash, mark]),
    get commonHash() {
      return (commonHash ??= contentHash([parent.commonHash, mark]));
    },
  });
}
