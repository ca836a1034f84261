import { mustBeKnown } from '../words/known.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { Tables } from './model.ts';

/** A water year must be known, and have a factor for every gauge in each of the months. */
export function waterYearProblems(
  path: string,
  waterYear: string,
  { water_years, gauges }: Tables,
  months: readonly { readonly month: number }[],
): Problem[] {
  const unknown = mustBeKnown(
    'water year',
    path,
    waterYear,
    [...new Set(water_years.map((row) => row.water_year))],
    'water_years.csv',
  );
  if (unknown.length > 0) return unknown;
  const present = new Set(
    water_years.filter((row) => row.water_year === waterYear).map((row) => `${row.gauge}:${row.month}`),
  );
  const covered = (month: number): boolean =>
    present.has(`all:${month}`) || gauges.every((gauge) => present.has(`${gauge.id}:${month}`));
  const absent = [...new Set(months.map((m) => m.month))].filter((month) => !covered(month));
  if (absent.length === 0) return [];
  return [
    problem(
      'no-water',
      path,
      waterYear,
      'a water year that covers the window',
      `water year "${waterYear}" has no factor for every gauge in month ${absent.join(', ')}`,
      'add the months to water_years.csv, or shorten the window',
    ),
  ];
}
