import type { Row, Tables } from '../model/model.ts';
import { EVIDENCE_KINDS } from '../tables/published-tables.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

type Evidence = Row<'evidence'>;
type Figure = 'before' | 'after' | 'low' | 'value' | 'high';
interface Shape {
  readonly unit: Evidence['unit'];
  readonly figures: readonly Figure[];
  readonly headline: boolean;
}

const SHAPES: Readonly<Record<Evidence['kind'], Shape>> = {
  'hash-rate-fall': { unit: 'EH/s', figures: ['before', 'after'], headline: true },
  efficiency: { unit: 'J/TH', figures: ['low', 'value', 'high'], headline: true },
  pue: { unit: '1', figures: ['value'], headline: true },
  share: { unit: '1', figures: ['value'], headline: true },
  claim: { unit: 'MW', figures: ['value'], headline: true },
  'pool-fall': { unit: '%', figures: ['value'], headline: false },
};

/** Evidence rows have the figures of their kind, in order, and one row of each kind leads. */
export const checkEvidence = ({ evidence }: Tables): Problem[] =>
  evidence.length === 0
    ? []
    : [...evidence.flatMap(figures), ...EVIDENCE_KINDS.flatMap((kind) => leading(kind, evidence))];

function figures(row: Evidence): Problem[] {
  if (row.kind === undefined || !(row.kind in SHAPES)) return [];
  const { unit, figures: needed } = SHAPES[row.kind];
  const missing = needed
    .filter((column) => row[column] === undefined)
    .map((column) =>
      problem(
        'missing',
        rowPath('evidence', row, column),
        null,
        `a figure in ${unit}`,
        `a row of kind ${row.kind} needs "${column}"`,
        'fill the cell',
      ),
    );
  const wrongUnit =
    row.unit === undefined || row.unit === unit
      ? []
      : [
          problem(
            'unit',
            rowPath('evidence', row, 'unit'),
            row.unit,
            unit,
            `${row.kind} is kept in ${unit}`,
            `convert the figures to ${unit}`,
          ),
        ];
  return [...missing, ...wrongUnit, ...ranges(row)];
}

function ranges(row: Evidence): Problem[] {
  const range = (column: Figure, limit: string, message: string): Problem =>
    problem('range', rowPath('evidence', row, column), row[column], limit, message, 'correct the figure');
  const { before = Infinity, after = 0, low = 0, value, high = Infinity } = row;
  return [
    ...(after < before ? [] : [range('after', `< ${before} EH/s`, 'the hash rate does not fall')]),
    ...(value === undefined || (low <= value && value <= high)
      ? []
      : [range('value', `${low} to ${high}`, 'the central figure lies outside low and high')]),
    ...(row.kind === 'share' && value !== undefined && value > 1
      ? [range('value', '<= 1', 'a share cannot exceed 1')]
      : []),
    ...(row.kind === 'pue' && value !== undefined && value < 1
      ? [range('value', '>= 1', 'a power usage effectiveness cannot be below 1')]
      : []),
  ];
}

function leading(kind: Evidence['kind'], evidence: readonly Evidence[]): Problem[] {
  const leads = evidence.filter((row) => row.kind === kind && row.role === 'headline');
  if (!SHAPES[kind].headline || leads.length === 1) return [];
  return [
    problem(
      'evidence-headline',
      leads.length === 0 ? 'evidence.csv' : rowPath('evidence', leads[1], 'role'),
      leads.length,
      'exactly one',
      `evidence.csv has ${leads.length} headline rows of kind ${kind}`,
      'mark one row of each kind as headline, others as beside',
    ),
  ];
}
