import { daysInMonth, hourOfDay, midnight, monthOf, yearOf } from "../../system/calendar.js";
import { instantOf, measureEnd, measureStart, quantityOf } from "../../system/measure.js";
import { byHour } from "./by-hour.js";
const CLASSES = ['peak', 'flat', 'valley'];
/** 0 peak, 1 flat, 2 valley by hour of day. */
export function hourClasses(model) {
    const classes = new Int32Array(24).fill(1);
    for (const r of model.tables.hour_classes)
        classes[r.hour] = CLASSES.indexOf(r.class);
    return classes;
}
/** Schedules by the hour: the most a receiver accepts and the contract part of it, MW, by the scenario's export rule. */
export function compileExports(model, scenario, season) {
    const rows = model.tables.exports;
    const hours = season.days * 24;
    const classes = hourClasses(model);
    const schedule = new Map(model.tables.export_schedule.map((r) => [`${r.export}|${r.year}|${r.month}`, r]));
    const contract = new Float64Array(rows.length * hours);
    const most = new Float64Array(rows.length * hours);
    rows.forEach((row, e) => {
        const service = inService(row, scenario);
        const scheduleOf = byMonthUnless(scenario.measures.some((m) => m.type === 'export-schedule' && m.export === row.id));
        for (let t = 0; t < hours; t++) {
            const hour = season.start + t;
            if (hour < service.from || hour >= service.to)
                continue;
            const month = scheduleOf(row, hour, service.mean);
            const accepted = Math.min(row.rated_mw, month.mean * month.ratio(classes[hourOfDay(hour)]));
            most[e * hours + t] = accepted;
            contract[e * hours + t] = accepted * contractShare(row, scenario, month.contractShare);
        }
    });
    return {
        ids: rows.map((r) => r.id), zone: zonesOf(rows, model), contract, most, rated: Float64Array.from(rows, (r) => r.rated_mw), ramp: Float64Array.from(rows, (r) => r.ramp_mw_per_h),
        loss: Float64Array.from(rows, (r) => r.loss_share), surplusPrice: Float64Array.from(rows, (r) => r.surplus_yuan_per_mwh),
    };
    /** Schedules change from month to month, but for measures. */
    function byMonthUnless(measured) {
        const known = new Map();
        return (row, hour, mean) => {
            const key = yearOf(hour) * 12 + monthOf(hour);
            const found = (measured ? undefined : known.get(key)) ?? scheduleAt(row, hour, schedule, scenario, mean);
            known.set(key, found);
            return found;
        };
    }
    function scheduleAt(row, hour, table, s, serviceMean) {
        const found = table.get(`${row.id}|${yearOf(hour)}|${monthOf(hour)}`);
        const ratios = found ? [found.peak_ratio, found.flat_ratio, found.valley_ratio] : [1, 1, 1];
        let mean = serviceMean ?? found?.mean_mw ?? 0;
        let share = found?.contract_share ?? 0.85;
        for (const m of s.measures) {
            if (m.type === 'export-schedule' && m.export === row.id && hour >= measureStart(m, s) && hour < measureEnd(m)) {
                mean = quantityOf(m.mean, 'power');
                share = m.contract_share ?? share;
            }
        }
        let weight = 0;
        for (const k of classes)
            weight += ratios[k] / 24;
        return { mean, contractShare: share, ratio: (k) => ratios[k] / weight };
    }
}
function inService(row, scenario) {
    let from = instantOf(row.commissioned);
    let to = row.retired === undefined ? Infinity : instantOf(row.retired);
    let mean = null;
    for (const m of scenario.measures) {
        if (m.type !== 'line-in-service' || m.export !== row.id)
            continue;
        from = measureStart(m, scenario);
        to = measureEnd(m);
        mean = m.size === undefined ? mean : quantityOf(m.size, 'power');
    }
    return { from, to, mean };
}
function contractShare(row, scenario, share) {
    if (scenario.export_rule === 'all-fixed')
        return 1;
    if (scenario.export_rule === 'all-free' || row.kind === 'surplus')
        return 0;
    return share;
}
const indexOfZones = (model) => new Map(model.tables.zones.map((z, i) => [z.id, i]));
function zonesOf(rows, model) {
    const index = indexOfZones(model);
    return Int32Array.from(rows, (r) => index.get(r.zone) ?? 0);
}
export function compileImports(model, season) {
    const ids = [...new Set(model.tables.imports.map((r) => r.id))];
    const first = ids.map((id) => model.tables.imports.find((r) => r.id === id)).filter((r) => r !== undefined);
    const most = new Float64Array(ids.length * season.days * 24);
    ids.forEach((id, m) => {
        for (let d = 0; d < season.days; d++) {
            const hour = season.start + d * 24;
            const mw = model.tables.imports.find((r) => r.id === id && r.year === yearOf(hour) && r.month === monthOf(hour))?.max_mw ?? 0;
            most.fill(mw, (m * season.days + d) * 24, (m * season.days + d + 1) * 24);
        }
    });
    return { ids, zone: zonesOf(first, model), most, cost: Float64Array.from(first, (r) => r.yuan_per_mwh) };
}
export function compileThermal(model, scenario, season) {
    const rows = model.tables.thermal;
    const most = Float64Array.from(rows, (r) => r.capacity_mw * r.availability);
    const mustRun = new Float64Array(rows.length * season.days * 24);
    rows.forEach((row, g) => {
        const changes = scenario.measures.flatMap((m) => (m.type === 'minimum-output' && m.thermal === row.id ? [{ from: measureStart(m, scenario), to: measureEnd(m), value: quantityOf(m.output, 'power') }] : []));
        mustRun.set(byHour(season, row.must_run_mw, changes).map((mw) => Math.min(mw, most[g])), g * season.days * 24);
    });
    return { ids: rows.map((r) => r.id), zone: zonesOf(rows, model), most, mustRun, cost: Float64Array.from(rows, (r) => r.yuan_per_mwh) };
}
/** Wind and solar: the month's published energy spread over its hours by the shape of the day. */
export function compileRenewables(model, season) {
    const rows = model.tables.renewables;
    const hours = season.days * 24;
    const available = new Float64Array(rows.length * hours);
    rows.forEach((row, r) => {
        const weights = new Float64Array(24).fill(1);
        for (const s of model.tables.renewable_shape)
            if (s.kind === row.kind)
                weights[s.hour] = s.weight;
        const total = weights.reduce((sum, w) => sum + w, 0);
        const energy = new Map(model.tables.renewable_months.filter((m) => m.kind === row.kind).map((m) => [`${m.year}|${m.month}`, m.generation_gwh]));
        for (let t = 0; t < hours; t++) {
            const hour = season.start + t;
            const daily = (energy.get(`${yearOf(hour)}|${monthOf(hour)}`) ?? 0) * 1000 / daysInMonth(yearOf(hour), monthOf(hour));
            available[r * hours + t] = total > 0 ? row.province_share * daily * weights[hourOfDay(hour)] / total : 0;
        }
    });
    return { ids: rows.map((r) => r.id), zone: zonesOf(rows, model), available };
}
export function compileStorages(model, scenario) {
    const rows = scenario.measures.filter((m) => m.type === 'add-storage');
    return {
        ids: rows.map((m) => m.id), zone: zonesOf(rows, model), power: Float64Array.from(rows, (m) => quantityOf(m.power, 'power')),
        energy: Float64Array.from(rows, (m) => quantityOf(m.energy, 'energy')), efficiency: Float64Array.from(rows, (m) => m.efficiency),
        fromHour: Int32Array.from(rows, (m) => measureStart(m, scenario)), toHour: Int32Array.from(rows, (m) => Math.min(measureEnd(m), midnight(2200, 1, 1))),
    };
}
