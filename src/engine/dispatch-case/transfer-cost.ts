import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { ProgramBuilder } from '../solver/program/program-builder.ts';
import type { CaseColumns } from './case-columns.ts';
import { at, type CaseSteps } from './case-steps.ts';

/** Cost of |flow|: a column that is at least the flow and at least its opposite, where `cost_abs` is above 0. */
export function addTransferCost(
  dispatch: DispatchCase,
  steps: CaseSteps,
  columns: CaseColumns,
  builder: ProgramBuilder,
): void {
  (dispatch.lines ?? []).forEach((line, l) => {
    for (let t = 0; t < steps.n; t++) {
      const cost = at(line.cost_abs, t, 0);
      if (cost === 0) continue;
      const carried = builder.column(cost * steps.weight[t], 0, Infinity, () => `carried_${line.id}_${t}`);
      for (const direction of [1, -1]) {
        const row = builder.row(0, Infinity, () => `carried_${direction > 0 ? 'forward' : 'reverse'}_${line.id}_${t}`);
        builder.entry(row, carried, 1);
        builder.entry(row, columns.line[l][t], -direction);
      }
    }
  });
}
