import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { ProgramBuilder } from '../solver/program/program-builder.ts';
import type { CaseColumns } from './case-columns.ts';
import { at, type CaseSteps } from './case-steps.ts';

/**
 * outflow_min <= turbined + spill <= outflow_max, m3/s, where either limit is given. Returns the row numbers by plant,
 * -1 where there is none.
 */
export function addOutflowLimits(
  dispatch: DispatchCase,
  steps: CaseSteps,
  columns: CaseColumns,
  builder: ProgramBuilder,
): readonly Int32Array[] {
  return (dispatch.hydro ?? []).map((plant, i) => {
    const rows = new Int32Array(steps.n).fill(-1);
    for (let t = 0; t < steps.n; t++) {
      const least = at(plant.outflow_min, t, -Infinity);
      const most = at(plant.outflow_max, t, Infinity);
      if (least <= 0 && most === Infinity) continue;
      const row = (rows[t] = builder.row(least, most, () => `outflow_${plant.id}_${t}`));
      builder.entry(row, columns.turbined[i][t], 1);
      builder.entry(row, columns.spill[i][t], 1);
    }
    return rows;
  });
}
