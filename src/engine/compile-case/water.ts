import { dayOf, daysInMonth, monthDay, monthOf, yearOf } from '../../system/calendar.ts';
import { instantOf, measureEnd, measureStart, quantityOf } from '../../system/measure.ts';
import type { Model, Row } from '../../system/model.ts';
import type { Scenario } from '../../system/scenario.ts';
import type { Lumps, Stations } from './case.ts';

/** A season of whole days; `start` is the hour index of its first midnight. */
export interface Season { readonly start: number; readonly days: number }

/** Ratio of natural flow to its annual mean by gauge and day: linear between the middles of months, every month keeping its mean. */
export function gaugeRatios(model: Model, season: Season): Map<string, Float64Array> {
  const ratios = new Map<string, Float64Array>();
  for (const gauge of model.tables.gauges) {
    const monthly = new Float64Array(13);
    for (const row of model.tables.natural_flow) if (row.gauge === gauge.id) monthly[row.month] = row.natural_flow_m3s / gauge.mean_flow_m3s;
    ratios.set(gauge.id, Float64Array.from({ length: season.days }, (_, d) => smoothRatio(monthly, season.start + d * 24)));
  }
  return ratios;
}

function smoothRatio(monthly: Float64Array, hour: number): number {
  const month = monthOf(hour);
  const length = daysInMonth(yearOf(hour), month);
  const raw = between(monthly, month, (dayOf(hour) - 0.5) / length);
  let sum = 0;
  for (let d = 0; d < length; d++) sum += between(monthly, month, (d + 0.5) / length);
  return sum > 0 ? raw * monthly[month] * length / sum : 0;
}

function between(monthly: Float64Array, month: number, at: number): number {
  const previous = monthly[month === 1 ? 12 : month - 1];
  const next = monthly[month === 12 ? 1 : month + 1];
  return at < 0.5 ? previous + (monthly[month] - previous) * (at + 0.5) : monthly[month] + (next - monthly[month]) * (at - 0.5);
}

/** Factor of the scenario's water year on natural flow by gauge and day, inflow-year measures and the scenario's own factor included. */
export function waterFactor(model: Model, scenario: Scenario, season: Season): (gauge: string, day: number) => number {
  const table = new Map(model.tables.water_years.map((r) => [`${r.water_year}|${r.gauge}|${r.month}`, r.factor]));
  const changes = scenario.measures.filter((m) => m.type === 'inflow-year');
  return (gauge, day) => {
    const hour = season.start + day * 24;
    let { water_year: year, factor } = scenario.water;
    for (const m of changes) if (hour >= measureStart(m, scenario) && hour < measureEnd(m)) { year = m.water_year; factor = m.factor; }
    const own = table.get(`${year}|${gauge}|${monthOf(hour)}`) ?? table.get(`${year}|all|${monthOf(hour)}`) ?? 1;
    return own * factor;
  };
}

const STATISTIC = 'nea';
const CARRIES = new Set(['multi-year', 'annual', 'seasonal', 'weekly']);

export function compileStations(model: Model, scenario: Scenario, season: Season, zoneIndex: Map<string, number>, basinIndex: Map<string, number>): Stations {
  const rows = model.tables.stations;
  const at = new Map(rows.map((r, i) => [r.id, i]));
  const ratios = gaugeRatios(model, season);
  const factor = waterFactor(model, scenario, season);
  const local = rows.map((r) => Math.max(0, r.mean_flow_m3s - rows.filter((u) => u.downstream === r.id).reduce((sum, u) => sum + u.mean_flow_m3s, 0)));
  const byDay = (value: (row: Row<'stations'>, i: number, day: number) => number): Float64Array => {
    const table = new Float64Array(rows.length * season.days);
    rows.forEach((row, i) => { for (let d = 0; d < season.days; d++) table[i * season.days + d] = value(row, i, d); });
    return table;
  };
  const capacity = byDay((row, _, d) => capacityOn(model, scenario, row, season.start + d * 24));
  const storage = Float64Array.from(rows, (row) => (entersLater(model, row, season) ? 0 : row.usable_storage_hm3));
  const drawn = new Map(model.tables.withdrawals.map((w) => [`${w.station}|${w.month}`, w.withdrawal_m3s]));
  const net = (row: Row<'stations'>, i: number, d: number, water: number): number => {
    const flow = local[i] * (ratios.get(row.gauge)?.[d] ?? 0) * water;
    return flow - Math.min(drawn.get(`${row.id}|${monthOf(season.start + d * 24)}`) ?? 0, 0.8 * flow);
  };
  const inflow = byDay((row, i, d) => net(row, i, d, factor(row.gauge, d)));
  const downstream = Int32Array.from(rows, (r) => (r.downstream === undefined ? -1 : at.get(r.downstream) ?? -1));
  const storageLimit = storageLimits(model, scenario, season, storage);
  const { first, least } = accumulatedFlow(inflow, downstream, season.days);
  return {
    ids: rows.map((r) => r.id), zone: Int32Array.from(rows, (r) => zoneIndex.get(r.zone) ?? 0), basin: Int32Array.from(rows, (r) => basinIndex.get(r.basin) ?? 0),
    downstream, travelHours: Int32Array.from(rows, (r) => r.travel_time_h), production: Float64Array.from(rows, (r) => r.production_mw_per_m3s),
    deadLevelFactor: Float64Array.from(rows, (r) => r.dead_level_factor), ratedFlow: Float64Array.from(rows, (r) => r.rated_flow_m3s),
    ratedCapacity: Float64Array.from(rows, (r) => r.capacity_mw), storage,
    startStorage: Float64Array.from(rows, (r, i) => Math.min(r.storage_start_share * storage[i], storageLimit[i * season.days])),
    endStorage: Float64Array.from(rows, (r, i) => r.storage_end_share * storage[i]),
    minRelease: Float64Array.from(rows, (r, i) => Math.min(r.min_release_m3s, 0.8 * least[i])),
    seasonal: Uint8Array.from(rows, (r, i) => Number(CARRIES.has(r.regulation) && storage[i] > 0)),
    inStatistic: Uint8Array.from(rows, (r) => Number(r.in_series === STATISTIC)),
    capacity, storageLimit, inflow, normalInflow: byDay((row, i, d) => net(row, i, d, 1)), releaseBefore: first,
  };
}

