import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { LinearProgram } from '../solver/program/linear-program.ts';
import { ProgramBuilder } from '../solver/program/program-builder.ts';
import { addColumns, type CaseColumns } from './case-columns.ts';
import { at, caseSteps, type CaseSteps } from './case-steps.ts';
import { addKirchhoff } from './kirchhoff.ts';
import { addOutflowLimits } from './outflow-limits.ts';
import { addTransferCost } from './transfer-cost.ts';
import { addWaterBalance } from './water-balance.ts';
import { addZoneBalance } from './zone-balance.ts';

type ById<T = number> = Readonly<Record<string, readonly T[]>>;

/**
 * Lists over steps by id; MW, m3/s, the case's volume unit, and currency per MWh. `price` is null at steps that weigh
 * nothing.
 */
export interface DispatchCaseResult {
  readonly thermal_mw: ById;
  readonly renewable_mw: ById;
  readonly renewable_curtailed_mw: ById;
  readonly hydro_mw: ById;
  readonly hydro_turbined_flow: ById;
  readonly hydro_spill_flow: ById;
  readonly hydro_volume_end: ById;
  readonly line_flow_mw: ById;
  readonly unserved_mw: ById;
  readonly thrown_away_mw: ById;
  readonly price: ById<number | null>;
}

/** Row numbers, one array of steps for every zone, plant or line; -1 where there is no row. */
export interface CaseRows {
  readonly balance: readonly Int32Array[];
  readonly water: readonly Int32Array[];
  readonly outflow: readonly Int32Array[];
  readonly kirchhoff: readonly Int32Array[];
}

export interface DispatchProgram {
  readonly program: LinearProgram;
  readonly steps: CaseSteps;
  readonly columns: CaseColumns;
  readonly rows: CaseRows;
  read(x: Float64Array, rowDual: Float64Array): DispatchCaseResult;
}

/**
 * The case as one linear program: cost of generation, unserved and thrown-away power, spill, curtailment and transfer,
 * least over all steps.
 */
export function buildDispatchProgram(dispatch: DispatchCase): DispatchProgram {
  const builder = new ProgramBuilder();
  const steps = caseSteps(dispatch);
  const columns = addColumns(dispatch, steps, builder);
  const rows = {
    balance: addZoneBalance(dispatch, steps, columns, builder),
    water: addWaterBalance(dispatch, steps, columns, builder),
    outflow: addOutflowLimits(dispatch, steps, columns, builder),
    kirchhoff: addKirchhoff(dispatch, steps, columns, builder),
  };
  addTransferCost(dispatch, steps, columns, builder);
  return {
    program: builder.build(),
    steps,
    columns,
    rows,
    read: (x, rowDual) => readResult(dispatch, steps, columns, rows.balance, x, rowDual),
  };
}

function readResult(
  dispatch: DispatchCase,
  steps: CaseSteps,
  columns: CaseColumns,
  balance: readonly Int32Array[],
  x: Float64Array,
  rowDual: Float64Array,
): DispatchCaseResult {
  const list = (value: (t: number) => number): number[] => Array.from({ length: steps.n }, (_, t) => value(t) + 0);
  const hydro = dispatch.hydro ?? [];
  const renewables = dispatch.renewables ?? [];
  return {
    thermal_mw: byId(dispatch.thermal ?? [], (_, i) => list((t) => x[columns.thermal[i][t]])),
    renewable_mw: byId(renewables, (_, i) => list((t) => x[columns.renewable[i][t]])),
    renewable_curtailed_mw: byId(renewables, (plant, i) =>
      list((t) => at(plant.available, t, 0) - x[columns.renewable[i][t]]),
    ),
    hydro_mw: byId(hydro, (plant, i) => list((t) => at(plant.mw_per_m3s, t, 0) * x[columns.turbined[i][t]])),
    hydro_turbined_flow: byId(hydro, (_, i) => list((t) => x[columns.turbined[i][t]])),
    hydro_spill_flow: byId(hydro, (_, i) => list((t) => x[columns.spill[i][t]])),
    hydro_volume_end: byId(hydro, (_, i) => list((t) => x[columns.storage[i][t]])),
    line_flow_mw: byId(dispatch.lines ?? [], (_, i) => list((t) => x[columns.line[i][t]])),
    unserved_mw: byId(dispatch.zones, (_, z) => list((t) => held(x, columns.unserved[z], t))),
    thrown_away_mw: byId(dispatch.zones, (_, z) => list((t) => held(x, columns.zoneSpill[z], t))),
    price: byId(dispatch.zones, (_, z) =>
      Array.from({ length: steps.n }, (_u, t) =>
        steps.weight[t] > 0 ? rowDual[balance[z][t]] / steps.weight[t] + 0 : null,
      ),
    ),
  };
}

const held = (x: Float64Array, columns: Int32Array | null, step: number): number => (columns ? x[columns[step]] : 0);

const byId = <T extends { readonly id: string }, V>(
  entries: readonly T[],
  values: (entry: T, index: number) => readonly V[],
): ById<V> => Object.fromEntries(entries.map((entry, i) => [entry.id, values(entry, i)]));
