import type { CaseHydro, DispatchCase, PerStep } from '../../system/dispatch-case/dispatch-case.ts';
import type { Limit } from '../solver/program/elastic-program.ts';
import { at } from './case-steps.ts';
import type { DispatchProgram } from './dispatch-program.ts';

export type LimitKind = 'hydro' | 'thermal' | 'renewables' | 'zones' | 'lines';

/**
 * A field of one entry of the case that states limits, over all steps. `natural`: nobody stated it, a reservoir cannot
 * hold less than nothing.
 */
export interface LimitGroup {
  readonly kind: LimitKind;
  /** position in the case's list */
  readonly index: number;
  readonly id: string;
  readonly field: string;
  readonly natural: boolean;
}

/**
 * Every bound of the case's program that the case states, and the fields they come from; groups a reader would rather
 * hear of come first.
 */
export interface CaseLimits {
  readonly groups: readonly LimitGroup[];
  readonly limits: readonly Limit[];
}

export function caseLimits(dispatch: DispatchCase, built: DispatchProgram): CaseLimits {
  const collected = new Collected(built);
  const { rows, columns } = built;
  (dispatch.hydro ?? []).forEach((plant, i) => addWater(collected, plant, i, built));
  (dispatch.thermal ?? []).forEach(({ id, p_min }, i) => {
    collected.columns(
      { kind: 'thermal', index: i, id, field: 'p_min' },
      'lower',
      columns.thermal[i],
      (t) => at(p_min, t, 0) !== 0,
    );
  });
  dispatch.zones.forEach(({ id }, i) => {
    for (const side of ['lower', 'upper'] as const)
      collected.rows({ kind: 'zones', index: i, id, field: 'load' }, side, rows.balance[i]);
  });
  (dispatch.lines ?? []).forEach(({ id, available }, i) => {
    for (const [field, side] of [
      ['cap_fwd', 'upper'],
      ['cap_rev', 'lower'],
    ] as const)
      collected.columns(
        { kind: 'lines', index: i, id, field },
        side,
        columns.line[i],
        (t) => at(available, t, 1) === 1,
      );
    for (const side of ['lower', 'upper'] as const)
      collected.columns(
        { kind: 'lines', index: i, id, field: 'available' },
        side,
        columns.line[i],
        (t) => at(available, t, 1) < 1,
      );
  });
  (dispatch.hydro ?? []).forEach((plant, i) => addTurbines(collected, plant, i, built));
  (dispatch.thermal ?? []).forEach(({ id }, i) =>
    collected.columns({ kind: 'thermal', index: i, id, field: 'p_max' }, 'upper', columns.thermal[i]),
  );
  (dispatch.renewables ?? []).forEach(({ id }, i) =>
    collected.columns({ kind: 'renewables', index: i, id, field: 'available' }, 'upper', columns.renewable[i]),
  );
  return collected;
}

const ofPlant = (plant: CaseHydro, index: number, field: string, natural = false): LimitGroup => ({
  kind: 'hydro',
  index,
  id: plant.id,
  field,
  natural,
});

function addWater(
  collected: Collected,
  plant: CaseHydro,
  index: number,
  { rows, columns, steps }: DispatchProgram,
): void {
  const ends = (t: number): boolean => steps.left[t] === 1 && (plant.v_final ?? -Infinity) > at(plant.v_min, t, 0);
  collected.rows(ofPlant(plant, index, 'outflow_min'), 'lower', rows.outflow[index]);
  collected.rows(ofPlant(plant, index, 'outflow_max'), 'upper', rows.outflow[index]);
  collected.columns(ofPlant(plant, index, 'v_final'), 'lower', columns.storage[index], ends);
  collected.columns(ofPlant(plant, index, 'v_max'), 'upper', columns.storage[index]);
  collected.columns(
    ofPlant(plant, index, 'v_min', !states(plant.v_min)),
    'lower',
    columns.storage[index],
    (t) => !ends(t),
  );
}

function addTurbines(collected: Collected, plant: CaseHydro, index: number, { columns }: DispatchProgram): void {
  const byPower = (t: number): boolean =>
    at(plant.mw_per_m3s, t, 0) * at(plant.q_max, t, Infinity) > at(plant.p_max, t, Infinity);
  collected.columns(ofPlant(plant, index, 'q_max'), 'upper', columns.turbined[index], (t) => !byPower(t));
  collected.columns(ofPlant(plant, index, 'p_max'), 'upper', columns.turbined[index], byPower);
}

const states = (value: PerStep): boolean =>
  value !== null && value !== undefined && (typeof value !== 'number' || value !== 0);

class Collected implements CaseLimits {
  readonly groups: LimitGroup[] = [];
  readonly limits: Limit[] = [];
  private readonly built: DispatchProgram;

  constructor(built: DispatchProgram) {
    this.built = built;
  }

  /** Finite bounds of a list of columns, at the steps where `where` holds. */
  columns(
    group: Omit<LimitGroup, 'natural'> & Partial<LimitGroup>,
    side: 'lower' | 'upper',
    columns: Int32Array,
    where: (step: number) => boolean = () => true,
  ): void {
    this.add(group, 'column', side, columns, where);
  }

  rows(group: Omit<LimitGroup, 'natural'> & Partial<LimitGroup>, side: 'lower' | 'upper', rows: Int32Array): void {
    this.add(group, 'row', side, rows, (step) => rows[step] >= 0);
  }

  private add(
    group: Omit<LimitGroup, 'natural'> & Partial<LimitGroup>,
    of: Limit['of'],
    side: 'lower' | 'upper',
    indices: Int32Array,
    where: (step: number) => boolean,
  ): void {
    const { program } = this.built;
    const bounds =
      of === 'row'
        ? side === 'lower'
          ? program.rowLower
          : program.rowUpper
        : side === 'lower'
          ? program.columnLower
          : program.columnUpper;
    const last = this.groups.at(-1);
    const same = last?.kind === group.kind && last.index === group.index && last.field === group.field;
    const number = same ? this.groups.length - 1 : this.groups.length;
    let any = false;
    indices.forEach((index, place) => {
      if (!where(place) || !Number.isFinite(bounds[index])) return;
      this.limits.push({ of, index, side, group: number, place });
      any = true;
    });
    if (any && !same) this.groups.push({ natural: false, ...group });
  }
}
