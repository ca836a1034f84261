import { hoursOfStep, lengthOfPeriod, periodsOf } from "../timeline.js";
import { DEAREST_SPILL_WEIGHT, STORAGE_USE_YUAN_PER_MWH } from "./weights.js";
/** What is lost in charging must not look like spill avoided: it is priced as spill is, or a unit would burn surplus by charging and discharging at once. */
const chargeCost = (efficiency, scale) => STORAGE_USE_YUAN_PER_MWH + scale * DEAREST_SPILL_WEIGHT * (1 - efficiency);
/**
 * Electric storage in an hourly window: level[t] = level[t-1] + efficiency * charge - discharge, MWh, empty at the start and the end of each window of
 * days (`daily`: of each of its days) and never below empty.
 */
export function addStorages(b, c, fromHour, power, scale, daily) {
    const charge = power.map(() => []);
    const discharge = power.map(() => []);
    const rows = [];
    c.storages.ids.forEach((id, s) => {
        let before = -1;
        power.forEach((columns, t) => {
            const hour = c.start + fromHour + t;
            const limit = hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? c.storages.power[s] : 0;
            charge[t][s] = b.column(chargeCost(c.storages.efficiency[s], scale), 0, limit, () => `charge_${id}_h${t}`);
            discharge[t][s] = b.column(STORAGE_USE_YUAN_PER_MWH, 0, limit, () => `discharge_${id}_h${t}`);
            const emptied = t === power.length - 1 || (daily && (fromHour + t) % 24 === 23);
            const level = b.column(0, 0, emptied ? 0 : c.storages.energy[s], () => `level_${id}_h${t}`);
            const row = b.row(0, 0, () => `storage_${id}_h${t}`);
            rows.push({ first: t, last: t, row });
            b.entry(row, level, 1);
            if (before >= 0)
                b.entry(row, before, -1);
            b.entry(row, charge[t][s], -c.storages.efficiency[s]);
            b.entry(row, discharge[t][s], 1);
            b.entry(columns.balance[c.storages.zone[s]], charge[t][s], -1);
            b.entry(columns.balance[c.storages.zone[s]], discharge[t][s], 1);
            before = level;
        });
    });
    return { charge, discharge, rows };
}
/** Electric storage in blocks: what is charged in a period, less its loss, is discharged in it, and is no more than the unit holds once a day. */
export function addBlockStorages(b, c, line, power, scale) {
    const charge = power.map(() => []);
    const discharge = power.map(() => []);
    c.storages.ids.forEach((id, s) => {
        for (let p = 0; p < periodsOf(line); p++) {
            const hour = c.start + line.hoursFrom[p];
            const limit = hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? c.storages.power[s] : 0;
            const cycle = b.row(0, 0, () => `storage_${id}_p${p}`);
            const held = b.row(-Infinity, c.storages.energy[s] * Math.max(1, lengthOfPeriod(line, p) / 24), () => `held_${id}_p${p}`);
            for (let t = line.stepsFrom[p]; t < line.stepsFrom[p + 1]; t++) {
                const h = hoursOfStep(line, t);
                const [more, less] = [b.column(chargeCost(c.storages.efficiency[s], scale) * h, 0, limit, () => `charge_${id}_t${t}`), b.column(STORAGE_USE_YUAN_PER_MWH * h, 0, limit, () => `discharge_${id}_t${t}`)];
                charge[t][s] = more;
                discharge[t][s] = less;
                b.entry(cycle, more, -c.storages.efficiency[s] * h);
                b.entry(cycle, less, h);
                b.entry(held, less, h);
                b.entry(power[t].balance[c.storages.zone[s]], more, -1);
                b.entry(power[t].balance[c.storages.zone[s]], less, 1);
            }
        }
    });
    return { charge, discharge };
}
/** The most by which an export may rise and fall from hour `t - 1` of the season to hour `t`, MW. A schedule that itself moves faster than the ramp sets the pace: the limit never makes the contract impossible. */
function pace({ exports: { ramp, contract }, hours }, e, t) {
    const step = contract[e * hours + t] - contract[e * hours + t - 1];
    return { up: Math.max(ramp[e], step), down: Math.max(ramp[e], -step) };
}
/** Export totals change by at most their ramp from hour to hour; a row is written only where it could bind. Returns the rows. */
export function addRamps(b, c, fromHour, power) {
    const rows = [];
    c.exports.ids.forEach((id, e) => {
        const most = (t) => c.exports.most[e * c.hours + fromHour + t];
        const contract = (t) => c.exports.contract[e * c.hours + fromHour + t];
        for (let t = 1; t < power.length; t++) {
            if (Math.max(most(t) - contract(t - 1), most(t - 1) - contract(t)) <= c.exports.ramp[e])
                continue;
            const { up, down } = pace(c, e, fromHour + t);
            const row = b.row(-down, up, () => `ramp_${id}_h${t}`);
            for (const [hour, sign] of [[t, 1], [t - 1, -1]]) {
                b.entry(row, power[hour].contract[e], sign);
                b.entry(row, power[hour].surplus[e], sign);
            }
            rows.push({ first: t - 1, last: t, row });
        }
    });
    return rows;
}
/**
 * The same over the two ends of a window: its first hour follows what was exported in the hour before it (`before`, MW by export; null where nothing did), and its last hour is such that the schedule of the
 * hours after it can be met, as far as they are dispatched. Rows of these come last: they speak of more than the window.
 */
export function addRampEnds(b, c, fromHour, power, before) {
    const last = power.length - 1;
    c.exports.ids.forEach((id, e) => {
        if (before !== null) {
            const { up, down } = pace(c, e, fromHour);
            // What the solver's rounding left above the next hours' reach must not make this hour impossible.
            addTotal(0, Math.min(before[e] - down, reachable(c, e, fromHour)), before[e] + up, 'first');
        }
        const most = reachable(c, e, fromHour + last);
        if (most < c.exports.most[e * c.hours + fromHour + last])
            addTotal(last, -Infinity, most, 'last');
        function addTotal(t, lower, upper, which) {
            const row = b.row(lower, upper, () => `ramp_${id}_${which}`);
            b.entry(row, power[t].contract[e], 1);
            b.entry(row, power[t].surplus[e], 1);
        }
    });
}
/** The most that an export may carry in an hour and still come down to what is accepted in each of the dispatched hours of a day after it, MW. */
function reachable(c, e, hour) {
    const { most } = c.exports;
    let [reach, fallen] = [most[e * c.hours + hour], 0];
    for (let t = hour + 1; t < Math.min(c.to, hour + 25); t++) {
        fallen += pace(c, e, t).down;
        reach = Math.min(reach, most[e * c.hours + t] + fallen);
    }
    return reach;
}
