import type { Row, Tables } from '../model/model.ts';
import { parsePeriod } from '../words/period.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';
import { mustBeKnown } from '../words/known.ts';

type Outside = Row<'outside_season'>;
const FIGURES = ['low_gwh', 'central_gwh', 'high_gwh'] as const;
const FACT_FIGURES = { low_gwh: 'outside_low_gwh', central_gwh: 'outside_gwh', high_gwh: 'outside_high_gwh' } as const;
/** Figures are written to a tenth of a GWh, and a fact sums a handful of them. */
const TOLERANCE_GWH = 1;

/**
 * What is assumed outside the season: of a series that the model can be set beside, in order, never as a fact, and the
 * same as the calibration took.
 */
export const checkOutsideSeason = (tables: Tables, unread: ReadonlySet<string>): Problem[] =>
  tables.outside_season.length === 0 || unread.has('reported_series')
    ? []
    : [
        ...tables.outside_season.flatMap((row) => [...known(row, tables), ...inOrder(row), ...labelled(row)]),
        ...tables.calibration_facts.flatMap((fact) => asFitted(fact, tables.outside_season)),
      ];

function known(row: Outside, { reported_series }: Tables): Problem[] {
  if (row.series === undefined) return [];
  const series = reported_series
    .filter((one) => one.quantity === 'curtailment' && one.covers !== 'none')
    .map((one) => one.series);
  return mustBeKnown(
    'series',
    rowPath('outside_season', row, 'series'),
    row.series,
    series,
    'the curtailment that reported_series.csv lets the model cover',
  );
}

function inOrder(row: Outside): Problem[] {
  const [low, central, high] = FIGURES.map((column) => row[column]);
  if (!(low > central || central > high)) return [];
  return [
    problem(
      'outside-range',
      rowPath('outside_season', row, 'central_gwh'),
      central,
      'low <= central <= high',
      'the range of the part outside the season is out of order',
      'put the three figures in order',
    ),
  ];
}

const labelled = (row: Outside): Problem[] =>
  row.confidence === 'assumed' || row.confidence === undefined
    ? []
    : [
        problem(
          'outside-confidence',
          rowPath('outside_season', row, 'confidence'),
          row.confidence,
          'assumed',
          'a part that is neither modelled nor published is an assumption',
          'write assumed; put a published figure into reported.csv instead',
        ),
      ];

/** The assumption that a fit made and the one that a backcast prints are one and the same. */
function asFitted(fact: Row<'calibration_facts'>, outside: readonly Outside[]): Problem[] {
  const period = parsePeriod(fact.period ?? '');
  const months = outside.filter(
    (row) => row.series === fact.series && period?.months.includes(`${row.year}-${String(row.month).padStart(2, '0')}`),
  );
  if (fact.quantity !== 'curtailment' || fact.of !== undefined || months.length === 0) return [];
  return FIGURES.flatMap((column) => {
    const sum = months.reduce((total, row) => total + row[column], 0);
    const fitted = fact[FACT_FIGURES[column]] ?? 0;
    if (!(Math.abs(sum - fitted) > TOLERANCE_GWH)) return [];
    return [
      problem(
        'outside-mismatch',
        rowPath('calibration_facts', fact, FACT_FIGURES[column]),
        fitted,
        `${Number(sum.toFixed(1))} GWh, the sum of outside_season.csv`,
        `the fit took ${fitted} GWh outside the season for ${fact.period}, outside_season.csv says ` +
          `${Number(sum.toFixed(1))}`,
        'make the two tables agree',
      ),
    ];
  });
}
