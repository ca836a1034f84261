import { at } from "./case-steps.js";
export function caseLimits(dispatch, built) {
    const collected = new Collected(built);
    const { rows, columns } = built;
    (dispatch.hydro ?? []).forEach((plant, i) => addWater(collected, plant, i, built));
    (dispatch.thermal ?? []).forEach(({ id, p_min }, i) => {
        collected.columns({ kind: 'thermal', index: i, id, field: 'p_min' }, 'lower', columns.thermal[i], (t) => at(p_min, t, 0) !== 0);
    });
    dispatch.zones.forEach(({ id }, i) => {
        for (const side of ['lower', 'upper'])
            collected.rows({ kind: 'zones', index: i, id, field: 'load' }, side, rows.balance[i]);
    });
    (dispatch.lines ?? []).forEach(({ id, available }, i) => {
        for (const [field, side] of [['cap_fwd', 'upper'], ['cap_rev', 'lower']])
            collected.columns({ kind: 'lines', index: i, id, field }, side, columns.line[i], (t) => at(available, t, 1) === 1);
        for (const side of ['lower', 'upper'])
            collected.columns({ kind: 'lines', index: i, id, field: 'available' }, side, columns.line[i], (t) => at(available, t, 1) < 1);
    });
    (dispatch.hydro ?? []).forEach((plant, i) => addTurbines(collected, plant, i, built));
    (dispatch.thermal ?? []).forEach(({ id }, i) => collected.columns({ kind: 'thermal', index: i, id, field: 'p_max' }, 'upper', columns.thermal[i]));
    (dispatch.renewables ?? []).forEach(({ id }, i) => collected.columns({ kind: 'renewables', index: i, id, field: 'available' }, 'upper', columns.renewable[i]));
    return collected;
}
const ofPlant = (plant, index, field, natural = false) => ({ kind: 'hydro', index, id: plant.id, field, natural });
function addWater(collected, plant, index, { rows, columns, steps }) {
    const ends = (t) => steps.left[t] === 1 && (plant.v_final ?? -Infinity) > at(plant.v_min, t, 0);
    collected.rows(ofPlant(plant, index, 'outflow_min'), 'lower', rows.outflow[index]);
    collected.rows(ofPlant(plant, index, 'outflow_max'), 'upper', rows.outflow[index]);
    collected.columns(ofPlant(plant, index, 'v_final'), 'lower', columns.storage[index], ends);
    collected.columns(ofPlant(plant, index, 'v_max'), 'upper', columns.storage[index]);
    collected.columns(ofPlant(plant, index, 'v_min', !states(plant.v_min)), 'lower', columns.storage[index], (t) => !ends(t));
}
function addTurbines(collected, plant, index, { columns }) {
    const byPower = (t) => at(plant.mw_per_m3s, t, 0) * at(plant.q_max, t, Infinity) > at(plant.p_max, t, Infinity);
    collected.columns(ofPlant(plant, index, 'q_max'), 'upper', columns.turbined[index], (t) => !byPower(t));
    collected.columns(ofPlant(plant, index, 'p_max'), 'upper', columns.turbined[index], byPower);
}
const states = (value) => value !== null && value !== undefined && (typeof value !== 'number' || value !== 0);
class Collected {
    groups = [];
    limits = [];
    built;
    constructor(built) {
        this.built = built;
    }
    /** Finite bounds of a list of columns, at the steps where `where` holds. */
    columns(group, side, columns, where = () => true) {
        this.add(group, 'column', side, columns, where);
    }
    rows(group, side, rows) {
        this.add(group, 'row', side, rows, (step) => rows[step] >= 0);
    }
    add(group, of, side, indices, where) {
        const { program } = this.built;
        const bounds = of === 'row' ? (side === 'lower' ? program.rowLower : program.rowUpper) : side === 'lower' ? program.columnLower : program.columnUpper;
        const last = this.groups.at(-1);
        const same = last?.kind === group.kind && last.index === group.index && last.field === group.field;
        const number = same ? this.groups.length - 1 : this.groups.length;
        let any = false;
        indices.forEach((index, place) => {
            if (!where(place) || !Number.isFinite(bounds[index]))
                return;
            this.limits.push({ of, index, side, group: number, place });
            any = true;
        });
        if (any && !same)
            this.groups.push({ natural: false, ...group });
    }
}
