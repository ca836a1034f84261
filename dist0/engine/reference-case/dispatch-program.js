import { ProgramBuilder } from "../solver/program-builder.js";
import { addColumns } from "./case-columns.js";
import { at, caseSteps } from "./case-steps.js";
import { addKirchhoff } from "./kirchhoff.js";
import { addOutflowLimits } from "./outflow-limits.js";
import { addTransferCost } from "./transfer-cost.js";
import { addWaterBalance } from "./water-balance.js";
import { addZoneBalance } from "./zone-balance.js";
/** The case as one linear program: cost of generation, unserved and thrown-away power, spill, curtailment and transfer, least over all steps. */
export function buildDispatchProgram(dispatch) {
    const builder = new ProgramBuilder();
    const steps = caseSteps(dispatch);
    const columns = addColumns(dispatch, steps, builder);
    const rows = {
        balance: addZoneBalance(dispatch, steps, columns, builder), water: addWaterBalance(dispatch, steps, columns, builder),
        outflow: addOutflowLimits(dispatch, steps, columns, builder), kirchhoff: addKirchhoff(dispatch, steps, columns, builder),
    };
    addTransferCost(dispatch, steps, columns, builder);
    return { program: builder.build(), steps, columns, rows, read: (x, rowDual) => readResult(dispatch, steps, columns, rows.balance, x, rowDual) };
}
function readResult(dispatch, steps, columns, balance, x, rowDual) {
    const list = (value) => Array.from({ length: steps.n }, (_, t) => value(t) + 0);
    const hydro = dispatch.hydro ?? [];
    const renewables = dispatch.renewables ?? [];
    return {
        thermal_mw: byId(dispatch.thermal ?? [], (_, i) => list((t) => x[columns.thermal[i][t]])),
        renewable_mw: byId(renewables, (_, i) => list((t) => x[columns.renewable[i][t]])),
        renewable_curtailed_mw: byId(renewables, (plant, i) => list((t) => at(plant.available, t, 0) - x[columns.renewable[i][t]])),
        hydro_mw: byId(hydro, (plant, i) => list((t) => at(plant.mw_per_m3s, t, 0) * x[columns.turbined[i][t]])),
        hydro_turbined_flow: byId(hydro, (_, i) => list((t) => x[columns.turbined[i][t]])),
        hydro_spill_flow: byId(hydro, (_, i) => list((t) => x[columns.spill[i][t]])),
        hydro_volume_end: byId(hydro, (_, i) => list((t) => x[columns.storage[i][t]])),
        line_flow_mw: byId(dispatch.lines ?? [], (_, i) => list((t) => x[columns.line[i][t]])),
        unserved_mw: byId(dispatch.zones, (_, z) => list((t) => held(x, columns.unserved[z], t))),
        thrown_away_mw: byId(dispatch.zones, (_, z) => list((t) => held(x, columns.zoneSpill[z], t))),
        price: byId(dispatch.zones, (_, z) => Array.from({ length: steps.n }, (_u, t) => (steps.weight[t] > 0 ? rowDual[balance[z][t]] / steps.weight[t] + 0 : null))),
    };
}
const held = (x, columns, step) => (columns ? x[columns[step]] : 0);
const byId = (entries, values) => Object.fromEntries(entries.map((entry, i) => [entry.id, values(entry, i)]));
