import { monthDay } from '../../system/words/calendar.ts';
import { statisticOf, type Model, type Row } from '../../system/model/model.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import { spanOf } from '../../system/tables/dated-rows.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { byHour } from './by-hour.ts';
import type { AggregatedHydro, Stations } from '../case/case.ts';
import { normalFlow, scenarioFlow, type GaugeFlow } from './gauge-water.ts';
import { knownIndex } from './known-index.ts';
import { compileRiver, localInflow, aggregatedParts, aggregatedRatio, stationWater, type River } from './river.ts';
import { ruleStorage } from './rule-curves.ts';
import type { Season } from './season.ts';
import { steepestFall } from './steepest-fall.ts';

const CARRIES = new Set(['multi-year', 'annual', 'seasonal', 'weekly']);

/** The river and its water in the scenario's water year and in a normal one. */
export interface Water {
  readonly river: River;
  readonly flow: { readonly actual: GaugeFlow; readonly normal: GaugeFlow };
}

export const compileWater = (model: Model, scenario: ResolvedScenario, season: Season): Water => ({
  river: compileRiver(model, scenario, season),
  flow: { actual: scenarioFlow(model, scenario, season), normal: normalFlow(model, season) },
});

export function compileStations(
  model: Model,
  scenario: ResolvedScenario,
  season: Season,
  { river, flow }: Water,
  zoneIndex: Map<string, number>,
  basinIndex: Map<string, number>,
): Stations {
  const rows = model.tables.stations;
  const hours = season.days * 24;
  const capacity = new Float64Array(rows.length * hours);
  rows.forEach((row, i) => capacity.set(capacityOf(model, scenario, row, season), i * hours));
  const storage = Float64Array.from(rows, (row) => (entersLater(model, row, season) ? 0 : row.usable_storage_hm3));
  const inForce = limitsInForce(model, scenario, season, storage);
  const startStorage = Float64Array.from(
    rows,
    (r, i) =>
      statedStorage(scenario, r, storage[i]) ??
      Math.min(r.storage_start_share * storage[i], inForce[i * hours + season.opens]),
  );
  const storageLimit = drawnDown(inForce, season, startStorage, storage, steepestFall(model));
  const seasonal = Uint8Array.from(rows, (r, i) => Number(CARRIES.has(r.regulation) && storage[i] > 0));
  const rule = ruleStorage(model, season, { storage, seasonal, storageLimit });
  return {
    ids: rows.map((r) => r.id),
    zone: Int32Array.from(rows, (r) => knownIndex(zoneIndex, 'zone', r.zone, rowPath('stations', r, 'zone'))),
    basin: Int32Array.from(rows, (r) => knownIndex(basinIndex, 'basin', r.basin, rowPath('stations', r, 'basin'))),
    downstream: river.downstream,
    travelHours: Int32Array.from(rows, (r) => r.travel_time_h),
    production: Float64Array.from(rows, (r) => r.production_mw_per_m3s),
    deadLevelFactor: Float64Array.from(rows, (r) => r.dead_level_factor),
    ratedFlow: Float64Array.from(rows, (r) => r.rated_flow_m3s),
    ratedCapacity: Float64Array.from(rows, (r) => r.capacity_mw),
    storage,
    startStorage,
    endStorage: Float64Array.from(
      rows,
      (r, i) => ruleOn(rule, i * hours + season.closes - 1) ?? r.storage_end_share * storage[i],
    ),
    seasonal,
    ...(rule && { ruleStorage: rule }),
    inStatistic: Uint8Array.from(rows, (r) => Number(r.in_series === statisticOf(model))),
    inService: Int32Array.from(rows, (r) => inServiceFrom(model, r, season)),
    capacity,
    storageLimit,
    normalInflow: localInflow(river, flow.normal, []),
    ...stationWater(river, flow.actual),
  };
}

/** Where a curve is, it tells the storage at the season's end too, whenever that is. */
const ruleOn = (rule: Float64Array | undefined, at: number): number | undefined =>
  rule !== undefined && rule[at] >= 0 ? rule[at] : undefined;

/**
 * What the scenario says stood in a reservoir as the season opened, hm3; never more than it holds, which the scenario's
 * check has seen to.
 */
const statedStorage = (
  { initial_storage: stated }: ResolvedScenario,
  { id }: Row<'stations'>,
  full: number,
): number | undefined => {
  const own = stated.find(({ station }) => station === id);
  return own && (own.storage_hm3 ?? (own.share ?? 0) * full);
};

/**
 * MW on line by hour: the last availability row before it (none yet = not in service), less units in overhaul and
 * outages in force.
 */
function capacityOf(model: Model, scenario: ResolvedScenario, row: Row<'stations'>, season: Season): Float64Array {
  const steps = model.tables.availability
    .filter((a) => a.station === row.id)
    .map((a) => ({ from: spanOf(a).start, mw: a.capacity_mw }))
    .sort((a, b) => a.from - b.from);
  const overhauls = model.tables.maintenance.filter((r) => r.station === row.id);
  const outages = scenario.measures.flatMap((m) =>
    m.type === 'outage' && m.station === row.id ? [{ from: m.start, to: m.end, mw: m.capacity }] : [],
  );
  const onLine = byHour(
    season,
    steps.length === 0 ? row.capacity_mw : 0,
    steps.map(({ from, mw }) => ({ from, to: Infinity, value: mw })),
  );
  const capacity = onLine.slice();
  if (overhauls.length > 0) {
    for (let day = 0; day < season.days; day++) {
      const date = monthDay(season.start + day * 24);
      for (const r of overhauls)
        if (isWithin(date, r)) for (let t = day * 24; t < day * 24 + 24; t++) capacity[t] -= r.share_out * onLine[t];
    }
  }
  for (let t = 0; t < capacity.length; t++) capacity[t] = Math.max(0, capacity[t]);
  for (const { from, to, mw } of outages) {
    const last = Math.min(capacity.length, to - season.start);
    for (let t = Math.max(0, from - season.start); t < last; t++) capacity[t] = Math.max(0, capacity[t] - mw);
  }
  return capacity;
}

