import { checkDispatchCase } from '../../system/dispatch-case/dispatch-case-checks.ts';
import { numberAt, type DispatchCase, type PerStep } from '../../system/dispatch-case/dispatch-case.ts';
import type { Limit } from '../solver/program/elastic-program.ts';
import type { LimitGroup } from './case-limits.ts';
import { at } from './case-steps.ts';
import { leastShift, leastStart, solvable, type Trial } from './case-trials.ts';

/**
 * A change of one field that makes the case solvable, tried before it is told. `to`: the new number; `by`: how much a
 * list has to give way at `steps`.
 */
export interface Remedy {
  readonly path: string;
  readonly id: string;
  readonly field: string;
  readonly change: 'lower' | 'raise' | 'allow' | 'restore';
  readonly to: number | null;
  readonly by: number | null;
  readonly steps: readonly [first: number, last: number] | null;
}

type Field = Pick<LimitGroup, 'kind' | 'index' | 'id' | 'field'>;
/** A field of a conflict, with the limits of it that take part. */
export interface FieldInConflict extends LimitGroup {
  readonly places: readonly Limit[];
}
/** A plant whose water takes part; `opens`: from the beginning of a block on. */
export interface WaterInConflict {
  readonly id: string;
  readonly opens: boolean;
}

const MOST_REMEDIES = 3;

/**
 * Changes of single fields, each of which ends the conflict where the fields of others are left aside. Water is an
 * input as it is: it is asked for where nothing else helps.
 */
export function remediesOf(
  trial: Trial,
  fields: readonly FieldInConflict[],
  water: readonly WaterInConflict[],
): readonly Remedy[] {
  const plants = water.map(({ id, opens }) => ({
    id,
    opens,
    index: trial.dispatch.hydro!.findIndex((plant) => plant.id === id),
  }));
  const flows = (['consumption', 'inflow'] as const).flatMap((field) =>
    plants.map(
      ({ id, index }) =>
        () =>
          otherFlow(trial, { kind: 'hydro', index, id, field }),
    ),
  );
  const limits = [
    ...fields.map((field) => () => ofField(trial, field)),
    ...plants
      .filter(({ opens }) => opens)
      .map(
        ({ id, index }) =>
          () =>
            otherStart(trial, { kind: 'hydro', index, id, field: 'v_init' }),
      ),
  ];
  const found = firstOf(limits, MOST_REMEDIES);
  return found.length > 0 ? found : firstOf(flows, 1);
}

function firstOf(attempts: readonly (() => Remedy | null)[], most: number): Remedy[] {
  const found: Remedy[] = [];
  for (const attempt of attempts) {
    const remedy = found.length < most ? attempt() : null;
    if (remedy) found.push(remedy);
  }
  return found;
}

function ofField(trial: Trial, field: FieldInConflict): Remedy | null {
  if (field.field === 'load') return allowed(trial, field);
  if (field.kind === 'lines' && field.field === 'available')
    return works(trial, edit(trial, field, 1))
      ? { ...named(field), change: 'restore', to: 1, by: null, steps: null }
      : null;
  if (field.natural || field.kind === 'renewables') return null;
  const value = valueOf(trial, field);
  return typeof value === 'number' ? otherNumber(trial, field, value) : otherList(trial, field, value);
}

const named = ({ kind, index, id, field }: Field): Pick<Remedy, 'path' | 'id' | 'field'> => ({
  path: `${kind}[${index}].${field}`,
  id,
  field,
});

/** Load that cannot be met may be left unserved at a cost; power that nobody takes may be thrown away. */
function allowed(trial: Trial, field: FieldInConflict): Remedy | null {
  const short = field.places.some(({ side }) => side === 'lower');
  const ways = [
    ['unserved_cost', 1000],
    ['spill_allowed', true],
  ] as const;
  for (const [name, value] of short ? ways : [...ways].reverse()) {
    const changed = { ...field, field: name };
    if (works(trial, edit(trial, changed, value)))
      return { ...named(changed), change: 'allow', to: null, by: null, steps: null };
  }
  return null;
}

