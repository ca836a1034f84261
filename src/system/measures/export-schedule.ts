import { id, quantity, share } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';
import { measureKind } from './measure-kind.ts';
import { exportProblems } from './sizes.ts';

/** An export line follows another schedule. `mean` in MW. */
export const exportSchedule = measureKind({
  type: 'export-schedule',
  fields: { export: id, mean: quantity('power'), contract_share: share.optional() },
  quantities: { mean: 'export_mw', contract_share: 'contract_share' },
  resolve: ({ mean }) => ({ mean: quantityOf(mean, 'power') }),
  problems: ({ export: line, mean, given }, path, { tables }) =>
    exportProblems(path, 'mean', line, { mw: mean, text: given.mean }, tables),
  sets: ({ export: line }) => `export line "${line}"`,
  insteadOf: ({ export: line }) => ({ figure: `exports.csv/${line}.rated_mw`, field: 'mean' }),
});
