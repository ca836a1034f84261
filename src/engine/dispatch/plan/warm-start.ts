import type { Case } from '../../case/case.ts';
import type { NearOptimum, Solution } from '../../solver/program/linear-program.ts';
import { lengthOfPeriod, periodsOf, type Timeline } from '../../case/timeline.ts';
import type { SeasonLayout } from '../programs/season-program.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/** A solved season program, and the storage at the end of each day that it means, hm3 [station * days]. */
export interface SolvedSeason {
  readonly program: SeasonLayout;
  readonly solution: Solution;
  readonly storage: Float64Array;
}

/**
 * The optimum of a season program whose case differs in numbers alone, as a start for that of the same periods;
 * undefined where its periods, rows or columns are others.
 */
export function pointBeside(
  { program: { line, program }, solution: { x, rowDual } }: SolvedSeason,
  to: SeasonLayout,
): NearOptimum | undefined {
  const alike =
    line.hoursFrom.length === to.line.hoursFrom.length &&
    line.hoursFrom.every((hour, p) => hour === to.line.hoursFrom[p]);
  return alike && program.columns === to.program.columns && program.rows === to.program.rows
    ? { x, rowDual, closely: true }
    : undefined;
}

/**
 * A point near the optimum of a season program, from a plan of a like case in other periods: every period takes the
 * flows and prices of the plan's nearest period that has the same blocks (prices of steps grow with their hours),
 * reservoirs the planned storage of its last day. Undefined where the plan has no such period or knows other rows.
 */
export function pointFrom(
  c: Case,
  { program: from, solution, storage }: SolvedSeason,
  to: SeasonLayout,
): Pick<Solution, 'x' | 'rowDual'> | undefined {
  const x = new Float64Array(to.program.columns);
  const rowDual = new Float64Array(to.program.rows);
  const [sources, periods] = [periodsOf(from.line), periodsOf(to.line)];
  for (let p = 0; p < periods; p++) {
    const source = periodLike(from.line, to.line, p);
    if (source < 0) return undefined;
    const longer = lengthOfPeriod(to.line, p) / lengthOfPeriod(from.line, source);
    if (
      !copied(from.columnsFrom, source, solution.x, to.columnsFrom, p, x, 1) ||
      !copied(from.rowsFrom, source, solution.rowDual, to.rowsFrom, p, rowDual, longer)
    )
      return undefined;
    place(c, to, p, longer, { x, rowDual, storage });
  }
  return copied(from.columnsFrom, sources, solution.x, to.columnsFrom, periods, x, 1) &&
    copied(from.rowsFrom, sources, solution.rowDual, to.rowsFrom, periods, rowDual, 1)
    ? { x, rowDual }
    : undefined;
}

const blocksOf = (line: Timeline, period: number): string =>
  line.hourClass.subarray(line.stepsFrom[period], line.stepsFrom[period + 1]).join();
const middleOf = (line: Timeline, period: number): number => (line.hoursFrom[period] + line.hoursFrom[period + 1]) / 2;

/** The period with the blocks of period `p` whose middle is nearest to its own, -1 = none. */
function periodLike(from: Timeline, to: Timeline, p: number): number {
  const [blocks, middle] = [blocksOf(to, p), middleOf(to, p)];
  let nearest = -1;
  for (let source = 0; source < periodsOf(from); source++) {
    if (nearest >= 0 && Math.abs(middleOf(from, source) - middle) >= Math.abs(middleOf(from, nearest) - middle))
      continue;
    if (blocksOf(from, source) === blocks) nearest = source;
  }
  return nearest;
}

/** Storage is that at the period's end, and its price does not grow with the period. */
function place(
  c: Case,
  { line, storage: columns, water }: SeasonLayout,
  p: number,
  longer: number,
  into: { x: Float64Array; rowDual: Float64Array; storage: Float64Array },
): void {
  const last = Math.floor((line.hoursFrom[p + 1] - 1) / HOURS_A_DAY);
  c.stations.seasonal.forEach((seasonal, i) => {
    if (seasonal !== 1) return;
    into.x[columns[i * periodsOf(line) + p]] = into.storage[i * c.days + last];
    into.rowDual[water[i * line.steps + line.stepsFrom[p]]] /= longer;
  });
}

/**
 * Copies what one list says of a period (counted past the last one: of what follows it) into that of another; false
 * where their lengths differ.
 */
function copied(
  fromStarts: Int32Array,
  source: number,
  from: Float64Array,
  toStarts: Int32Array,
  target: number,
  to: Float64Array,
  factor: number,
): boolean {
  const part = from.subarray(fromStarts[source], fromStarts[source + 1] ?? from.length);
  if (part.length !== (toStarts[target + 1] ?? to.length) - toStarts[target]) return false;
  for (let k = 0; k < part.length; k++) to[toStarts[target] + k] = factor * part[k];
  return true;
}
