import { dayOf, daysInMonth, monthOf, yearOf } from "../../system/calendar.js";
import { measureEnd, measureStart } from "../../system/measure.js";
/** The climatology. */
export function normalFlow(model, season) {
    const ratio = gaugeRatios(model, season);
    return (mean, gauge, hour) => (gauge < 0 ? 0 : mean * ratio[gauge * season.days + Math.floor(hour / 24)]);
}
/** The climatology times the scenario's water year, inflow-year measures and the scenario's own factor. */
export function scenarioFlow(model, scenario, season) {
    const [ratio, factor] = [gaugeRatios(model, season), waterFactors(model, scenario, season)];
    return (mean, gauge, hour) => (gauge < 0 ? 0 : mean * ratio[gauge * season.days + Math.floor(hour / 24)] * factor[gauge * season.days * 24 + hour]);
}
/** Ratio of natural flow to its annual mean, `[gauge * days + day]`: linear between the middles of months, every month keeping its mean. */
function gaugeRatios(model, season) {
    const ratios = new Float64Array(model.tables.gauges.length * season.days);
    model.tables.gauges.forEach((gauge, g) => {
        const monthly = new Float64Array(13);
        for (const row of model.tables.natural_flow)
            if (row.gauge === gauge.id)
                monthly[row.month] = row.natural_flow_m3s / gauge.mean_flow_m3s;
        for (let d = 0; d < season.days; d++)
            ratios[g * season.days + d] = smoothRatio(monthly, season.start + d * 24);
    });
    return ratios;
}
function smoothRatio(monthly, hour) {
    const month = monthOf(hour);
    const length = daysInMonth(yearOf(hour), month);
    const raw = between(monthly, month, (dayOf(hour) - 0.5) / length);
    let sum = 0;
    for (let d = 0; d < length; d++)
        sum += between(monthly, month, (d + 0.5) / length);
    return sum > 0 ? raw * monthly[month] * length / sum : 0;
}
function between(monthly, month, at) {
    const previous = monthly[month === 1 ? 12 : month - 1];
    const next = monthly[month === 12 ? 1 : month + 1];
    return at < 0.5 ? previous + (monthly[month] - previous) * (at + 0.5) : monthly[month] + (next - monthly[month]) * (at - 0.5);
}
/** Factor on natural flow, `[gauge * hours + hour]`: water years go by months, measures by hours. */
function waterFactors(model, scenario, season) {
    const table = new Map(model.tables.water_years.map((r) => [`${r.water_year}|${r.gauge}|${r.month}`, r.factor]));
    const changes = scenario.measures.flatMap((m) => (m.type === 'inflow-year' ? [{ year: m.water_year, factor: m.factor, from: measureStart(m, scenario), to: measureEnd(m) }] : []));
    const hours = season.days * 24;
    const factors = new Float64Array(model.tables.gauges.length * hours);
    model.tables.gauges.forEach(({ id }, g) => {
        const known = new Map();
        for (let t = 0; t < hours; t++) {
            const hour = season.start + t;
            const { year, factor } = changes.findLast((m) => hour >= m.from && hour < m.to) ?? { year: scenario.water.water_year, factor: scenario.water.factor };
            const key = `${year}|${monthOf(hour)}`;
            const own = known.get(key) ?? table.get(`${year}|${id}|${monthOf(hour)}`) ?? table.get(`${year}|all|${monthOf(hour)}`) ?? 1;
            known.set(key, own);
            factors[g * hours + t] = own * factor;
        }
    });
    return factors;
}
