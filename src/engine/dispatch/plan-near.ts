import type { Case } from '../compile-case/case.ts';
import type { Solution } from '../solver/linear-program.ts';
import type { Timeline } from '../timeline.ts';
import type { SeasonProgram } from './season-program.ts';

/** A solved season program, and the storage at the end of each day that it means, hm3 [station * days]. */
export interface SolvedSeason { readonly program: SeasonProgram; readonly solution: Solution; readonly storage: Float64Array }

/**
 * A point near the optimum of a season program, from a plan of a like case in other periods: every period takes the flows and prices of the plan's period in which its
 * middle lies (prices of steps grow with their hours), reservoirs the planned storage of its last day. Undefined where the plan does not cover it or knows other rows.
 */
export function pointFrom(c: Case, { program: from, solution, storage }: SolvedSeason, to: SeasonProgram): Pick<Solution, 'x' | 'rowDual'> | undefined {
  const x = new Float64Array(to.program.columns);
  const rowDual = new Float64Array(to.program.rows);
  for (let p = 0; p < to.line.days.length; p++) {
    const source = periodAt(from.line, to.line.firstDay[p] + to.line.days[p] / 2);
    const longer = to.line.days[p] / from.line.days[source];
    if (!copied(from.columnsFrom, source, solution.x, to.columnsFrom, p, x, 1) || !copied(from.rowsFrom, source, solution.rowDual, to.rowsFrom, p, rowDual, longer)) return undefined;
    place(c, to, p, longer, { x, rowDual, storage });
  }
  return copied(from.columnsFrom, from.line.days.length, solution.x, to.columnsFrom, to.line.days.length, x, 1)
    && copied(from.rowsFrom, from.line.days.length, solution.rowDual, to.rowsFrom, to.line.days.length, rowDual, 1) ? { x, rowDual } : undefined;
}

/** The period that a moment lies in, in days of the season. */
function periodAt(line: Timeline, day: number): number {
  let at = 0;
  while (at + 1 < line.firstDay.length && line.firstDay[at + 1] <= day) at++;
  return at;
}

/** Storage is that at the period's end, and its price does not grow with the period. */
function place(c: Case, { line, storage: columns, water }: SeasonProgram, p: number, longer: number, into: { x: Float64Array; rowDual: Float64Array; storage: Float64Array }): void {
  const last = line.firstDay[p] + line.days[p] - 1;
  c.stations.seasonal.forEach((seasonal, i) => {
    if (seasonal !== 1) return;
    into.x[columns[i * line.days.length + p]] = into.storage[i * c.days + last];
    into.rowDual[water[i * line.steps + p * line.per]] /= longer;
  });
}

/** Copies what one list says of a period (counted past the last one: of what follows it) into that of another; false where their lengths differ. */
function copied(fromStarts: Int32Array, source: number, from: Float64Array, toStarts: Int32Array, target: number, to: Float64Array, factor: number): boolean {
  const part = from.subarray(fromStarts[source], fromStarts[source + 1] ?? from.length);
  if (part.length !== (toStarts[target + 1] ?? to.length) - toStarts[target]) return false;
  for (let k = 0; k < part.length; k++) to[toStarts[target] + k] = factor * part[k];
  return true;
}
