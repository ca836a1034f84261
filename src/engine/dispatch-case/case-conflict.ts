import type { DispatchCase, PerStep } from '../../system/dispatch-case/dispatch-case.ts';
import { findConflicts } from '../solver/answers/conflict.ts';
import type { Solve } from '../solver/program/linear-program.ts';
import { toUsualSize } from '../solver/program/usual-size.ts';
import { caseLimits, type LimitGroup, type LimitKind } from './case-limits.ts';
import { remediesOf, type Remedy } from './case-remedies.ts';
import { at } from './case-steps.ts';
import { buildDispatchProgram, type DispatchProgram } from './dispatch-program.ts';

/** What a field of the case holds at the steps `first` to `last`: its least and its largest value. */
export interface StatedValues {
  readonly first: number;
  readonly last: number;
  readonly least: number | null;
  readonly most: number | null;
}
export interface ConflictLimit extends StatedValues {
  readonly kind: LimitKind;
  readonly id: string;
  readonly field: string;
  readonly path: string;
  readonly natural: boolean;
}
/**
 * The water that the limits share: storage before the first step where that matters, and inflow and consumption, m3/s.
 */
export interface ConflictWater {
  readonly id: string;
  readonly v_init: number | null;
  readonly inflow: StatedValues;
  readonly consumption: StatedValues;
}

export interface CaseConflict {
  /** cannot all hold; any one of them could be left out */
  readonly limits: readonly ConflictLimit[];
  readonly water: readonly ConflictWater[];
  /** Kirchhoff's law of these lines ties them */
  readonly kvl: readonly string[];
  /** each alone makes the case solvable, once the other conflicts are gone; empty where nothing was found */
  readonly remedies: readonly Remedy[];
}

const MOST_CONFLICTS = 8;

/**
 * Why a case has no solution: conflicts that share no field, each with what would end it; none where the contradiction
 * is smaller than a solver can tell.
 */
export function explainConflicts(dispatch: DispatchCase, solve: Solve): readonly CaseConflict[] {
  const built = buildDispatchProgram(dispatch);
  const { program } = toUsualSize(built.program);
  const { groups, limits } = caseLimits(dispatch, built);
  const found = findConflicts(program, limits, solve, MOST_CONFLICTS);
  const gone = found.flatMap((conflict) => conflict.groups);
  return found.map((conflict) => {
    const others = gone.filter((group) => !conflict.groups.includes(group)).map((group) => groups[group]);
    const ties = tiesOf(dispatch, built, new Set(conflict.rows));
    const fields = conflict.groups.map((group) => ({
      ...groups[group],
      places: conflict.limits.filter((limit) => limit.group === group),
    }));
    return {
      limits: fields.map((field) =>
        conflictLimit(
          dispatch,
          field,
          field.places.map(({ place }) => place),
        ),
      ),
      ...ties,
      remedies: remediesOf(
        { dispatch, others, solve },
        fields,
        ties.water.map(({ id, v_init }) => ({ id, opens: v_init !== null })),
      ),
    };
  });
}

function conflictLimit(
  dispatch: DispatchCase,
  { kind, index, id, field, natural }: LimitGroup,
  places: readonly number[],
): ConflictLimit {
  const entry = dispatch[kind]![index] as unknown as Readonly<Record<string, PerStep>>;
  return { kind, id, field, path: `${kind}[${index}].${field}`, natural, ...statedValues(entry[field] ?? 0, places) };
}

function statedValues(value: PerStep, steps: readonly number[]): StatedValues {
  const own = steps.map((t) => at(value, t, 0));
  const extreme = (pick: (a: number, b: number) => number, list: readonly number[]): number =>
    list.reduce((a, b) => pick(a, b));
  return {
    first: extreme(Math.min, steps),
    last: extreme(Math.max, steps),
    least: extreme(Math.min, own),
    most: extreme(Math.max, own),
  };
}

/** Which plants' water and which lines' angles are in the rows of a proof. */
function tiesOf(
  dispatch: DispatchCase,
  { rows, steps }: DispatchProgram,
  used: ReadonlySet<number>,
): Pick<CaseConflict, 'water' | 'kvl'> {
  const places = (list: Int32Array): number[] => Array.from(list.keys()).filter((t) => used.has(list[t]));
  const water = (dispatch.hydro ?? []).flatMap((plant, i) => {
    const own = places(rows.water[i]);
    if (own.length === 0) return [];
    const opens = own.some((t) => steps.before[t] < 0);
    return [
      {
        id: plant.id,
        v_init: opens ? (plant.v_init ?? at(plant.v_min, own[0], 0)) : null,
        inflow: statedValues(plant.inflow, own),
        consumption: statedValues(plant.consumption, own),
      },
    ];
  });
  return {
    water,
    kvl: (dispatch.lines ?? []).filter((_, l) => places(rows.kirchhoff[l]).length > 0).map((line) => line.id),
  };
}
