import { waterTarget } from '../tables/water-target.ts';
import type { Row, Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';
import { checkCalibrationFacts } from './calibration-facts.ts';
import { mustBeKnown } from '../words/known.ts';

type Parameter = Row<'calibration'>;

/** More free numbers than this would fit anything. */
export const MOST_FITTED = 10;
const UNITS: Readonly<Record<Parameter['kind'], Parameter['unit']>> = {
  'water-factor': '1',
  'section-limit': 'MW',
  'section-scale': '1',
  'must-run': 'MW',
};

/**
 * Fitted numbers lie within their bounds, stand for something that exists, and are few; facts are checked by
 * `checkCalibrationFacts`.
 */
export const checkCalibration = (tables: Tables, unread: ReadonlySet<string>): Problem[] => [
  ...tooMany(tables.calibration),
  ...tables.calibration.flatMap((row) => [
    ...bounds(row),
    ...unit(row),
    ...(unread.size > 0 ? [] : target(row, tables)),
  ]),
  ...repeated(tables.calibration),
  ...(unread.size > 0
    ? []
    : [
        ...tables.water_by_size.flatMap((row) => sizedWater(row, tables.calibration)),
        ...withoutInference(tables.water_by_size),
      ]),
  ...(unread.size > 0 ? [] : checkCalibrationFacts(tables)),
];

function tooMany(rows: readonly Parameter[]): Problem[] {
  const free = rows.filter((row) => row.step === 'fit' && row.lower < row.upper).length;
  if (free <= MOST_FITTED) return [];
  return [
    problem(
      'too-many-fitted',
      'calibration.csv',
      free,
      `at most ${MOST_FITTED}`,
      `calibration.csv fits ${free} free numbers to a handful of published figures`,
      'fix some (lower = upper), or leave them out',
    ),
  ];
}

function bounds(row: Parameter): Problem[] {
  if (row.lower > row.upper)
    return [
      problem(
        'bounds',
        rowPath('calibration', row, 'lower'),
        row.lower,
        `<= ${row.upper}`,
        'the lower bound lies above the upper one',
        'exchange the two',
      ),
    ];
  return (['start', 'value'] as const)
    .filter((column) => row[column] < row.lower || row[column] > row.upper)
    .map((column) =>
      problem(
        'bounds',
        rowPath('calibration', row, column),
        row[column],
        `${row.lower} to ${row.upper}`,
        `the ${column} lies outside the bounds of "${row.parameter}"`,
        'widen the bounds or correct the figure',
      ),
    );
}

function unit(row: Parameter): Problem[] {
  const meant = UNITS[row.kind];
  if (meant === undefined || row.unit === undefined || row.unit === meant) return [];
  return [
    problem(
      'unit',
      rowPath('calibration', row, 'unit'),
      row.unit,
      meant,
      `a ${row.kind} is kept in ${meant}`,
      `write ${meant}`,
    ),
  ];
}

function target(row: Parameter, { water_years, sections, thermal, gauges }: Tables): Problem[] {
  const path = rowPath('calibration', row, 'target');
  if (row.target === undefined) return [];
  if (row.kind === 'section-limit')
    return mustBeKnown(
      'section',
      path,
      row.target,
      sections.map(({ id }) => id),
      'sections.csv',
    );
  if (row.kind === 'section-scale') return mustBeKnown('target', path, row.target, ['others'], 'a section-scale');
  if (row.kind === 'must-run') {
    const floors = thermal.some((one) => one.must_run_mw > 0);
    return [
      ...mustBeKnown('target', path, row.target, ['all'], 'a must-run'),
      ...(floors
        ? []
        : [
            problem(
              'no-must-run',
              path,
              row.target,
              'units with must_run_mw above 0',
              'there is no floor to scale',
              'give units of thermal.csv a floor',
            ),
          ]),
    ];
  }
  const water = waterTarget(row.target);
  if (!water)
    return [
      problem(
        'water-target',
        path,
        row.target,
        'a water year and a month, such as 2020:6',
        `"${row.target}" is not a month of a water year`,
        'write the water year, a colon and the month',
      ),
    ];
  const groups = [...new Set(gauges.flatMap(({ group }) => group ?? []))];
  return [
    ...mustBeKnown(
      'water year',
      path,
      water.waterYear,
      [...new Set(water_years.map((one) => one.water_year))],
      'water_years.csv',
    ),
    ...water.groups.flatMap((group) => mustBeKnown('group', path, group, groups, 'the column group of gauges.csv')),
  ];
}

function repeated(rows: readonly Parameter[]): Problem[] {
  const place = (row: Parameter): string => `${row.kind} ${row.target}`;
  return rows
    .filter((row, i) => row.target !== undefined && rows.findIndex((one) => place(one) === place(row)) < i)
    .map((row) =>
      problem(
        'duplicate-target',
        rowPath('calibration', row, 'target'),
        row.target,
        'fitted once',
        `two numbers are fitted for ${place(row)}`,
        'keep one of them',
      ),
    );
}

/** Only inferred water may follow the size of a load: what is fitted belongs to years in which the load stayed. */
function sizedWater(row: Row<'water_by_size'>, calibration: readonly Parameter[]): Problem[] {
  if (row.parameter === undefined) return [];
  const inferred = calibration
    .filter(({ step, kind }) => step === 'infer' && kind === 'water-factor')
    .map(({ parameter }) => parameter);
  return mustBeKnown(
    'inferred water',
    rowPath('water_by_size', row, 'parameter'),
    row.parameter,
    inferred,
    'calibration.csv, step infer',
  );
}

/** One size is that with which the number was inferred, where nothing is added. */
function withoutInference(rows: readonly Row<'water_by_size'>[]): Problem[] {
  const groups = rows.filter(
    (row, i) =>
      row.parameter !== undefined &&
      row.load !== undefined &&
      rows.findIndex((one) => one.parameter === row.parameter && one.load === row.load) === i,
  );
  return groups
    .filter((row) => !rows.some((one) => one.parameter === row.parameter && one.load === row.load && one.shift === 0))
    .map((row) =>
      problem(
        'no-size-of-inference',
        rowPath('water_by_size', row, 'shift'),
        row.shift,
        'one row of shift 0',
        `no size of "${row.load}" leaves ${row.parameter} as it was inferred`,
        'add the size that it was inferred with, with shift 0',
      ),
    );
}
