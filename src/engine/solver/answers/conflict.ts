import { boundsOf, elasticProgram, type Limit } from '../program/elastic-program.ts';
import type { LinearProgram, Solve } from '../program/linear-program.ts';
import { CONFLICT } from '../program/settings.ts';
import { isSolved } from '../program/status.ts';
import { largest } from '../program/vectors.ts';

/** Limits that cannot hold together, none of which could be left out; with the rows that prove it. */
export interface Conflict {
  readonly limits: readonly Limit[];
  /** rows of the program, stated limits or not, that tie them to each other */
  readonly rows: readonly number[];
}

/** Limits in play, and the rows in which a proof may be looked for. */
interface Suspects {
  readonly limits: readonly Limit[];
  readonly used: Uint8Array;
}

/**
 * A smallest conflicting set among the `stated` limits of a program of usual size (an irreducible infeasible subset);
 * null where they can all be met, and where the solver has no answer, so that nothing is proven. An elastic solve lets
 * every limit give way at a price; the limits and rows with a dual prove the conflict. Then groups, places at either
 * end and single limits are left out as long as a proof remains: without any one of those in the end, none does.
 * Everything that is not stated is taken for true.
 */
export function findConflict(program: LinearProgram, stated: readonly Limit[], solve: Solve): Conflict | null {
  const crossed = crossedBounds(program, stated);
  if (crossed !== null) return crossed;
  const proofAmong = ({ limits, used }: Suspects): Suspects | null => proof(program, stated, { limits, used }, solve);
  const first = proofAmong({ limits: stated, used: new Uint8Array(program.rows).fill(1) });
  if (first === null) return null;
  let found = first;
  const without = (keep: (limit: Limit) => boolean): boolean => {
    const limits = found.limits.filter(keep);
    const left = limits.length < found.limits.length ? proofAmong({ limits, used: found.used }) : null;
    if (left !== null) found = left;
    return left !== null;
  };
  for (const group of groupsOf(found).reverse()) without((limit) => limit.group !== group);
  cutPlaces(
    () => found.limits,
    (last) => without(({ place }) => place <= last),
    1,
  );
  cutPlaces(
    () => found.limits,
    (first) => without(({ place }) => place >= first),
    -1,
  );
  if (found.limits.length <= CONFLICT.singleTrials.default)
    for (const one of [...found.limits].reverse()) without((limit) => limit !== one);
  const { used } = found;
  return { limits: found.limits, rows: Array.from(used.keys()).filter((row) => used[row] === 1) };
}

/** Conflicts that share no group, each found where the groups of those before are left aside; at most `most`. */
export function findConflicts(
  program: LinearProgram,
  stated: readonly Limit[],
  solve: Solve,
  most: number,
): readonly (Conflict & { readonly groups: readonly number[] })[] {
  const found: (Conflict & { readonly groups: readonly number[] })[] = [];
  const leftOut = new Set<number>();
  while (found.length < most) {
    const conflict = findConflict(
      withoutGroups(program, stated, leftOut),
      stated.filter((limit) => !leftOut.has(limit.group)),
      solve,
    );
    if (conflict === null) break;
    const groups = groupsOf(conflict);
    groups.forEach((group) => leftOut.add(group));
    found.push({ ...conflict, groups });
  }
  return found;
}

/** The program as if nobody had stated the limits of these groups. */
function withoutGroups(program: LinearProgram, limits: readonly Limit[], leftOut: ReadonlySet<number>): LinearProgram {
  const { row, column } = boundsOf(
    program,
    limits.filter(({ group }) => leftOut.has(group)),
    [],
  );
  return { ...program, rowLower: row.lower, rowUpper: row.upper, columnLower: column.lower, columnUpper: column.upper };
}

/** Two bounds of one row or column that leave nothing between them, which no solver would look at. */
function crossedBounds(
  { rowLower, rowUpper, columnLower, columnUpper }: LinearProgram,
  stated: readonly Limit[],
): Conflict | null {
  const bad = stated.find(({ of, index }) =>
    of === 'row' ? rowLower[index] > rowUpper[index] : columnLower[index] > columnUpper[index],
  );
  if (bad === undefined) return null;
  return {
    limits: stated.filter(({ of, index }) => of === bad.of && index === bad.index),
    rows: bad.of === 'row' ? [bad.index] : [],
  };
}

const groupsOf = ({ limits }: Pick<Conflict, 'limits'>): number[] =>
  [...new Set(limits.map(({ group }) => group))].sort((a, b) => a - b);

/**
 * The nearest place at which everything beyond it can be left out, by halving; `direction` 1 cuts the end, -1 the
 * beginning.
 */
function cutPlaces(limits: () => readonly Limit[], cut: (place: number) => boolean, direction: 1 | -1): void {
  const places = [...new Set(limits().map(({ place }) => direction * place))].sort((a, b) => a - b);
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cut(direction * places[middle])) high = middle;
    else low = middle + 1;
  }
}

/**
 * The suspects that a proof needs, or null where all of them can be met. What the duals leave out is left out only
 * where the rest proves it too.
 */
function proof(program: LinearProgram, stated: readonly Limit[], suspects: Suspects, solve: Solve): Suspects | null {
  const priced = provenAmong(program, stated, suspects, solve);
  if (priced === null) return null;
  const fewer = priced.limits.length < suspects.limits.length;
  return fewer && provenAmong(program, stated, priced, solve) === null ? suspects : priced;
}

function provenAmong(
  program: LinearProgram,
  stated: readonly Limit[],
  { limits, used }: Suspects,
  solve: Solve,
): Suspects | null {
  if (limits.length === 0) return null;
  const elastic = elasticProgram(program, used, stated, limits);
  const solution = solve(elastic.program, { want: 'vertex' });
  if (!isSolved(solution) || solution.objective <= CONFLICT.rounding.default) return null;
  const dual = new Float64Array(program.rows);
  elastic.rows.forEach((row, at) => {
    dual[row] = solution.rowDual[at];
  });
  const least = CONFLICT.leastDual.default * largest(dual);
  return {
    limits: limits.filter((limit) => (limit.side === 'lower' ? 1 : -1) * dualOf(program, dual, limit) > least),
    used: Uint8Array.from(dual, (value) => Number(Math.abs(value) > least)),
  };
}

/** What a bound's rise by one would cost; the rows' duals make up that of a column. */
function dualOf({ starts, indices, values }: LinearProgram, dual: Float64Array, { of, index }: Limit): number {
  if (of === 'row') return dual[index];
  let sum = 0;
  for (let e = starts[index]; e < starts[index + 1]; e++) sum -= values[e] * dual[indices[e]];
  return sum;
}
