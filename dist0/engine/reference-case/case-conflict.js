import { findConflict } from "../solver/conflict.js";
import { toUsualSize } from "../solver/usual-size.js";
import { caseLimits } from "./case-limits.js";
import { remediesOf } from "./case-remedies.js";
import { at } from "./case-steps.js";
import { buildDispatchProgram } from "./dispatch-program.js";
const MOST_CONFLICTS = 8;
/** Why a case has no solution: conflicts that share no field, each with what would end it; none where the contradiction is smaller than a solver can tell. */
export function explainConflicts(dispatch, solve) {
    const built = buildDispatchProgram(dispatch);
    const { program } = toUsualSize(built.program);
    const { groups, limits } = caseLimits(dispatch, built);
    const found = [];
    const gone = new Set();
    while (found.length < MOST_CONFLICTS) {
        const conflict = findConflict(withoutGroups(program, limits, gone), limits.filter((limit) => !gone.has(limit.group)), solve);
        if (conflict === null)
            break;
        const own = [...new Set(conflict.limits.map((limit) => limit.group))].sort((a, b) => a - b);
        own.forEach((group) => gone.add(group));
        found.push({ ...conflict, groups: own });
    }
    return found.map((conflict) => {
        const others = [...gone].filter((group) => !conflict.groups.includes(group)).map((group) => groups[group]);
        const ties = tiesOf(dispatch, built, new Set(conflict.rows));
        const fields = conflict.groups.map((group) => ({ ...groups[group], places: conflict.limits.filter((limit) => limit.group === group) }));
        return {
            limits: fields.map((field) => conflictLimit(dispatch, field, field.places.map(({ place }) => place))), ...ties,
            remedies: remediesOf({ dispatch, others, solve }, fields, ties.water.map(({ id, v_init }) => ({ id, opens: v_init !== null }))),
        };
    });
}
/** The program as if nobody had stated the limits of these groups. */
function withoutGroups(program, limits, gone) {
    const bounds = { rowlower: program.rowLower.slice(), rowupper: program.rowUpper.slice(), columnlower: program.columnLower.slice(), columnupper: program.columnUpper.slice() };
    for (const { of, index, side, group } of limits)
        if (gone.has(group))
            bounds[`${of}${side}`][index] = side === 'lower' ? -Infinity : Infinity;
    return { ...program, rowLower: bounds.rowlower, rowUpper: bounds.rowupper, columnLower: bounds.columnlower, columnUpper: bounds.columnupper };
}
function conflictLimit(dispatch, { kind, index, id, field, natural }, places) {
    const entry = dispatch[kind][index];
    return { kind, id, field, path: `${kind}[${index}].${field}`, natural, ...statedValues(entry[field] ?? 0, places) };
}
function statedValues(value, steps) {
    const own = steps.map((t) => at(value, t, 0));
    const extreme = (pick, list) => list.reduce((a, b) => pick(a, b));
    return { first: extreme(Math.min, steps), last: extreme(Math.max, steps), least: extreme(Math.min, own), most: extreme(Math.max, own) };
}
/** Which plants' water and which lines' angles are in the rows of a proof. */
function tiesOf(dispatch, { rows, steps }, used) {
    const places = (list) => Array.from(list.keys()).filter((t) => used.has(list[t]));
    const water = (dispatch.hydro ?? []).flatMap((plant, i) => {
        const own = places(rows.water[i]);
        if (own.length === 0)
            return [];
        const opens = own.some((t) => steps.before[t] < 0);
        return [{ id: plant.id, v_init: opens ? plant.v_init ?? at(plant.v_min, own[0], 0) : null, inflow: statedValues(plant.inflow, own), consumption: statedValues(plant.consumption, own) }];
    });
    return { water, kvl: (dispatch.lines ?? []).filter((_, l) => places(rows.kirchhoff[l]).length > 0).map((line) => line.id) };
}
