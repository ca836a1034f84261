import type { Row, Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

type Uncertainty = Row<'uncertainty'>;
type Figure = 'low' | 'mode' | 'high' | 'sd';
interface Shape {
  readonly unit: Uncertainty['unit'];
  readonly distributions: readonly Uncertainty['distribution'][];
  readonly drawn: readonly Uncertainty['drawn'][];
}

const FIGURES: Readonly<Record<Uncertainty['distribution'], readonly Figure[]>> = {
  'flow-variability': [],
  lognormal: ['sd'],
  uniform: ['low', 'high'],
  triangular: ['low', 'mode', 'high'],
  structures: [],
};
const RANGED: Shape['distributions'] = ['uniform', 'triangular'];
const FREELY: Shape['drawn'] = ['always', 'ex-ante', 'ex-post', 'on-request'];
/**
 * A size is drawn where it is asked for: the measure states one. Water is drawn in one of two ways, by what is known of
 * it.
 */
const SHAPES: Readonly<Record<Uncertainty['input'], Shape>> = {
  water: { unit: '1', distributions: ['flow-variability'], drawn: ['ex-ante'] },
  water_error: { unit: '1', distributions: ['lognormal', ...RANGED], drawn: ['ex-post'] },
  size: { unit: 'MW', distributions: RANGED, drawn: ['on-request'] },
  section_limit: { unit: '1', distributions: RANGED, drawn: FREELY },
  export_acceptance: { unit: '1', distributions: RANGED, drawn: FREELY },
  demand: { unit: '1', distributions: RANGED, drawn: FREELY },
  forced_outage: { unit: '1', distributions: RANGED, drawn: FREELY },
  structure: { unit: '1', distributions: ['structures'], drawn: ['always', 'ex-ante', 'ex-post'] },
};

/**
 * Each uncertain input has a distribution that it can be drawn from, with the figures of that distribution in order.
 */
export const checkUncertainty = (tables: Tables): Problem[] =>
  tables.uncertainty.flatMap((row) => [
    ...shape(row),
    ...figures(row),
    ...order(row),
    ...outage(row),
    ...monthly(row, tables),
    ...water(row, tables),
    ...structure(row, tables),
  ]);

function shape(row: Uncertainty): Problem[] {
  if (!(row.input in SHAPES)) return [];
  const { unit, distributions, drawn } = SHAPES[row.input];
  const wrong = (column: keyof Uncertainty, allowed: readonly string[]): Problem[] =>
    row[column] === undefined || allowed.includes(String(row[column]))
      ? []
      : [
          problem(
            'uncertainty',
            rowPath('uncertainty', row, column),
            row[column],
            allowed.join(' or '),
            `"${row.input}" cannot have ${column} "${row[column]}"`,
            `write ${allowed.join(' or ')}`,
          ),
        ];
  return [...wrong('unit', [unit]), ...wrong('distribution', distributions), ...wrong('drawn', drawn)];
}

function figures(row: Uncertainty): Problem[] {
  if (!(row.distribution in FIGURES)) return [];
  const needed = FIGURES[row.distribution];
  return (['low', 'mode', 'high', 'sd'] as const)
    .filter((column) => needed.includes(column) !== (row[column] !== undefined))
    .map((column) => {
      const path = rowPath('uncertainty', row, column);
      if (row[column] === undefined)
        return problem(
          'missing',
          path,
          null,
          `a figure in ${row.unit}`,
          `distribution ${row.distribution} needs "${column}"`,
          'fill the cell',
        );
      return problem(
        'unused',
        path,
        row[column],
        'empty',
        `distribution ${row.distribution} has no "${column}"`,
        'empty the cell',
      );
    });
}

function order(row: Uncertainty): Problem[] {
  const { low = 0, high = Infinity, mode = low } = row;
  if (low < high && low <= mode && mode <= high) return [];
  return [
    problem(
      'range',
      rowPath('uncertainty', row, 'high'),
      row.high,
      'low <= mode <= high, low < high',
      `the range of "${row.input}" is empty or out of order`,
      'correct the figures',
    ),
  ];
}

const outage = (row: Uncertainty): Problem[] =>
  row.input !== 'forced_outage' || (row.high ?? 0) < 1
    ? []
    : [
        problem(
          'range',
          rowPath('uncertainty', row, 'high'),
          row.high,
          '< 1',
          'a forced outage that takes all units of a station leaves nothing to draw',
          'give the share of capacity that is out at worst',
        ),
      ];

/** Only inferred water differs from month to month, and every other month has the row without one. */
function monthly(row: Uncertainty, { uncertainty }: Tables): Problem[] {
  if (row.month === undefined || row.input === undefined) return [];
  const path = rowPath('uncertainty', row, 'month');
  if (row.input !== 'water_error')
    return [
      problem('unused', path, row.month, 'empty', `"${row.input}" is not drawn month by month`, 'empty the cell'),
    ];
  if (uncertainty.some((one) => one.input === row.input && one.month === undefined)) return [];
  return [
    problem(
      'missing',
      path,
      row.month,
      'a row without a month beside it',
      'the other months have no error of water',
      'add a row of water_error without a month',
    ),
  ];
}

const water = (row: Uncertainty, { flow_variability: known }: Tables): Problem[] =>
  row.distribution !== 'flow-variability' || known.length > 0
    ? []
    : [
        problem(
          'no-flow-variability',
          rowPath('uncertainty', row, 'distribution'),
          row.distribution,
          'a table flow_variability',
          'the model does not say how its natural flow varies',
          'add flow_variability.csv, or leave this row out',
        ),
      ];

const structure = (row: Uncertainty, { structures: known }: Tables): Problem[] =>
  row.input !== 'structure' || known.length > 0
    ? []
    : [
        problem(
          'no-structures',
          rowPath('uncertainty', row, 'input'),
          row.input,
          'a table structures',
          'the model has no structure but its own, so none can be drawn',
          'add structures.csv, or leave this row out',
        ),
      ];
