import { z } from 'zod';
import { scenarioFile } from './scenario.ts';
import { measureFile } from '../measures/measures.ts';
import { id } from '../schema/scenario-fields.ts';

/** A measure as some file states it: whole, or what it says of one that it inherits. */
export interface StatedMeasure {
  readonly id: string;
  readonly type?: unknown;
  readonly remove?: unknown;
  readonly [field: string]: unknown;
}

/**
 * Measures of the file extended with those of the file upon them. One whose id is inherited changes that measure in its
 * place: fields stated take the place of those inherited, `null` takes a field back, stages take the place of a start,
 * another type replaces the measure whole, and `remove: true` leaves it out. The others are appended.
 */
export function overlayMeasures(base: readonly StatedMeasure[], own: readonly StatedMeasure[]): StatedMeasure[] {
  const changes = new Map(own.map((measure) => [measure.id, measure]));
  const inherited = new Set(base.map(({ id }) => id));
  const kept = base.flatMap((measure) => {
    const change = changes.get(measure.id);
    if (change === undefined) return [measure];
    return change.remove === true ? [] : [changedMeasure(measure, change)];
  });
  return [...kept, ...own.filter(({ id }) => !inherited.has(id))];
}

/** The inherited measure with a change made to it. */
export function changedMeasure(inherited: StatedMeasure, change: StatedMeasure): StatedMeasure {
  if (replaces(inherited, change)) return change;
  const taken: Readonly<Record<string, unknown>> =
    change.staged !== undefined && change.start === undefined ? { start: null } : {};
  const fields = Object.entries({ ...inherited, ...taken, ...change }).filter(([, value]) => value !== null);
  return Object.fromEntries(fields) as unknown as StatedMeasure;
}

/** Whether a change is of another type than what it changes, so that nothing is inherited. */
export const replaces = (inherited: StatedMeasure, change: StatedMeasure): boolean =>
  change.type !== undefined && change.type !== inherited.type;

const changeOf = (option: (typeof measureFile.options)[number]) =>
  z.strictObject({
    ...Object.fromEntries(
      Object.entries(option.shape as Readonly<Record<string, z.ZodType>>).map(([field, schema]) => [
        field,
        schema.nullable().optional(),
      ]),
    ),
    id,
    type: option.shape.type.optional(),
  });
const removal = z.strictObject({
  id,
  remove: z.literal(true).describe('leaves the inherited measure out'),
  why: z.string().optional(),
});

/** What a file may state of a measure, for readers of its schema; `writtenProblems` judges each by what it inherits. */
const statedMeasure = z.union([
  measureFile,
  z
    .union(measureFile.options.map(changeOf))
    .describe(
      'a change to the inherited measure of this id: fields given take the place of those inherited, null ' +
        'takes one back',
    ),
  removal,
]);
export const scenarioInput = scenarioFile.extend({
  measures: z
    .array(statedMeasure)
    .optional()
    .describe('measures beside those of the file extended; one with an inherited id changes it'),
});