/** MW on line at an hour: the last availability row before it (none yet = not in service), less outages in force. */
function capacityOn(model: Model, scenario: Scenario, row: Row<'stations'>, hour: number): number {
  const steps = model.tables.availability.filter((a) => a.station === row.id).map((a) => ({ from: instantOf(a.from), mw: a.capacity_mw })).sort((a, b) => a.from - b.from);
  let mw = steps.length === 0 ? row.capacity_mw : 0;
  for (const step of steps) if (step.from <= hour) mw = step.mw;
  for (const m of scenario.measures) {
    if (m.type === 'outage' && m.station === row.id && hour >= measureStart(m, scenario) && hour < measureEnd(m)) mw = Math.max(0, mw - quantityOf(m.capacity, 'power'));
  }
  return mw;
}

/** Whether a station first enters service after the season: until then it is a plain reach. An outage empties no reservoir. */
function entersLater(model: Model, row: Row<'stations'>, season: Season): boolean {
  const steps = model.tables.availability.filter((a) => a.station === row.id);
  return steps.length > 0 && steps.every((a) => instantOf(a.from) >= season.start + season.days * 24);
}

/** Steepest fall of a storage limit in a day, as a share of full: operators draw a reservoir down ahead of its flood limit. */
const STEEPEST_FALL = 1 / 15;

function storageLimits(model: Model, scenario: Scenario, season: Season, storage: Float64Array): Float64Array {
  const { days } = season;
  const table = new Float64Array(storage.length * days);
  model.tables.stations.forEach((row, i) => {
    for (let d = 0; d < days; d++) {
      const hour = season.start + d * 24;
      let share = 1;
      for (const r of model.tables.flood_limits) if (r.station === row.id && monthDay(hour) >= r.from && monthDay(hour) <= r.to) share = Math.min(share, r.max_storage_share);
      for (const m of scenario.measures) if (m.type === 'flood-limit' && m.station === row.id && hour >= measureStart(m, scenario) && hour < measureEnd(m)) share = m.max_storage_share;
      table[i * days + d] = share * storage[i];
    }
    for (let d = days - 2; d >= 0; d--) table[i * days + d] = Math.min(table[i * days + d], table[i * days + d + 1] + STEEPEST_FALL * storage[i]);
  });
  return table;
}

/** Natural flow summed down the river: on the first day, and its least of the season. */
function accumulatedFlow(inflow: Float64Array, downstream: Int32Array, days: number): { first: Float64Array; least: Float64Array } {
  const first = new Float64Array(downstream.length);
  const least = new Float64Array(downstream.length).fill(Infinity);
  for (let d = 0; d < days; d++) {
    const flow = new Float64Array(downstream.length);
    downstream.forEach((_, i) => { for (let s = i; s >= 0; s = downstream[s]) flow[s] += inflow[i * days + d]; });
    flow.forEach((f, i) => { least[i] = Math.min(least[i], f); });
    if (d === 0) first.set(flow);
  }
  return { first, least };
}

/** Small and unlisted plants; a prefecture's pocket takes its stated part of them. */
export function compileLumps(model: Model, scenario: Scenario, season: Season, zoneIndex: Map<string, number>, basinIndex: Map<string, number>): Lumps {
  const ratios = gaugeRatios(model, season);
  const factor = waterFactor(model, scenario, season);
  const parts = model.tables.lumped_hydro.flatMap((row) => {
    const pocket = row.prefecture === undefined ? undefined : model.tables.pockets.find((p) => p.prefecture === row.prefecture);
    if (!pocket) return [{ id: row.id, row, zone: row.zone, share: 1, pocket: 0 }];
    return [{ id: row.id, row, zone: row.zone, share: 1 - pocket.hydro_share, pocket: 0 }, { id: `${row.id}-pocket`, row, zone: pocket.id, share: pocket.hydro_share, pocket: 1 }];
  });
  const ratio = (water: (gauge: string, day: number) => number): Float64Array => {
    const table = new Float64Array(parts.length * season.days);
    parts.forEach(({ row }, l) => { for (let d = 0; d < season.days; d++) table[l * season.days + d] = (ratios.get(row.gauge)?.[d] ?? 0) * water(row.gauge, d) / row.rated_flow_ratio; });
    return table;
  };
  return {
    ids: parts.map((p) => p.id), zone: Int32Array.from(parts, (p) => zoneIndex.get(p.zone) ?? 0), basin: Int32Array.from(parts, (p) => basinIndex.get(p.row.basin) ?? 0),
    inStatistic: Uint8Array.from(parts, (p) => Number(p.row.in_series === STATISTIC && p.pocket === 0)), pocket: Uint8Array.from(parts, (p) => p.pocket),
    capacity: Float64Array.from(parts, (p) => p.row.capacity_mw * p.share * p.row.availability), ratio: ratio(factor), normalRatio: ratio(() => 1),
  };
}
