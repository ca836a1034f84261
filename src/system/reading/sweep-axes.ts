import { parseInstant } from '../words/calendar.ts';
import { measureFields, type FieldKind } from '../measures/measure-fields.ts';
import { didYouMean } from '../words/nearest.ts';
import { invalid, InvalidInput, problem, valid, type Checked, type Problem } from '../words/problem.ts';
import type { Measure } from '../measures/measures.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { parseQuantity, quantityHint } from '../schema/units.ts';

/** The values of one field of one measure, in the unit of its kind: MW for power, hour indices for instants. */
export interface Axis {
  readonly measure: string;
  readonly type: Measure['type'];
  readonly field: string;
  readonly kind: FieldKind;
  readonly values: readonly number[];
}

/** What is varied, as it is asked for: both ends as a file would write them. */
export interface AskedAxis {
  readonly measure: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly steps: number;
}

/** Equal steps from the first value to the last, both included; `prefix` stands before the paths of problems. */
export function sweepAxis(scenario: Scenario, asked: AskedAxis, prefix = ''): Checked<Axis> {
  const measure = scenario.measures.find((candidate) => candidate.id === asked.measure);
  if (!measure) return invalid([unknownMeasure(scenario, asked, prefix)]);
  const fields = measureFields(measure.type);
  const kind = fields.get(asked.field) ?? null;
  if (kind === null) return invalid([wrongField(measure, asked, [...fields], prefix)]);
  const ends = [endOf(asked, 'from', kind, prefix), endOf(asked, 'to', kind, prefix)];
  const problems = [...ends.flatMap((end) => (typeof end === 'number' ? [] : [end])), ...stepProblems(asked, prefix)];
  if (problems.length > 0) return invalid(problems);
  const [first, last] = ends as number[];
  if (first === last)
    return invalid([
      problem(
        'empty-grid',
        `${prefix}to`,
        asked.to,
        `not ${asked.from}`,
        'the grid begins and ends at one value',
        'give two different ends, or use "compare" for one value',
      ),
    ]);
  const values = equalSteps(first, last, asked.steps).map((value) => (kind === 'instant' ? Math.round(value) : value));
  if (new Set(values).size < values.length)
    return invalid([
      problem(
        'steps-within-hour',
        `${prefix}steps`,
        asked.steps,
        `<= ${Math.abs(last - first) + 1}`,
        'instants lie on whole hours, and there are fewer hours than steps',
        'ask for fewer steps',
      ),
    ]);
  return valid({ measure: asked.measure, type: measure.type, field: asked.field, kind, values });
}

/** One axis, or two where a second is asked for, or all that is wrong with either. */
export function sweepAxes(
  scenario: Scenario,
  first: AskedAxis,
  second: AskedAxis | undefined,
): { readonly axis: Axis; readonly second: Axis | null } {
  const [one, two] = [
    sweepAxis(scenario, first),
    second === undefined ? valid(null) : sweepAxis(scenario, second, 'second.'),
  ];
  const problems = [one, two].flatMap((checked) => (checked.ok ? [] : checked.problems));
  if (!one.ok || !two.ok) throw new InvalidInput(problems);
  return { axis: one.value, second: two.value };
}

export const equalSteps = (first: number, last: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => first + ((last - first) * i) / (steps - 1));

function endOf(asked: AskedAxis, end: 'from' | 'to', kind: FieldKind, prefix: string): number | Problem {
  const text = asked[end];
  const value =
    kind === 'instant' ? parseInstant(text) : kind === 'number' ? numberOf(text) : parseQuantity(text, kind);
  if (value !== null) return value;
  const [what, hint] =
    kind === 'instant'
      ? ['an ISO 8601 instant on a whole hour', 'write 2021-06-20T00:00+08:00']
      : kind === 'number'
        ? ['a number', 'write 0.75']
        : [`a ${kind} with a known unit`, quantityHint(text, kind)];
  return problem(
    'axis-value',
    `${prefix}${end}`,
    text,
    null,
    `"${asked.field}" of "${asked.measure}" takes ${what}`,
    hint,
  );
}

const numberOf = (text: string): number | null =>
  text.length <= 64 && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;

const stepProblems = ({ steps }: AskedAxis, prefix: string): Problem[] =>
  Number.isInteger(steps) && steps >= 2 && steps <= 61
    ? []
    : [
        problem(
          'empty-grid',
          `${prefix}steps`,
          steps,
          '2 to 61',
          'a grid needs at least its two ends',
          'give a whole number of steps from 2 to 61',
        ),
      ];

function unknownMeasure(scenario: Scenario, { measure }: AskedAxis, prefix: string): Problem {
  const known = scenario.measures.map(({ id }) => id);
  return problem(
    'unknown-measure',
    `${prefix}measure`,
    measure,
    known.length > 0 ? `one of ${known.join(', ')}` : 'a scenario with a measure',
    `scenario "${scenario.id}" has no measure "${measure}"`,
    known.length > 0
      ? didYouMean(measure, known, 'name a measure of the scenario')
      : 'give the scenario that removes the load, not the one that keeps it',
  );
}

function wrongField(
  { id, type }: Measure,
  { field }: AskedAxis,
  fields: readonly (readonly [string, FieldKind | null])[],
  prefix: string,
): Problem {
  const varied = fields.filter(([, kind]) => kind !== null).map(([name]) => name);
  const exists = fields.some(([name]) => name === field);
  return problem(
    exists ? 'field-not-numeric' : 'unknown-field',
    `${prefix}field`,
    field,
    `one of ${varied.join(', ')}`,
    exists
      ? `"${field}" of measure "${id}" (${type}) is neither a number nor a date`
      : `measure "${id}" (${type}) has no field "${field}"`,
    didYouMean(field, varied, 'name a field that holds a number, a quantity or a date'),
  );
}
