import { id, quantity } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';
import { measureKind } from './measure-kind.ts';
import { exportProblems } from './sizes.ts';

/** An export line comes into service. `size` in MW, null where the line carries its rating. */
export const lineInService = measureKind({
  type: 'line-in-service',
  fields: {
    export: id,
    size: quantity('power').optional().describe('the most the receiver accepts; the rating if absent'),
  },
  quantities: { size: 'export_mw' },
  resolve: ({ size }) => ({ size: size === undefined ? null : quantityOf(size, 'power') }),
  problems: ({ export: line, size, given }, path, { tables }) =>
    exportProblems(path, 'size', line, { mw: size, text: given.size }, tables),
  sets: ({ export: line }) => `export line "${line}"`,
  insteadOf: ({ export: line, size }) =>
    size === null ? null : { figure: `exports.csv/${line}.rated_mw`, field: 'size' },
});
