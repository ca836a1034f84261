import { countingOrder } from './counting-order.ts';
import type { LinearProgram } from '../program/linear-program.ts';

export type Pattern = Pick<LinearProgram, 'rows' | 'columns' | 'starts' | 'indices'>;

/** How a variable is bounded, in the order of a form; those that are held have no part in it. */
export const LOWER_ONLY = 0,
  BOTH = 1,
  UPPER_ONLY = 2,
  FREE = 3,
  HELD = 4;
const GROUPS = 5;

/**
 * The order of a form's variables and the places of their entries. It follows from the pattern and the groups of the
 * variables alone, whatever the numbers. Slack i has the number `columns + i`; bounds are taken two at a time: where
 * their number is odd, a variable in no row is added after those.
 */
export interface FormOrder {
  /** Variables from `upperFrom` to `upperEnd` have an upper bound, those before `lowerEnd` a lower one. */
  readonly upperFrom: number;
  readonly lowerEnd: number;
  readonly upperEnd: number;
  /**
   * The column a variable stands for, or the number of columns plus the row of a slack; what was added comes after
   * those.
   */
  readonly source: Int32Array;
  /** Runs of variables with equally many entries: entries, variables. */
  readonly runs: Int32Array;
  readonly starts: Int32Array;
  /** Rows of the entries, in the order of elimination, as byte offsets. */
  readonly rowBytes: Int32Array;
}

/**
 * The order, the groups it was made for, and byte offsets in the panels of a factor of all products of two entries of a
 * variable, variable by variable.
 */
export interface FormLayout extends FormOrder {
  readonly groups: Uint8Array;
  readonly products: Int32Array;
}

/**
 * Columns, slacks and the two that can be added, by number of entries, then by the first row met, so that neighbours
 * meet neighbours.
 */
export function orderByEntries(pattern: Pattern, position: Int32Array): Int32Array {
  const variables = pattern.columns + pattern.rows + 2;
  const [entries, firstRows] = [new Int32Array(variables), new Int32Array(variables)];
  for (let v = 0; v < variables; v++) {
    entries[v] = entriesOf(pattern, v);
    firstRows[v] = firstRow(pattern, position, v);
  }
  return countingOrder(entries, pattern.rows + 1, countingOrder(firstRows, pattern.rows + 1, null));
}

/**
 * `groups`: of columns, slacks and the two that can be added (held so far), which are sorted by group and within it
 * stay as `byEntries` has them.
 */
export function layOutForm(
  pattern: Pattern,
  position: Int32Array,
  byEntries: Int32Array,
  groups: Uint8Array,
): FormOrder {
  const { evened, sizes } = evenSides(groups);
  const upperFrom = sizes[LOWER_ONLY];
  const lowerEnd = upperFrom + sizes[BOTH];
  const upperEnd = lowerEnd + sizes[UPPER_ONLY];
  const source = countingOrder(evened, GROUPS, byEntries).slice(0, upperEnd + sizes[FREE]);
  const starts = new Int32Array(source.length + 1);
  for (let k = 0; k < source.length; k++) starts[k + 1] = starts[k] + entriesOf(pattern, source[k]);
  return {
    upperFrom,
    lowerEnd,
    upperEnd,
    source,
    runs: runsOf(source, starts, evened),
    starts,
    rowBytes: rowsMet(pattern, position, source, starts),
  };
}

function evenSides(groups: Uint8Array): { evened: Uint8Array; sizes: number[] } {
  const evened = groups.slice();
  const sizes = [0, 0, 0, 0, 0];
  for (const group of evened) sizes[group]++;
  const idle = evened.length - 2;
  if ((sizes[LOWER_ONLY] + sizes[BOTH]) % 2 === 1) sizes[(evened[idle] = LOWER_ONLY)]++;
  if ((sizes[BOTH] + sizes[UPPER_ONLY]) % 2 === 1) sizes[(evened[idle + 1] = UPPER_ONLY)]++;
  return { evened, sizes };
}

function entriesOf({ columns, rows, starts }: Pattern, v: number): number {
  return v < columns ? starts[v + 1] - starts[v] : v < columns + rows ? 1 : 0;
}

function firstRow({ columns, rows, starts, indices }: Pattern, position: Int32Array, v: number): number {
  if (v >= columns + rows) return 0;
  if (v >= columns) return position[v - columns];
  let first = rows;
  for (let p = starts[v]; p < starts[v + 1]; p++) first = Math.min(first, position[indices[p]]);
  return first;
}

/** Runs of one group and number of entries. */
function runsOf(source: Int32Array, starts: Int32Array, groups: Uint8Array): Int32Array {
  const runs: number[] = [];
  let [lastGroup, lastEntries] = [-1, -1];
  for (let k = 0; k < source.length; k++) {
    const [group, entries] = [groups[source[k]], starts[k + 1] - starts[k]];
    if (group !== lastGroup || entries !== lastEntries) runs.push(entries, 0);
    [lastGroup, lastEntries] = [group, entries];
    runs[runs.length - 1]++;
  }
  return Int32Array.from(runs);
}

function rowsMet(pattern: Pattern, position: Int32Array, source: Int32Array, starts: Int32Array): Int32Array {
  const { columns, starts: from, indices: rows } = pattern;
  const met = new Int32Array(starts[source.length]);
  for (let k = 0; k < source.length; k++) {
    const v = source[k];
    if (v < columns)
      for (let p = from[v], at = starts[k], end = starts[k + 1]; at < end; p++, at++) met[at] = 8 * position[rows[p]];
    else if (starts[k + 1] > starts[k]) met[starts[k]] = 8 * position[v - columns];
  }
  return met;
}
