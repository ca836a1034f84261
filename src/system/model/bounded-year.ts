import type { Row } from './model.ts';

/**
 * Whether anything tells how much water a year had: a factor of its water that is fitted or inferred. Where a model has
 * no such numbers its water is stated, and every year counts as told. Otherwise facts hold the water of a year from
 * below alone, and its curtailment is not bounded.
 */
export function isBounded(calibration: readonly Pick<Row<'calibration'>, 'kind' | 'target'>[], year: number): boolean {
  const told = calibration.filter((row) => row.kind === 'water-factor').map((row) => row.target.split(':')[0]);
  return told.length === 0 || told.includes(String(year));
}