const isWithin = (day: string, { from, to }: { readonly from: string; readonly to: string }): boolean =>
  day >= from && day <= to;

/**
 * MW on line of plants told together, one number for the season: the last availability row as it opens (none yet = none
 * of them), the row's own capacity where availability says nothing.
 */
function aggregatedOnLine(model: Model, row: Row<'lumped_hydro'>, { start, opens }: Season): number {
  const steps = model.tables.availability
    .filter((a) => a.station === row.id)
    .map((a) => ({ from: spanOf(a).start, mw: a.capacity_mw }))
    .sort((a, b) => a.from - b.from);
  return steps.length === 0 ? row.capacity_mw : (steps.findLast((step) => step.from <= start + opens)?.mw ?? 0);
}

/**
 * First hour of the season in which the station has a unit in service: 0 where availability says nothing else, the
 * season's end where it has none by then. An outage or overhaul takes nothing out of service.
 */
function inServiceFrom(model: Model, { id }: Row<'stations'>, { start, days }: Season): number {
  const steps = model.tables.availability.filter((a) => a.station === id);
  if (steps.length === 0) return 0;
  const first = Math.min(...steps.filter((a) => a.capacity_mw > 0).map((a) => spanOf(a).start));
  return Math.min(days * 24, Math.max(0, first - start));
}

/**
 * Whether a station first enters service after the season: until then it is a plain reach. An outage empties no
 * reservoir.
 */
function entersLater(model: Model, row: Row<'stations'>, season: Season): boolean {
  const steps = model.tables.availability.filter((a) => a.station === row.id);
  return steps.length > 0 && steps.every((a) => spanOf(a).start >= season.start + season.closes);
}

/** Most storage that rows and measures allow at the end of each hour, hm3 [station * hours]. */
function limitsInForce(model: Model, scenario: ResolvedScenario, season: Season, storage: Float64Array): Float64Array {
  const hours = season.days * 24;
  const table = new Float64Array(storage.length * hours);
  const days = Array.from({ length: season.days }, (_, d) => monthDay(season.start + d * 24));
  model.tables.stations.forEach((row, i) => {
    const own = table.subarray(i * hours, (i + 1) * hours).fill(storage[i]);
    const limits = model.tables.flood_limits.filter((r) => r.station === row.id);
    days.forEach((day, d) => {
      let share = 1;
      for (const r of limits) if (isWithin(day, r)) share = Math.min(share, r.max_storage_share);
      own.fill(share * storage[i], d * 24, d * 24 + 24);
    });
    for (const m of scenario.measures) {
      if (m.type !== 'flood-limit' || m.station !== row.id) continue;
      const at = (instant: number): number => Math.max(0, Math.min(hours, instant - season.start));
      own.fill(m.max_storage_share * storage[i], at(m.start), at(m.end));
    }
    // A limit that is in force in an hour holds from its beginning, the end of the hour before.
    for (let t = 0; t + 1 < hours; t++) own[t] = Math.min(own[t], own[t + 1]);
  });
  return table;
}

/**
 * The same with reservoirs drawn down ahead of a lower limit, no faster than `fall`, a share of full an hour. One that
 * opens too full for that has the limits alone while such a fall from its opening stays above them: what it holds at
 * the opening is a fact that no later limit changes.
 */
function drawnDown(
  inForce: Float64Array,
  { days, opens }: Season,
  start: Float64Array,
  storage: Float64Array,
  fall: number,
): Float64Array {
  const hours = days * 24;
  const table = inForce.slice();
  storage.forEach((full, i) => {
    const own = table.subarray(i * hours, (i + 1) * hours);
    for (let t = hours - 2; t >= 0; t--) own[t] = Math.min(own[t], own[t + 1] + fall * full);
    if (start[i] <= own[opens] + fall * full) return;
    for (let t = opens; t < hours; t++)
      if (own[t] < start[i] - fall * full * (t - opens + 1)) own[t] = inForce[i * hours + t];
  });
  return table;
}

export function compileAggregated(
  model: Model,
  season: Season,
  { river, flow }: Water,
  zoneIndex: Map<string, number>,
  basinIndex: Map<string, number>,
): AggregatedHydro {
  const parts = aggregatedParts(model);
  return {
    ids: parts.map((p) => p.id),
    zone: Int32Array.from(parts, (p) => knownIndex(zoneIndex, 'zone', p.zone, rowPath('lumped_hydro', p.row, 'zone'))),
    basin: Int32Array.from(parts, (p) =>
      knownIndex(basinIndex, 'basin', p.row.basin, rowPath('lumped_hydro', p.row, 'basin')),
    ),
    inStatistic: Uint8Array.from(parts, (p) => Number(p.row.in_series === statisticOf(model) && p.pocket === 0)),
    pocket: Uint8Array.from(parts, (p) => p.pocket),
    capacity: Float64Array.from(parts, (p) => aggregatedOnLine(model, p.row, season) * p.share * p.row.availability),
    ratio: aggregatedRatio(river, flow.actual),
    normalRatio: aggregatedRatio(river, flow.normal),
  };
}
