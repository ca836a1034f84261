import { monthOf } from "../../system/calendar.js";
import { instantOf } from "../../system/measure.js";
export function compileRiver(model, scenario, season) {
    const rows = model.tables.stations;
    const at = new Map(rows.map((r, i) => [r.id, i]));
    const gauge = new Map(model.tables.gauges.map((g, i) => [g.id, i]));
    const drawn = new Map(model.tables.withdrawals.map((w) => [`${w.station}|${w.month}`, w.withdrawal_m3s]));
    const withdrawn = new Float64Array(rows.length * season.days);
    rows.forEach((row, i) => { for (let d = 0; d < season.days; d++)
        withdrawn[i * season.days + d] = drawn.get(`${row.id}|${monthOf(season.start + d * 24)}`) ?? 0; });
    const lumps = lumpParts(model);
    const month = Int32Array.from({ length: season.days }, (_, d) => monthOf(season.start + d * 24));
    return {
        days: season.days, opens: season.opens, stationGauge: Int32Array.from(rows, (r) => gauge.get(r.gauge) ?? -1),
        localMean: Float64Array.from(rows, (r) => r.mean_flow_m3s - rows.filter((u) => u.downstream === r.id).reduce((sum, u) => sum + u.mean_flow_m3s, 0)),
        withdrawn, given: rows.map((r) => givenInflow(scenario, r.id, season)),
        downstream: Int32Array.from(rows, (r) => (r.downstream === undefined ? -1 : at.get(r.downstream) ?? -1)), wantedRelease: Float64Array.from(rows, (r) => r.min_release_m3s),
        wantedInMonth: releaseInMonths(model, month),
        lumpGauge: Int32Array.from(lumps, (l) => gauge.get(l.row.gauge) ?? -1), lumpRatedRatio: Float64Array.from(lumps, (l) => l.row.rated_flow_ratio),
    };
}
function releaseInMonths({ tables: { stations, minimum_release } }, month) {
    if (minimum_release.length === 0)
        return null;
    const asked = new Map(minimum_release.map((r) => [`${r.station}|${r.month}`, r.min_release_m3s]));
    return Float64Array.from({ length: stations.length * month.length }, (_, at) => asked.get(`${stations[Math.floor(at / month.length)].id}|${month[at % month.length]}`) ?? -1);
}
/** The check of the scenario has made sure that the values cover the season. */
function givenInflow(scenario, station, season) {
    const own = scenario.inflow.find((one) => one.station === station);
    if (!own)
        return null;
    const offset = Math.round((season.start - instantOf(own.start)) / 24);
    return Float64Array.from(own.flow_m3s.slice(offset, offset + season.days));
}
/** Small and unlisted plants; a prefecture's pocket takes its stated part of them. */
export function lumpParts(model) {
    return model.tables.lumped_hydro.flatMap((row) => {
        const pocket = row.prefecture === undefined ? undefined : model.tables.pockets.find((p) => p.prefecture === row.prefecture);
        if (!pocket)
            return [{ id: row.id, row, zone: row.zone, share: 1, pocket: 0 }];
        return [{ id: row.id, row, zone: row.zone, share: 1 - pocket.hydro_share, pocket: 0 }, { id: `${row.id}-pocket`, row, zone: pocket.id, share: pocket.hydro_share, pocket: 1 }];
    });
}
/** At most this part of a day's natural inflow is withdrawn: what is asked beyond it is said by name (`withdrawalFlags`). */
const MOST_TAKEN = 0.8;
/** Inflow net of withdrawals, m3/s `[station * hours]`; a stated inflow is net already. */
export function localInflow(river, flow, given = river.given) {
    const hours = river.days * 24;
    const inflow = new Float64Array(river.stationGauge.length * hours);
    river.stationGauge.forEach((gauge, i) => {
        for (let t = 0; t < hours; t++) {
            const day = Math.floor(t / 24);
            const natural = flow(river.localMean[i], gauge, t);
            inflow[i * hours + t] = given[i]?.[day] ?? natural - Math.min(river.withdrawn[i * river.days + day], Math.max(0, MOST_TAKEN * natural));
        }
    });
    return inflow;
}
/** What the water of one year says of the stations: inflow, least releases as they are asked for, and what is in transit at the start. */
export function stationWater(river, flow) {
    const inflow = localInflow(river, flow);
    const { wantedInMonth, wantedRelease, days } = river;
    const water = { inflow, minRelease: wantedRelease, releaseBefore: passingFlow(inflow, river) };
    if (wantedInMonth === null)
        return water;
    return { ...water, minReleaseByDay: wantedInMonth.map((wanted, at) => (wanted < 0 ? wantedRelease[Math.floor(at / days)] : wanted)) };
}
/** Power of the water of lumped hydro as a multiple of capacity, `[lump * hours]`. */
export function lumpRatio(river, flow) {
    const hours = river.days * 24;
    const ratio = new Float64Array(river.lumpGauge.length * hours);
    river.lumpGauge.forEach((gauge, l) => { for (let t = 0; t < hours; t++)
        ratio[l * hours + t] = flow(1, gauge, t) / river.lumpRatedRatio[l]; });
    return ratio;
}
/** Natural flow that passes each station in the season's first hour, m3/s. */
function passingFlow(inflow, { downstream, days, opens }) {
    const flow = new Float64Array(downstream.length);
    for (let i = 0; i < flow.length; i++)
        for (let s = i; s >= 0; s = downstream[s])
            flow[s] += inflow[i * days * 24 + opens];
    return flow.map((m3s) => Math.max(0, m3s));
}
