import type { Row, Tables } from '../model/model.ts';
import { parsePeriod } from '../words/period.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

type Fact = Row<'calibration_facts'>;

/** Facts have a published figure that their step may use, and a range in order for the part outside. */
export const checkCalibrationFacts = (tables: Tables): Problem[] =>
  tables.calibration_facts.flatMap((row) => [...outside(row), ...published(row, tables), ...mayUse(row, tables)]);

function outside(row: Fact): Problem[] {
  const parts = [row.outside_low_gwh, row.outside_gwh, row.outside_high_gwh];
  const given = parts.filter((part) => part !== undefined);
  if (given.length === 0) return [];
  const path = rowPath('calibration_facts', row, 'outside_gwh');
  if (given.length < parts.length)
    return [
      problem(
        'outside-range',
        path,
        row.outside_gwh ?? null,
        'low, central and high',
        'an assumption without its range',
        'give all three figures, or none',
      ),
    ];
  if (given[0] <= given[1] && given[1] <= given[2]) return [];
  return [
    problem(
      'outside-range',
      path,
      row.outside_gwh,
      'low <= central <= high',
      'the range of the part outside is out of order',
      'put the three figures in order',
    ),
  ];
}

function published(row: Fact, { reported, backcast_years }: Tables): Problem[] {
  if (row.period === undefined || row.quantity === undefined) return [];
  const period = parsePeriod(row.period);
  if (!period)
    return [
      problem(
        'period',
        rowPath('calibration_facts', row, 'period'),
        row.period,
        '2020, 2020H1, 2020Q3 or 2020-07',
        `"${row.period}" is not a period`,
        'write a year, half, quarter or month',
      ),
    ];
  const problems = backcast_years.some((one) => one.year === period.year)
    ? []
    : [
        problem(
          'no-scenario',
          rowPath('calibration_facts', row, 'period'),
          row.period,
          `a year of backcast_years.csv`,
          `no scenario tells ${period.year} as it happened`,
          'name one in backcast_years.csv',
        ),
      ];
  return [
    ...problems,
    ...[row.series, row.of]
      .filter(
        (series) =>
          series !== undefined &&
          !reported.some((one) => one.quantity === row.quantity && one.series === series && one.period === row.period),
      )
      .map((series) =>
        problem(
          'unpublished',
          rowPath('calibration_facts', row, 'series'),
          series,
          `a row of reported.csv for ${row.period}`,
          `nothing is reported of ${row.quantity} in series "${series}" for ${row.period}`,
          'add the figure to reported.csv, or drop the fact',
        ),
      ),
  ];
}

/** A fit uses only figures marked as fitted; water is inferred without any curtailment. */
function mayUse(row: Fact, { reported_series }: Tables): Problem[] {
  if (row.step === 'infer') {
    if (row.quantity !== 'curtailment') return [];
    return [
      problem(
        'curtailment-inferred',
        rowPath('calibration_facts', row, 'quantity'),
        row.quantity,
        'any quantity but curtailment',
        'water is never inferred from curtailment: it would answer the question with itself',
        'use generation',
      ),
    ];
  }
  const series = reported_series.find((one) => one.quantity === row.quantity && one.series === row.series);
  const year = row.period?.slice(0, 4);
  if (!series || year === undefined || series.fitted_years?.split(' ').includes(year)) return [];
  return [
    problem(
      'not-for-fitting',
      rowPath('calibration_facts', row, 'period'),
      row.period,
      series.fitted_years ?? 'no year',
      `reported_series.csv does not mark ${year} of "${row.series}" as fitted`,
      'mark the year there, or drop the fact',
    ),
  ];
}
