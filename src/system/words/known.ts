import { didYouMean } from './nearest.ts';
import { problem, type Problem } from './problem.ts';

/**
 * No problem when `value` is one of `known`, else one that names the nearest. `what` is the noun: `zone`, `section`.
 */
export function mustBeKnown(
  what: string,
  path: string,
  value: string,
  known: readonly string[],
  where: string,
): Problem[] {
  // A row whose id is empty is reported as that; it may be the one that is meant.
  if (known.includes(value) || known.some((id) => id === undefined)) return [];
  return [
    problem(
      `unknown-${what.replaceAll(' ', '-')}`,
      path,
      value,
      list(known),
      `there is no ${what} "${value}" in ${where}`,
      didYouMean(value, known, `name an existing ${what}`),
    ),
  ];
}

const SHOWN = 12;
const list = (known: readonly string[]): string =>
  known.length === 0
    ? 'none exist'
    : `one of ${known.slice(0, SHOWN).join(', ')}${known.length > SHOWN ? ` and ${known.length - SHOWN} more` : ''}`;

/** One problem for each id that stands more than once in a list. */
export function duplicateIds(what: string, path: string, ids: readonly string[]): Problem[] {
  const seen = new Set<string>();
  return ids.flatMap((id, i) => {
    const twice = seen.has(id);
    seen.add(id);
    return twice
      ? [
          problem(
            `duplicate-${what}`,
            `${path}[${i}].id`,
            id,
            'used once',
            `${what} id "${id}" is used twice`,
            `give this ${what} its own id`,
          ),
        ]
      : [];
  });
}

export const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map((row) => row.id);

/** A limit or a storage is stated of a station that has none. */
export const holdsNoWater = (path: string, station: string): Problem =>
  problem(
    'no-storage',
    path,
    station,
    'a station with usable storage',
    `station "${station}" holds no water`,
    'leave it out, or give it storage in stations.csv',
  );
