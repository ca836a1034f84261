import { mustBeKnown } from '../../system/words/known.ts';
import { InvalidInput } from '../../system/words/problem.ts';

/**
 * Index of a name that a row or measure gives, at `path` (`stations.csv/ertan.zone`). Throws `InvalidInput` with the
 * path and the name where there is none: checks find such a name before, and the first of the list is never meant.
 */
export function knownIndex(index: ReadonlyMap<string, number>, what: string, name: string, path: string): number {
  const at = index.get(name);
  if (at === undefined) throw new InvalidInput(mustBeKnown(what, path, name, [...index.keys()], 'the case'));
  return at;
}
