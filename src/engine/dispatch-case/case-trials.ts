import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { Limit } from '../solver/program/elastic-program.ts';
import type { LinearProgram, Solve } from '../solver/program/linear-program.ts';
import { shiftedProgram, type Shift } from '../solver/program/shifted-program.ts';
import { isSolved } from '../solver/program/status.ts';
import { toUsualSize } from '../solver/program/usual-size.ts';
import { caseLimits, type LimitGroup } from './case-limits.ts';
import { at } from './case-steps.ts';
import { buildDispatchProgram, type DispatchProgram } from './dispatch-program.ts';

/** A case that has no solution, and the fields of other conflicts, which are left aside. */
export interface Trial {
  readonly dispatch: DispatchCase;
  readonly others: readonly LimitGroup[];
  readonly solve: Solve;
}

/** Whether any schedule keeps all limits but those of the fields left aside. */
export const solvable = (trial: Trial): boolean => least(trial, () => ({ limits: [], rows: [], sign: 1 })) !== null;

/**
 * By how much all limits of a field (or those at some steps) must give way together, in the field's own unit; null
 * where that does not help.
 */
export function leastShift(trial: Trial, field: LimitGroup, steps: ReadonlySet<number> | null): number | null {
  const by = least(trial, (_built, limits) => ({
    limits: limits
      .filter(({ group, limit }) => same(group, field) && (steps === null || steps.has(limit.place)))
      .map(({ limit }) => limit),
    rows: [],
    sign: 1,
  }));
  return by === null ? null : by * perUnit(trial.dispatch, field);
}

/**
 * How much more water (`sign` 1) or less a plant must have before the first step of every block; null where that does
 * not help.
 */
export const leastStart = (trial: Trial, plant: number, sign: 1 | -1): number | null =>
  least(trial, ({ rows, steps }) => ({
    limits: [],
    rows: Array.from(rows.water[plant]).filter((_, t) => steps.before[t] < 0),
    sign,
  }));

interface Grouped {
  readonly limit: Limit;
  readonly group: LimitGroup;
}

function least(
  { dispatch, others, solve }: Trial,
  shiftOf: (built: DispatchProgram, limits: readonly Grouped[]) => Shift,
): number | null {
  const built = buildDispatchProgram(dispatch);
  const { program, length } = toUsualSize(built.program);
  const { groups, limits } = caseLimits(dispatch, built);
  const shift = shiftOf(
    built,
    limits.map((limit) => ({ limit, group: groups[limit.group] })),
  );
  const moving = new Set(shift.limits);
  const firm = limits.filter(
    (limit) => !moving.has(limit) && !others.some((other) => same(groups[limit.group], other)),
  );
  const by = minimum(shiftedProgram(program, limits, firm, shift), solve);
  return by === null ? null : by * length;
}

function minimum(program: LinearProgram, solve: Solve): number | null {
  if (program.columns === 0) return 0;
  const found = solve(program, { want: 'vertex' });
  return isSolved(found) ? found.objective : null;
}

const same = (a: LimitGroup, b: LimitGroup): boolean => a.kind === b.kind && a.index === b.index && a.field === b.field;

/** The program bounds flow where the case bounds power. */
function perUnit(dispatch: DispatchCase, { kind, index, field }: LimitGroup): number {
  if (kind !== 'hydro' || field !== 'p_max') return 1;
  const factor = dispatch.hydro![index].mw_per_m3s;
  return Array.from({ length: dispatch.time.n }, (_, t) => at(factor, t, 0)).reduce((a, b) => Math.max(a, b), 0);
}
