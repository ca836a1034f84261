import { shiftedProgram } from "../solver/shifted-program.js";
import { toUsualSize } from "../solver/usual-size.js";
import { caseLimits } from "./case-limits.js";
import { at } from "./case-steps.js";
import { buildDispatchProgram } from "./dispatch-program.js";
/** Whether any schedule keeps all limits but those of the fields left aside. */
export const solvable = (trial) => least(trial, () => ({ limits: [], rows: [], sign: 1 })) !== null;
/** By how much all limits of a field (or those at some steps) must give way together, in the field's own unit; null where that does not help. */
export function leastShift(trial, field, steps) {
    const by = least(trial, (_built, limits) => ({ limits: limits.filter(({ group, limit }) => same(group, field) && (steps === null || steps.has(limit.place))).map(({ limit }) => limit), rows: [], sign: 1 }));
    return by === null ? null : by * perUnit(trial.dispatch, field);
}
/** How much more water (`sign` 1) or less a plant must have before the first step of every block; null where that does not help. */
export const leastStart = (trial, plant, sign) => least(trial, ({ rows, steps }) => ({ limits: [], rows: Array.from(rows.water[plant]).filter((_, t) => steps.before[t] < 0), sign }));
function least({ dispatch, others, solve }, shiftOf) {
    const built = buildDispatchProgram(dispatch);
    const { program, length } = toUsualSize(built.program);
    const { groups, limits } = caseLimits(dispatch, built);
    const shift = shiftOf(built, limits.map((limit) => ({ limit, group: groups[limit.group] })));
    const moving = new Set(shift.limits);
    const firm = limits.filter((limit) => !moving.has(limit) && !others.some((other) => same(groups[limit.group], other)));
    const by = minimum(shiftedProgram(program, limits, firm, shift), solve);
    return by === null ? null : by * length;
}
function minimum(program, solve) {
    if (program.columns === 0)
        return 0;
    const { status, objective } = solve(program, { want: 'vertex' });
    return status === 'optimal' ? objective : null;
}
const same = (a, b) => a.kind === b.kind && a.index === b.index && a.field === b.field;
/** The program bounds flow where the case bounds power. */
function perUnit(dispatch, { kind, index, field }) {
    if (kind !== 'hydro' || field !== 'p_max')
        return 1;
    const factor = dispatch.hydro[index].mw_per_m3s;
    return Array.from({ length: dispatch.time.n }, (_, t) => at(factor, t, 0)).reduce((a, b) => Math.max(a, b), 0);
}
