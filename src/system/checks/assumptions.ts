import { ASSUMPTION_IDS, ASSUMPTIONS, type AssumptionId } from '../model/assumption-kinds.ts';
import type { Row, Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';
import { mustBeKnown } from '../words/known.ts';

/** Prices and habits have a known id, its unit, and a figure within what it may be. */
export const checkAssumptions = ({ assumptions }: Pick<Tables, 'assumptions'>): Problem[] =>
  assumptions.flatMap((row) => {
    if (row.id === undefined) return [];
    if (!isKnown(row.id))
      return mustBeKnown(
        'assumption',
        rowPath('assumptions', row, 'id'),
        row.id,
        ASSUMPTION_IDS,
        'what the program assumes',
      );
    return ofKind(row.id, row);
  });

const isKnown = (id: string): id is AssumptionId => Object.hasOwn(ASSUMPTIONS, id);

function ofKind(id: AssumptionId, row: Row<'assumptions'>): Problem[] {
  const {
    unit,
    range: [least, most],
  } = ASSUMPTIONS[id];
  const wrongUnit =
    row.unit === undefined || row.unit === unit
      ? []
      : [
          problem(
            'unit',
            rowPath('assumptions', row, 'unit'),
            row.unit,
            unit,
            `${id} is kept in ${unit}`,
            `convert the figure to ${unit}`,
          ),
        ];
  const outside =
    row.value === undefined || (row.value >= least && row.value <= most)
      ? []
      : [
          problem(
            'range',
            rowPath('assumptions', row, 'value'),
            row.value,
            `${least} to ${most} ${unit}`,
            `${id} lies outside what it may be`,
            `write a figure in ${unit}; the usual one is ${ASSUMPTIONS[id].usual}`,
          ),
        ];
  return [...wrongUnit, ...outside];
}
