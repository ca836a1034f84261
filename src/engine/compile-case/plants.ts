import { daysInMonth, midnight, monthOf, yearOf } from '../../system/words/calendar.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { byHour } from './by-hour.ts';
import type { Imports, Renewables, Storages, Thermal } from '../case/case.ts';
import { knownIndex } from './known-index.ts';
import type { Season } from './season.ts';
import { byClass, withinRating } from './within-rating.ts';

const CLASSES = ['peak', 'flat', 'valley'] as const;

/** 0 peak, 1 flat, 2 valley by hour of day. */
export function hourClasses(model: Model): Int32Array {
  const classes = new Int32Array(24).fill(1);
  for (const r of model.tables.hour_classes) classes[r.hour] = CLASSES.indexOf(r.class);
  return classes;
}

const indexOfZones = (model: Model): Map<string, number> => new Map(model.tables.zones.map((z, i) => [z.id, i]));
/** Zones of rows of a table, or of measures, by index. */
export function zonesOf(
  table: 'exports' | 'imports' | 'thermal' | 'renewables' | 'measures',
  rows: readonly { readonly id: string; readonly zone: string }[],
  model: Model,
): Int32Array {
  const index = indexOfZones(model);
  const path = (row: { readonly id: string }): string =>
    table === 'measures' ? `measures[${row.id}].zone` : rowPath(table, row, 'zone');
  return Int32Array.from(rows, (row) => knownIndex(index, 'zone', row.zone, path(row)));
}

/** Monthly figures are those of the year whose demand the scenario has: an ex-ante view knows no other. */
export const yearOfDemand = ({ demand, window }: ResolvedScenario, hour: number): number =>
  demand.year + yearOf(hour) - yearOf(window.start);

export function compileImports(model: Model, scenario: ResolvedScenario, season: Season): Imports {
  const ids = [...new Set(model.tables.imports.map((r) => r.id))];
  const first = ids.map((id) => model.tables.imports.find((r) => r.id === id)).filter((r) => r !== undefined);
  const most = new Float64Array(ids.length * season.days * 24);
  ids.forEach((id, m) => {
    for (let d = 0; d < season.days; d++) {
      const hour = season.start + d * 24;
      const year = yearOfDemand(scenario, hour);
      const mw =
        model.tables.imports.find((r) => r.id === id && r.year === year && r.month === monthOf(hour))?.max_mw ?? 0;
      most.fill(mw, (m * season.days + d) * 24, (m * season.days + d + 1) * 24);
    }
  });
  const firm = Uint8Array.from(first, (r) => Number(r.kind === 'must-take'));
  return {
    ids,
    zone: zonesOf('imports', first, model),
    most,
    cost: Float64Array.from(first, (r) => r.yuan_per_mwh),
    ...(firm.includes(1) && { firm }),
  };
}

export function compileThermal(model: Model, scenario: ResolvedScenario, season: Season): Thermal {
  const rows = model.tables.thermal;
  const most = Float64Array.from(rows, (r) => r.capacity_mw * r.availability);
  const mustRun = new Float64Array(rows.length * season.days * 24);
  const together = thermalFloors(model, scenario, season, most);
  rows.forEach((row, g) => {
    const changes = scenario.measures.flatMap((m) =>
      m.type === 'minimum-output' && m.thermal === row.id ? [{ from: m.start, to: m.end, value: m.output }] : [],
    );
    mustRun.set(
      byHour(season, together?.[g] ?? row.must_run_mw, changes).map((mw) => Math.min(mw, most[g])),
      g * season.days * 24,
    );
  });
  return {
    ids: rows.map((r) => r.id),
    zone: zonesOf('thermal', rows, model),
    most,
    mustRun,
    cost: Float64Array.from(rows, (r) => r.yuan_per_mwh),
  };
}

