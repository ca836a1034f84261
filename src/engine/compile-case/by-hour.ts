import type { Season } from './season.ts';

/** A value that holds between two hour indices, [from, to). */
export interface Spell {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/**
 * A value by hour of the season's days: as usual (one value, or a table by hour), but for spells, of which the last in
 * the list that holds goes before the others.
 */
export function byHour(
  { start, days }: Pick<Season, 'start' | 'days'>,
  usual: number | Float64Array,
  spells: readonly Spell[],
): Float64Array {
  const table = typeof usual === 'number' ? new Float64Array(days * 24).fill(usual) : usual.slice();
  for (const { from, to, value } of spells)
    table.fill(value, Math.max(0, from - start), Math.max(0, Math.min(table.length, to - start)));
  return table;
}
