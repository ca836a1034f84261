import { formatInstant } from '../words/calendar.ts';
import type { FieldKind } from '../measures/measure-fields.ts';
import { invalid, valid, type Checked } from '../words/problem.ts';
import { measureFile, type ResolvedMeasure } from '../measures/measures.ts';
import { KINDS } from '../schema/units.ts';
import { problemsOf } from './zod-problems.ts';

/** A number of a kind as a scenario file writes it: `8000 MW`, an instant as ISO 8601 text, a plain number as it is. */
export function written(kind: FieldKind, value: number): number | string {
  if (kind === 'number') return value;
  return kind === 'instant' ? formatInstant(value) : `${value} ${KINDS[kind]}`;
}

/**
 * The measure with one field set: `value` is in the unit of the field's kind, an hour index for instants. Problems
 * where the schema allows no such number there.
 */
export function withField(
  measure: ResolvedMeasure,
  field: string,
  kind: FieldKind,
  value: number,
): Checked<ResolvedMeasure> {
  const given = { ...measure.given, [field]: written(kind, value) };
  // A quantity has no other limit than 0, and an hour none: only the rest is put to the schema.
  if (kind === 'number' || (kind !== 'instant' && value < 0)) {
    const parsed = measureFile.safeParse(given);
    if (!parsed.success) return invalid(problemsOf(parsed.error, given, measureFile));
  }
  return valid({ ...measure, [field]: value, given } as ResolvedMeasure);
}