/** Floors of the units by hour, MW, where months have one of all units together; null where no month has. */
function thermalFloors(
  model: Model,
  scenario: ResolvedScenario,
  season: Season,
  most: Float64Array,
): readonly Float64Array[] | null {
  const rows = model.tables.thermal_floor;
  if (rows.length === 0) return null;
  const units = model.tables.thermal;
  const own = Float64Array.from(units, (r) => r.must_run_mw);
  const classes = hourClasses(model);
  const floors = units.map((r) => new Float64Array(season.days * 24).fill(r.must_run_mw));
  const known = new Map<number, readonly Float64Array[] | null>();
  for (let day = 0; day < season.days; day++) {
    const hour = season.start + day * 24;
    const key = yearOfDemand(scenario, hour) * 12 + monthOf(hour);
    if (!known.has(key)) {
      const row = rows.find((r) => r.year * 12 + r.month === key);
      const shaped =
        row &&
        withinRating(
          shapedByClass(row, classes),
          classes,
          most.reduce((sum, mw, g) => sum + (own[g] > 0 ? mw : 0), 0),
        );
      known.set(key, shaped ? shaped.map((mw) => sharedFloor(mw, own, most)) : null);
    }
    const shared = known.get(key);
    if (shared)
      for (let h = 0; h < 24; h++)
        shared[classes[h]].forEach((mw, g) => {
          floors[g][day * 24 + h] = mw;
        });
  }
  return floors;
}

const shapedByClass = (
  { mean_mw, peak_ratio, flat_ratio, valley_ratio }: Row<'thermal_floor'>,
  classes: Int32Array,
): readonly number[] => byClass(mean_mw, [peak_ratio, flat_ratio, valley_ratio], classes);

/** In proportion to the units' own floors, what a unit cannot give by the others. */
function sharedFloor(total: number, own: Float64Array, most: Float64Array): Float64Array {
  const floors = new Float64Array(own.length);
  let [left, open] = [total, own.map((mw) => (mw > 0 ? 1 : 0))];
  for (let pass = 0; pass < own.length && left > 0; pass++) {
    const weight = own.reduce((sum, mw, g) => sum + open[g] * mw, 0);
    if (weight === 0) break;
    let placed = 0;
    const next = open.slice();
    for (let g = 0; g < own.length; g++) {
      if (open[g] === 0) continue;
      const wanted = floors[g] + (left * own[g]) / weight;
      if (wanted >= most[g]) next[g] = 0;
      placed += Math.min(wanted, most[g]) - floors[g];
      floors[g] = Math.min(wanted, most[g]);
    }
    left -= placed;
    if (next.join() === open.join()) break;
    open = next;
  }
  return floors;
}

/** Wind and solar: the month's published energy spread over its hours by the shape of the day. */
export function compileRenewables(model: Model, scenario: ResolvedScenario, season: Season): Renewables {
  const rows = model.tables.renewables;
  const hours = season.days * 24;
  const available = new Float64Array(rows.length * hours);
  rows.forEach((row, r) => {
    const weights = new Float64Array(24).fill(1);
    for (const s of model.tables.renewable_shape) if (s.kind === row.kind) weights[s.hour] = s.weight;
    const total = weights.reduce((sum, w) => sum + w, 0);
    const energy = new Map(
      model.tables.renewable_months
        .filter((m) => m.kind === row.kind)
        .map((m) => [`${m.year}|${m.month}`, m.generation_gwh]),
    );
    if (total <= 0) return;
    for (let day = 0; day < season.days; day++) {
      const hour = season.start + day * 24;
      const [year, month] = [yearOfDemand(scenario, hour), monthOf(hour)];
      const daily = ((energy.get(`${year}|${month}`) ?? 0) * 1000) / daysInMonth(year, month);
      for (let h = 0; h < 24; h++)
        available[r * hours + day * 24 + h] = (row.province_share * daily * weights[h]) / total;
    }
  });
  return { ids: rows.map((r) => r.id), zone: zonesOf('renewables', rows, model), available };
}

export function compileStorages(model: Model, scenario: ResolvedScenario): Storages {
  const rows = scenario.measures.filter((m) => m.type === 'add-storage');
  return {
    ids: rows.map((m) => m.id),
    zone: zonesOf('measures', rows, model),
    power: Float64Array.from(rows, (m) => m.power),
    energy: Float64Array.from(rows, (m) => m.energy),
    efficiency: Float64Array.from(rows, (m) => m.efficiency),
    fromHour: Int32Array.from(rows, (m) => m.start),
    toHour: Int32Array.from(rows, (m) => Math.min(m.end, midnight(2200, 1, 1))),
  };
}
