import { aboveProvince } from '../../system/model/load-size.ts';
import { checkScenario } from '../../system/reading/check-scenario.ts';
import { InvalidInput, orThrow, problem, type Problem } from '../../system/words/problem.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { StudyDeps } from '../base/ports.ts';
import { type Axis } from '../../system/reading/sweep-axes.ts';
import { shownOn, withValue } from './sweep-axis.ts';

const MOST_POINTS = 400;

/**
 * One field of one measure over its values, or two at once; `rules`: under each rule for exports too; `ends`: solve
 * just inside both ends of every range too.
 */
export interface Sweep {
  readonly axis: Axis;
  readonly second: Axis | null;
  readonly rules: boolean;
  readonly ends?: boolean;
}

/** A pair yet to be solved. A measure that the reference has too varies in both worlds. */
export interface Pair {
  readonly scenario: ResolvedScenario;
  readonly reference: ResolvedScenario;
  readonly value: number;
  readonly value2: number | string | null;
}

/** The pairs of all points, throwing `InvalidInput` for a value that cannot be set; the first axis runs fastest. */
export function pairsOf(scenario: ResolvedScenario, reference: ResolvedScenario, { axis, second }: Sweep): Pair[] {
  const set = (base: ResolvedScenario, along: Axis, value: number): ResolvedScenario =>
    orThrow(withValue(base, along, value));
  const rows =
    second === null
      ? [{ scenario, reference, value2: null }]
      : second.values.map((value2) => ({
          scenario: set(scenario, second, value2),
          reference: set(reference, second, value2),
          value2: shownOn(second, value2),
        }));
  return rows.flatMap((row) =>
    axis.values.map((value) => ({
      scenario: set(row.scenario, axis, value),
      reference: set(row.reference, axis, value),
      value,
      value2: row.value2,
    })),
  );
}

/** Throws `InvalidInput` with every problem of every point. */
export async function checkedModel(deps: StudyDeps, pairs: readonly Pair[], { axis, second }: Sweep): Promise<Model> {
  const problems: Problem[] = [];
  if (second !== null && second.measure === axis.measure && second.field === axis.field) {
    problems.push(
      problem(
        'same-axis',
        'second.field',
        second.field,
        `another field than ${axis.field}`,
        'both axes of the grid vary the same field',
        'vary another field or another measure along the second axis',
      ),
    );
  }
  if (pairs.length > MOST_POINTS)
    problems.push(
      problem(
        'grid-too-large',
        'steps',
        pairs.length,
        `<= ${MOST_POINTS} points`,
        `the grid has ${pairs.length} points`,
        'ask for fewer steps along either axis',
      ),
    );
  const model = orThrow(await deps.models.model(pairs[0].scenario.model));
  const { scenario: first } = pairs[0];
  for (const [along, prefix] of [[axis, ''], ...(second === null ? [] : ([[second, 'second.']] as const))] as const) {
    if (takesLoad(along))
      problems.push(
        ...(['from', 'to'] as const).flatMap((end) =>
          aboveProvince(`${prefix}${end}`, sizeAt(along, end), first, model.tables),
        ),
      );
  }
  if (problems.length === 0) problems.push(...pairs.flatMap(({ scenario }) => checkScenario(scenario, model)));
  const distinct = [...new Map(problems.map((found) => [JSON.stringify(found), found])).values()];
  if (distinct.length > 0) throw new InvalidInput(distinct);
  return model;
}

/** Whether the values are sizes of a load, which have an upper limit: told once of each end, not of every point. */
const takesLoad = ({ type, field }: Axis): boolean =>
  (type === 'remove-load' || type === 'add-load') && field === 'size';

const sizeAt = ({ values }: Axis, end: 'from' | 'to') => {
  const mw = end === 'from' ? values[0] : values[values.length - 1];
  return { mw, text: `${mw} MW` };
};
