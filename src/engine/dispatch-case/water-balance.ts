import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { ProgramBuilder } from '../solver/program/program-builder.ts';
import type { CaseColumns } from './case-columns.ts';
import { at, type CaseSteps } from './case-steps.ts';

/**
 * Storage at the end of a step = storage before + k h (inflow - consumption - turbined - spill) + volumes released
 * upstream that arrive in this step. What arrives is the volume k h q of the step it was released in, whatever the
 * length of the step it arrives in. A block starts from `v_init`; what would arrive after the end of its block is lost.
 * Returns the row numbers by plant.
 */
export function addWaterBalance(
  dispatch: DispatchCase,
  steps: CaseSteps,
  columns: CaseColumns,
  builder: ProgramBuilder,
): readonly Int32Array[] {
  const plants = dispatch.hydro ?? [];
  const indexOf = new Map(plants.map((plant, i) => [plant.id, i]));
  const rows = plants.map((plant, i) =>
    Int32Array.from({ length: steps.n }, (_, t) => {
      const volume = steps.volumePerFlow[t];
      const carried = steps.before[t] < 0 ? (plant.v_init ?? at(plant.v_min, t, 0)) : 0;
      const gain = carried + volume * (at(plant.inflow, t, 0) - at(plant.consumption, t, 0));
      const row = builder.row(gain, gain, () => `water_${plant.id}_${t}`);
      builder.entry(row, columns.storage[i][t], 1);
      if (steps.before[t] >= 0) builder.entry(row, columns.storage[i][steps.before[t]], -1);
      builder.entry(row, columns.turbined[i][t], volume);
      builder.entry(row, columns.spill[i][t], volume);
      return row;
    }),
  );
  plants.forEach((plant, i) => {
    for (let t = 0; t < steps.n; t++) {
      const arrival = steps.arrival(t, at(plant.travel_steps, t, 0));
      if (arrival < 0) continue;
      const receive = (to: string | null | undefined, column: number): void => {
        const receiver = to === null || to === undefined ? undefined : indexOf.get(to);
        if (receiver !== undefined) builder.entry(rows[receiver][arrival], column, -steps.volumePerFlow[t]);
      };
      receive(plant.turbine_to, columns.turbined[i][t]);
      receive(plant.spill_to, columns.spill[i][t]);
    }
  });
  return rows;
}
