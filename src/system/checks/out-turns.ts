import type { Row, Tables } from '../model/model.ts';
import { OUT_TURN_QUANTITIES } from '../tables/published-tables.ts';
import { parsePeriod } from '../words/period.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';
import { mustBeKnown } from '../words/known.ts';

type Series = Row<'reported_series'>;
type Quantity = Series['quantity'];

const UNITS: Readonly<Record<Quantity, string>> = {
  curtailment: 'GWh',
  hydro_generation: 'GWh',
  export: 'GWh',
  consumption: 'GWh',
  peak_load: 'MW',
};
const COVERED_BY: Readonly<Record<Quantity, readonly Series['covers'][]>> = {
  curtailment: ['statistic', 'basins', 'all-hydro', 'none'],
  hydro_generation: ['statistic', 'basins', 'all-hydro', 'none'],
  export: ['exports', 'none'],
  consumption: ['grid-load', 'none'],
  peak_load: ['grid-load', 'none'],
};
const isCompared = (quantity: string): quantity is Quantity =>
  (OUT_TURN_QUANTITIES as readonly string[]).includes(quantity);

/** Published out-turns that a backcast compares, and what of the model each of their series covers. */
export const checkOutTurns = (tables: Tables, unread: ReadonlySet<string>): Problem[] => [
  ...tables.reported_series.flatMap((row) => [...coverage(row), ...members(row, tables, unread)]),
  ...(tables.reported_series.length === 0
    ? []
    : tables.reported.flatMap((row) => published(row, tables.reported_series))),
];

function coverage(row: Series): Problem[] {
  const allowed = COVERED_BY[row.quantity] ?? [];
  if (allowed.length === 0 || row.covers === undefined || allowed.includes(row.covers)) return [];
  return [
    problem(
      'series-coverage',
      rowPath('reported_series', row, 'covers'),
      row.covers,
      `one of ${allowed.join(', ')}`,
      `a series of ${row.quantity} cannot cover "${row.covers}"`,
      'choose what of the model the series covers, or "none"',
    ),
  ];
}

function members(row: Series, tables: Tables, unread: ReadonlySet<string>): Problem[] {
  const table = row.covers === 'basins' ? 'basins' : row.covers === 'exports' ? 'exports' : null;
  const path = rowPath('reported_series', row, 'members');
  if (table === null) {
    return row.members === undefined || row.covers === undefined
      ? []
      : [
          problem(
            'series-members',
            path,
            row.members,
            'empty',
            `a series that covers "${row.covers}" has no members`,
            'empty the cell, or let the series cover basins or exports',
          ),
        ];
  }
  if (row.members === undefined)
    return [
      problem(
        'series-members',
        path,
        null,
        `ids of ${table}.csv`,
        `a series that covers ${table} must name them`,
        `list ids of ${table}.csv, apart by spaces`,
      ),
    ];
  if (unread.has(table)) return [];
  const known = tables[table].map(({ id }) => id);
  return row.members.split(' ').flatMap((id) => mustBeKnown('member', path, id, known, `${table}.csv`));
}

/** Rows of other quantities are context and may be written freely. */
function published(row: Row<'reported'>, series: readonly Series[]): Problem[] {
  if (row.quantity === undefined || !isCompared(row.quantity)) return [];
  const problems: Problem[] = [];
  if (row.period !== undefined && !parsePeriod(row.period)) {
    problems.push(
      problem(
        'period',
        rowPath('reported', row, 'period'),
        row.period,
        '2020, 2020H1, 2020Q3 or 2020-07',
        `"${row.period}" is not a period`,
        'write a year, half, quarter or month; use another quantity name for context',
      ),
    );
  }
  if (row.unit !== undefined && row.unit !== UNITS[row.quantity]) {
    problems.push(
      problem(
        'unit',
        rowPath('reported', row, 'unit'),
        row.unit,
        UNITS[row.quantity],
        `${row.quantity} is kept in ${UNITS[row.quantity]}`,
        `convert the figure to ${UNITS[row.quantity]}`,
      ),
    );
  }
  if (row.series !== undefined && !series.some((one) => one.quantity === row.quantity && one.series === row.series)) {
    problems.push(
      problem(
        'unknown-series',
        rowPath('reported', row, 'series'),
        row.series,
        `a series of ${row.quantity} in reported_series.csv`,
        `reported_series.csv does not say what "${row.series}" covers`,
        'add the series to reported_series.csv',
      ),
    );
  }
  return problems;
}