const asksLess = ({ places, field }: FieldInConflict): boolean => places[0].side === 'lower' && field !== 'cap_rev';

function otherNumber(trial: Trial, field: FieldInConflict, value: number): Remedy | null {
  const by = leastShift(trial, field, null);
  const lower = asksLess(field);
  return by === null ? null : newNumber(trial, field, value + (lower ? -by : by), lower);
}

function newNumber(trial: Trial, field: Field, value: number, lower: boolean): Remedy | null {
  const to = outward(value, lower);
  return to >= 0 && works(trial, edit(trial, field, to))
    ? { ...named(field), change: lower ? 'lower' : 'raise', to, by: null, steps: null }
    : null;
}

/** A list gives way where it is in conflict, or all along if that is not enough. */
function otherList(trial: Trial, field: FieldInConflict, value: PerStep): Remedy | null {
  const lower = asksLess(field);
  const all = Array.from({ length: trial.dispatch.time.n }, (_, t) => t);
  for (const steps of [new Set(field.places.map(({ place }) => place)), new Set(all)]) {
    const least = leastShift(trial, field, steps);
    if (least === null) continue;
    const by = outward(least, false);
    const shifted = all.map((t) =>
      numberAt(value, t) === null || !steps.has(t) ? numberAt(value, t) : at(value, t, 0) + (lower ? -by : by),
    );
    if (works(trial, edit(trial, field, shifted)))
      return {
        ...named(field),
        change: lower ? 'lower' : 'raise',
        to: null,
        by,
        steps: [Math.min(...steps), Math.max(...steps)],
      };
  }
  return null;
}

/** More or less water to begin with. */
function otherStart(trial: Trial, field: Field): Remedy | null {
  const plant = trial.dispatch.hydro![field.index];
  const value = plant.v_init ?? at(plant.v_min, 0, 0);
  for (const sign of [1, -1] as const) {
    const by = leastStart(trial, field.index, sign);
    const remedy = by === null ? null : newNumber(trial, field, value + sign * by, sign < 0);
    if (remedy) return remedy;
  }
  return null;
}

const HALVINGS = 14;

/**
 * The same flow more or less at every step: consumption at most what it is, inflow at most as much more as it has at
 * its largest.
 */
function otherFlow(trial: Trial, field: Field): Remedy | null {
  const value = valueOf(trial, field);
  const all = Array.from({ length: trial.dispatch.time.n }, (_, t) => at(value, t, 0));
  const lower = field.field === 'consumption';
  const size = all.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const shifted = (by: number): DispatchCase =>
    edit(
      trial,
      field,
      all.map((one) => (lower ? Math.max(Math.min(one, 0), one - by) : one + by)),
    );
  let [none, enough] = [0, 2 * size];
  if (size === 0 || !works(trial, shifted(enough))) return null;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (none + enough) / 2;
    if (works(trial, shifted(middle))) enough = middle;
    else none = middle;
  }
  const by = outward(enough, false);
  return works(trial, shifted(by))
    ? { ...named(field), change: lower ? 'lower' : 'raise', to: null, by, steps: [0, all.length - 1] }
    : null;
}

const works = (trial: Trial, edited: DispatchCase): boolean =>
  checkDispatchCase(edited).length === 0 && solvable({ ...trial, dispatch: edited });

const valueOf = ({ dispatch }: Trial, { kind, index, field }: Field): PerStep =>
  (dispatch[kind]![index] as unknown as Readonly<Record<string, PerStep>>)[field];

const edit = ({ dispatch }: Trial, { kind, index, field }: Field, value: unknown): DispatchCase => ({
  ...dispatch,
  [kind]: dispatch[kind]!.map((entry, i) => (i === index ? { ...entry, [field]: value } : entry)),
});

/** Four digits, away from what does not work. */
function outward(value: number, down: boolean): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3);
  const whole = down ? Math.floor(value / unit + 1e-6) : Math.ceil(value / unit - 1e-6);
  return Number((whole * unit).toPrecision(4));
}
