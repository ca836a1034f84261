import { OPTIONAL_TABLES, TABLE_NAMES, type TableName, type Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';
import { inService } from '../tables/dated-rows.ts';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const SHARE_TOLERANCE = 1e-6;

/** Tables, months, hours and shares that must be there in full. */
export const checkCompleteness = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] => [
  ...emptyTables(tables, unread),
  ...prefectureShares(tables),
  ...renewableShares(tables),
  ...naturalFlowMonths(tables),
  ...hourClasses(tables),
  ...loadShape(tables),
  ...(unread.has('load_months') ? [] : loadMonths(tables)),
  ...loadExtremes(tables),
  ...exportSchedules(tables),
];

const emptyTables = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] =>
  TABLE_NAMES.filter((table) => !OPTIONAL_TABLES.has(table) && !unread.has(table) && tables[table].length === 0).map(
    (table) =>
      problem(
        'empty-table',
        `${table}.csv`,
        0,
        'at least one row',
        `${table}.csv has no rows`,
        'a model needs this table: add its rows',
      ),
  );

function prefectureShares({ prefectures }: Tables): Problem[] {
  const sum = prefectures.reduce((total, row) => total + row.load_share, 0);
  if (prefectures.length === 0 || !(Math.abs(sum - 1) > SHARE_TOLERANCE)) return [];
  return [
    problem(
      'share-sum',
      'prefectures.csv',
      round(sum),
      'sum = 1',
      `load_share of all prefectures sums to ${round(sum)}`,
      'scale the column so that it sums to 1',
    ),
  ];
}

function renewableShares({ renewables }: Tables): Problem[] {
  const kinds = [...new Set(renewables.flatMap((row) => row.kind ?? []))];
  return kinds.flatMap((kind) => {
    const sum = renewables.filter((row) => row.kind === kind).reduce((total, row) => total + row.province_share, 0);
    if (!(Math.abs(sum - 1) > SHARE_TOLERANCE)) return [];
    return [
      problem(
        'share-sum',
        'renewables.csv',
        round(sum),
        'sum = 1',
        `province_share of all ${kind} fleets sums to ${round(sum)}`,
        'scale the column so that each kind sums to 1',
      ),
    ];
  });
}

function naturalFlowMonths({ gauges, natural_flow }: Tables): Problem[] {
  if (natural_flow.length === 0) return [];
  return gauges
    .filter((gauge) => gauge.id !== undefined)
    .flatMap((gauge) => {
      const present = new Set(natural_flow.filter((row) => row.gauge === gauge.id).map((row) => row.month));
      const absent = MONTHS.filter((month) => !present.has(month));
      if (absent.length === 0) return [];
      return [
        problem(
          'natural-flow-months',
          rowPath('gauges', gauge, 'id'),
          gauge.id,
          'months 1 to 12 in natural_flow.csv',
          `gauge "${gauge.id}" has no natural flow for month ${absent.join(', ')}`,
          'add the missing months to natural_flow.csv',
        ),
      ];
    });
}

function hourClasses({ hour_classes }: Tables): Problem[] {
  if (hour_classes.length === 0) return [];
  const present = new Set(hour_classes.map((row) => row.hour));
  const absent = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => !present.has(hour));
  if (absent.length === 0) return [];
  return [
    problem(
      'hour-classes',
      'hour_classes.csv',
      present.size,
      'each hour 0 to 23 once',
      `no class for hour ${absent.join(', ')}`,
      'add a row for each missing hour',
    ),
  ];
}

function loadShape({ load_shape }: Tables): Problem[] {
  const rows = load_shape.length;
  if (rows === 0) return [];
  if (rows !== 8760 && rows !== 8784)
    return [
      problem(
        'load-shape-length',
        'load_shape.csv',
        rows,
        '8760 or 8784 rows',
        `load_shape.csv has ${rows} rows`,
        'give one row for each hour of a year',
      ),
    ];
  const present = new Set(load_shape.map((row) => row.hour_of_year));
  const gap = Array.from({ length: rows }, (_, i) => i + 1).find((hour) => !present.has(hour));
  if (gap === undefined) return [];
  return [
    problem(
      'load-shape-hours',
      'load_shape.csv',
      gap,
      `hours 1 to ${rows} once each`,
      `hour ${gap} of the year is not there`,
      'number the hours from 1 without gaps',
    ),
  ];
}

function loadMonths({ load_years, load_months }: Tables): Problem[] {
  return load_years
    .filter((row) => row.year !== undefined)
    .flatMap((row) => {
      const present = new Set(load_months.filter((m) => m.year === row.year).map((m) => m.month));
      const absent = MONTHS.filter((month) => !present.has(month));
      if (absent.length === 0) return [];
      return [
        problem(
          'load-months',
          rowPath('load_years', row, 'year'),
          row.year,
          'months 1 to 12 in load_months.csv',
          `${row.year} has a yearly load but no consumption for month ${absent.join(', ')}`,
          'add the months to load_months.csv, or drop the year from load_years.csv',
        ),
      ];
    });
}

const loadExtremes = ({ load_years }: Tables): Problem[] =>
  load_years
    .filter((row) => row.min_load_mw > row.max_load_mw)
    .map((row) =>
      problem(
        'load-extremes',
        rowPath('load_years', row, 'min_load_mw'),
        row.min_load_mw,
        `<= ${row.max_load_mw} MW`,
        `the lowest load of ${row.year} exceeds its highest`,
        'exchange the two figures',
      ),
    );

/** Every export in service needs a schedule in each month with load, for the years that the schedule covers at all. */
function exportSchedules({ exports, export_schedule, load_months }: Tables): Problem[] {
  const years = new Set(export_schedule.map((row) => row.year));
  const months = load_months.filter((row) => years.has(row.year) && row.month !== undefined);
  const present = new Set(export_schedule.map((row) => `${row.export}:${row.year}:${row.month}`));
  return exports
    .filter((line) => line.id !== undefined)
    .flatMap((line) => {
      const absent = months.filter(
        (m) => inService(line, m.year, m.month) && !present.has(`${line.id}:${m.year}:${m.month}`),
      );
      if (absent.length === 0) return [];
      const list = absent.map((m) => `${m.year}-${String(m.month).padStart(2, '0')}`).join(', ');
      return [
        problem(
          'schedule-months',
          rowPath('exports', line, 'id'),
          line.id,
          'a row in export_schedule.csv for every month in service',
          `export "${line.id}" is in service but has no schedule for ${list}`,
          'add the months to export_schedule.csv, with mean_mw 0 where nothing is sent',
        ),
      ];
    });
}

const round = (value: number): number => Number(value.toFixed(6));
